import type { OptionsOf, Param } from "../../datasets/param.ts";
import { lognormal } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";

/** Options of how much of a WLAN session goes up, the same for wanted and unwanted ones. */
export const SESSION_UP_PARAMS = {
  upShare: {
    summary: "median share of a session's bytes that go up",
    unit: "share",
    default: 0.06,
    min: 0,
    max: 1,
    source: "cited: uplink share of mobile traffic 8 % in the mean, Ericsson",
  },
  upSigma: {
    summary: "ln-sigma of that share",
    unit: "ln",
    default: 0.6,
    min: 0,
    max: 2,
    source: "chosen: downloads and calls differ",
  },
} as const satisfies Record<string, Param>;

/** Draws the share of one session that goes up. */
export function sessionUpShare(
  random: Random,
  { upShare, upSigma }: OptionsOf<typeof SESSION_UP_PARAMS>,
): number {
  return Math.min(1, lognormal(random, upShare, upSigma));
}
