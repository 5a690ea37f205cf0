/** A column in bins, in the order of its values. */
export interface Binned {
  readonly bins: Uint8Array;
  readonly count: number;
}

/**
 * Puts values into at most `most` bins (up to 255) of about equal size: one for each distinct value
 * where there are no more, else between quantiles. NaN (nothing to say) goes to bin 0, below all
 * others. O(n log n).
 */
export function quantileBins(values: ArrayLike<number>, most: number): Binned {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const edges = edgesOf(sorted, most);
  const bins = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    bins[i] = Number.isNaN(value) ? 0 : 1 + countBelow(edges, value);
  }
  return { bins, count: edges.length + 2 };
}

/** Values that are the largest of their bin, but for the last bin's. */
function edgesOf(sorted: Float64Array, most: number): Float64Array {
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  if (distinct.length <= most) return distinct.subarray(0, Math.max(0, distinct.length - 1));
  const edges: number[] = [];
  for (let k = 1; k < most; k++) {
    const edge = sorted[Math.ceil((k * sorted.length) / most) - 1];
    if (edge !== edges.at(-1) && edge < distinct[distinct.length - 1]) edges.push(edge);
  }
  return Float64Array.from(edges);
}

/** How many edges lie below a value. */
function countBelow(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
