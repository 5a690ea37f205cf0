import type { CombinerMember } from "../combiner.ts";

/**
 * Share of calibration device-days on which a member reached a score: above 0 even for a score that
 * none reached, since the next day might. 1 for silence.
 */
export function shareOfDays(
  { reference, referenceDays }: Pick<CombinerMember, "reference" | "referenceDays">,
  score: number,
): number {
  if (score === -Infinity) return 1;
  let low = 0;
  let high = reference.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (reference[middle] < score) low = middle + 1;
    else high = middle;
  }
  const days = Math.max(referenceDays, reference.length);
  return (reference.length - low + 1) / (days + 1);
}
