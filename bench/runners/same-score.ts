/**
 * How far two scores may lie apart that are one: sums that a program adds up batch by batch differ in
 * their last bits when batches are cut elsewhere.
 */
const TOLERANCE = 1e-9;

/**
 * Tells whether two scores are the same but for rounding, relative to the larger of them; to name a
 * row is another thing than to keep silent on it.
 */
export function sameScore(a: number, b: number): boolean {
  if (a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

/** Says which row it was and what it scored; equal to the eye are no two different numbers. */
export function scoredTwice(row: number, first: number, second: number): string {
  return `row ${row} scored ${first}, then ${second}`;
}
