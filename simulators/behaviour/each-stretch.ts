import { SECOND } from "../../datasets/sizes.ts";
import { lognormal } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";

/** Median length of a stretch of even rate (chosen: shorter than most minutes, since rates wander). */
const LENGTH = 40 * SECOND;

/** ln-sigma of the length of a stretch (chosen). */
export const STRETCH_SIGMA = 0.5;

/**
 * Cuts a span of time into stretches of some seconds to some minutes and visits them in turn. They
 * end at milliseconds of their own: no transfer begins or ends where an observer's clock ticks. With
 * a sigma of 0 all but the last are equally long.
 */
export function eachStretch(
  { random, sigma }: { readonly random: Random; readonly sigma: number },
  from: number,
  to: number,
  visit: (from: number, to: number) => void,
): void {
  for (let t = from; t < to; ) {
    const next = Math.min(to, t + Math.max(1, Math.round(lognormal(random, LENGTH, sigma))));
    visit(t, next);
    t = next;
  }
}
