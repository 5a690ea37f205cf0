import { integer } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";

/** Draws a whole number from min to max, both included; min itself where max is not above it. */
export function wholeBetween(random: Random, min: number, max: number): number {
  const low = Math.round(min);
  return low + integer(random, Math.max(0, Math.round(max) - low) + 1);
}
