/**
 * Splits a whole total over weights into whole parts that sum to it exactly: floors first, then one
 * more to the largest remainders, the earlier of equals first. Weights of 0 in all get equal parts.
 *
 * @example
 * largestRemainder(10, [1, 1, 1]); // [4, 3, 3]
 */
export function largestRemainder(total: number, weights: readonly number[]): number[] {
  let sum = 0;
  for (const weight of weights) sum += weight;
  const exact = weights.map((weight) => (total * (sum > 0 ? weight : 1)) / (sum || weights.length));
  const parts = exact.map((value) => Math.floor(value));
  let left = total;
  for (const part of parts) left -= part;
  const order = exact
    .map((value, i) => [value - (parts[i] as number), i] as const)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, i] of order) {
    if (left <= 0) break;
    parts[i]++;
    left--;
  }
  return parts;
}
