import { MINUTE } from "../../datasets/sizes.ts";
import { lognormal } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";
import type { DeviceLife } from "../life/device-life.ts";
import type { Sink } from "../model.ts";
import { cellularDownIn } from "../network/cellular-link.ts";
import { eachStretch, STRETCH_SIGMA } from "./each-stretch.ts";
import { evenTransfer } from "./even-transfer.ts";
import { largestRemainder } from "./largest-remainder.ts";

/** Share of the link that a content network's server fills. */
const FILL = 0.9;
/** A phone without coverage asks as if it had a slow link; the engine makes it wait. */
const LEAST_RATE = 1e6;
/** ln-sigma by which a server's rate wanders from one stretch of some seconds to the next (chosen). */
const WANDERS = 0.15;

/** Rate of a download at a moment, bit/s: as wished, or what the link carries. */
export function loadRate(life: DeviceLife, t: number, wish: number): number {
  return Math.max(LEAST_RATE, Math.min(wish, FILL * cellularDownIn(life, t, t + MINUTE)));
}

/** Whole ms that so many bytes take at a rate. */
export function loadTime(bytes: number, rate: number): number {
  return Math.ceil((bytes * 8000) / rate);
}

/** What to download, between which moments, and when whoever waits for it leaves. */
interface Load {
  readonly bytes: number;
  readonly from: number;
  readonly until: number;
  readonly end: number;
}

/** Downloads so many bytes at a rate that wanders; what would begin when its episode is over stays undone. */
export function wanderingLoad(sink: Sink, random: Random, { bytes, from, until, end }: Load): void {
  const weights: number[] = [];
  const starts: number[] = [];
  eachStretch({ random, sigma: STRETCH_SIGMA }, from, until, (at, to) => {
    starts.push(at);
    weights.push((to - at) * lognormal(random, 1, WANDERS));
  });
  const parts = largestRemainder(bytes, weights);
  for (const [s, at] of starts.entries()) {
    if (at >= end) break;
    evenTransfer(sink, at, starts[s + 1] ?? until, { up: 0, down: parts[s] as number });
  }
}
