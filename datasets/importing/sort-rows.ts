/** A run of rows, row by row: row i lies at `i * width`. The values are reused by the next block. */
export interface RowBlock {
  readonly values: Float64Array;
  readonly length: number;
}

/** Rows of a block that is read or handed over at once. */
export const BLOCK_ROWS = 2048;

/** Walks rows that are in memory in the order of their first `keys` numbers, ties as they came. */
export function* sortRows(rows: RowBlock, width: number, keys: number): Generator<RowBlock> {
  const { length: count } = rows;
  const indices = order(rows, width, keys);
  const values = new Float64Array(Math.min(BLOCK_ROWS, Math.max(1, count)) * width);
  for (let from = 0; from < count; from += BLOCK_ROWS) {
    const length = Math.min(BLOCK_ROWS, count - from);
    for (let i = 0; i < length; i++) {
      const at = (indices[from + i] as number) * width;
      values.set(rows.values.subarray(at, at + width), i * width);
    }
    yield { values, length };
  }
}

function order({ values, length }: RowBlock, width: number, keys: number): Uint32Array {
  const indices = Uint32Array.from({ length }, (_, i) => i);
  return indices.sort((a, b) => {
    for (let key = 0; key < keys; key++) {
      const difference = (values[a * width + key] as number) - (values[b * width + key] as number);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}
