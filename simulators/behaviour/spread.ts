import { uniform } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";

/** Draws a share up to `width` above or below `middle`, uniformly, kept in [0, 1]. */
export function spread(random: Random, middle: number, width: number): number {
  return Math.max(0, Math.min(1, uniform(random, middle - width, middle + width)));
}
