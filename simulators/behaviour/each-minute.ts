import { MINUTE } from "../../datasets/sizes.ts";

/**
 * Cuts a stretch of time at the UTC minutes and visits the pieces: observers cut there, so a long
 * transfer that is cut there itself keeps its counts in one row.
 */
export function eachMinute(
  from: number,
  to: number,
  visit: (from: number, to: number) => void,
): void {
  for (let t = from; t < to; ) {
    const next = Math.min(to, (Math.floor(t / MINUTE) + 1) * MINUTE);
    visit(t, next);
    t = next;
  }
}
