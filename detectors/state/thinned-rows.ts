/** Rows of numbers, kept evenly as they come: when there are too many, every second one goes. */
export interface ThinnedRows {
  add(row: Float64Array): void;
  /** How many are kept; row `i` lies at `[i * width, (i + 1) * width)` of `values`. */
  length(): number;
  values(): Float64Array;
  /** How many rows each that is kept stands for. */
  weight(): number;
}

/**
 * Opens a sample of at most `most` rows of `width` numbers (`most` even), drawn without chance: the
 * rows kept are those whose ordinal divides by the weight, wherever batches are cut.
 */
export function thinnedRows(width: number, most: number): ThinnedRows {
  const values = new Float64Array(width * most);
  let length = 0;
  let seen = 0;
  let weight = 1;
  return {
    add(row) {
      if (seen++ % weight !== 0) return;
      if (length === most) {
        length = most / 2;
        weight *= 2;
        for (let i = 1; i < length; i++) {
          values.copyWithin(i * width, 2 * i * width, (2 * i + 1) * width);
        }
        if ((seen - 1) % weight !== 0) return;
      }
      values.set(row, length++ * width);
    },
    length: () => length,
    values: () => values.subarray(0, length * width),
    weight: () => weight,
  };
}
