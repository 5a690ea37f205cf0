import type { CombinerMember } from "../combiner.ts";

/**
 * Measures an alert in thresholds of its own detector, so that megabytes and kilometres an hour can
 * be compared: 1 is an alarm, 2 twice the evidence. A threshold of 0 or below has no multiples; the
 * distance from it counts instead. -Infinity for a member that never alarms.
 */
export function strength({ threshold }: CombinerMember, score: number): number {
  if (threshold === Infinity) return -Infinity;
  if (threshold === -Infinity) return 1;
  return threshold > 0 ? score / threshold : score - threshold + 1;
}
