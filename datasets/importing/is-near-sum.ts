/** Sums of rounded numbers are not the rounded sum. */
const NEAR = 1e-5;

/** Tells whether a number that a report calls a sum is one, but for rounding. */
export function isNearSum(said: number, sum: number): boolean {
  return Math.abs(said - sum) <= Math.max(said, sum) * NEAR;
}
