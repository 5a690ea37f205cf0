import { uniform } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";

/** Draws evenly from min to max; min itself where max is not above it, as when only one of two options was set. */
export function drawBetween(random: Random, min: number, max: number): number {
  return uniform(random, min, Math.max(min, max));
}
