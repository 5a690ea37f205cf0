import type { OptionsOf, Param } from "../../datasets/param.ts";
import { DAY } from "../../datasets/sizes.ts";
import type { EmitContext, Sink } from "../model.ts";
import { cellularDownIn } from "../network/cellular-link.ts";
import { eachStretch } from "./each-stretch.ts";
import { evenTransfer } from "./even-transfer.ts";

const source = "chosen: only a case on record knows its rates";
const rate = { unit: "bit/s", default: 0, min: 0, max: 1e9, source } as const;
const time = { unit: "ms", default: 0, min: 0, max: DAY, source } as const;

/** Options of a load that a record tells phase by phase, four of them; the last one lasts to its end. */
export const TOLD_RATES = {
  firstRate: { ...rate, summary: "rate of the first phase, 0 = nothing is told: rates are drawn" },
  firstTime: { ...time, summary: "length of the first phase, where rates are told" },
  secondRate: { ...rate, summary: "rate of the second phase" },
  secondTime: { ...time, summary: "length of the second phase" },
  thirdRate: { ...rate, summary: "rate of the third phase" },
  thirdTime: { ...time, summary: "length of the third phase" },
  lastRate: { ...rate, summary: "rate of what is left" },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<typeof TOLD_RATES>;

/** Whether the options tell the rates. */
export function areTold({ firstRate }: Options): boolean {
  return firstRate > 0;
}

/** Share of what was told that goes up (measured on tls-download: requests and acknowledgements). */
const UP = 0.04;

/**
 * Fetches at the rates that are told, both directions added and no faster than the link: every byte
 * is fixed by the options. Whole bytes are cut from running sums, so that none is lost to rounding.
 */
export function emitToldRates(
  { random, life, episode }: EmitContext,
  options: Options,
  sink: Sink,
): void {
  const phases = [
    [options.firstTime, options.firstRate],
    [options.secondTime, options.secondRate],
    [options.thirdTime, options.thirdRate],
    [Number.POSITIVE_INFINITY, options.lastRate],
  ] as const;
  // A record tells what was counted: nothing is added on the way.
  sink.bytes = "all";
  let [t, total, sentUp, sentDown] = [episode.start, 0, 0, 0];
  for (const [lasts, told] of phases) {
    const until = Math.min(episode.end, t + lasts);
    eachStretch({ random, sigma: 0 }, t, until, (from, to) => {
      total += (Math.min(told, cellularDownIn(life, from, to) / (1 - UP)) * (to - from)) / 8000;
      const up = Math.round(total * UP) - sentUp;
      const down = Math.round(total * (1 - UP)) - sentDown;
      evenTransfer(sink, from, to, { up, down });
      sentUp += up;
      sentDown += down;
    });
    t = until;
  }
}
