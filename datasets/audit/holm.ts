/**
 * Holm's step-down correction (Holm 1979): the chance of each value, corrected for all that are
 * asked at once, so that comparing with 0.05 errs in at most one of 20 families.
 */
export function holm(chances: readonly number[]): number[] {
  const order = [...chances.keys()].sort((a, b) => chances[a] - chances[b]);
  const corrected = chances.map(() => 1);
  let least = 0;
  for (const [rank, at] of order.entries()) {
    least = Math.max(least, Math.min(1, chances[at] * (chances.length - rank)));
    corrected[at] = least;
  }
  return corrected;
}
