/**
 * Area under the ROC curve: the chance that a value of `inside` is larger than one of `outside`,
 * ties counting half. O(n log n).
 */
export function areaUnderCurve(inside: readonly number[], outside: readonly number[]): number {
  const sorted = Float64Array.from(outside).sort();
  let sum = 0;
  for (const value of inside) {
    const below = lowerBound(sorted, value);
    let equal = below;
    while (sorted[equal] === value) equal++;
    sum += (below + equal) / 2;
  }
  return sum / inside.length / outside.length;
}

/** Its standard deviation when both come from one distribution (Mann and Whitney 1947). */
export function samplingError(inside: number, outside: number): number {
  return Math.sqrt((inside + outside + 1) / (12 * inside * outside));
}

function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
