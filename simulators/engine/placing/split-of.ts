import { keyedRandom } from "../../chance/streams.ts";
import { HOUSEHOLD } from "../../life/household.ts";
import type { Scenario } from "../../scenario.ts";

/** The two halves of a dataset. */
export const HALVES = ["calibration", "test"] as const;

/** Half of a dataset. */
export type Half = (typeof HALVES)[number];

/**
 * Tells which half a device belongs to. Households stay together. At a share of one half, of each
 * two neighbouring household blocks one goes to either half, by a keyed coin, so that every block
 * of eight lines has four in each.
 */
export function splitOf(seed: string, scenario: Scenario, device: number): Half {
  const block = Math.floor(device / HOUSEHOLD);
  const share = scenario.split.calibration;
  if (share === 0.5) {
    const pair = Math.floor(block / 2);
    const coin = keyedRandom(seed, pair, "split").bits() & 1;
    return HALVES[(block & 1) ^ coin] as Half;
  }
  return keyedRandom(seed, block, "split").uniform() < share ? "calibration" : "test";
}
