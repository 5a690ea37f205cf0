import { exp, log } from "../chance/exact-math.ts";
import type { Random } from "../chance/streams.ts";
import { drawBetween } from "./draw-between.ts";

/** Draws between two numbers above 0 so that each doubling is equally likely: for what spans orders of magnitude. */
export function drawLogBetween(random: Random, min: number, max: number): number {
  return exp(drawBetween(random, log(min), log(Math.max(min, max))));
}
