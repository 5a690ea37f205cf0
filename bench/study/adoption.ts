import type { Strategy } from "../strategy.ts";

/**
 * The share of the lines that have a strategy's safeguards, where it is made of safeguards alone:
 * what they do then adds up over lines. Null where detectors are at work.
 */
export function adoptionOf({ detectors, safeguards }: Strategy): number | null {
  if (detectors.length > 0 || safeguards.length === 0) return null;
  return Math.max(...safeguards.map(({ adoption }) => adoption));
}
