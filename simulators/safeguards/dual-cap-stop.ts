import type { Params } from "../../datasets/param.ts";
import { GB, HOUR } from "../../datasets/sizes.ts";
import { tighterStop } from "../charging/line-terms.ts";
import type { Safeguard } from "../safeguard.ts";

const params = {
  money: {
    summary: "minor units rated in a period at which the line is stopped, 0 = no such stop",
    unit: "minor",
    default: 50_000,
    min: 0,
    max: 1e9,
    source: "chosen: a cap of 500 yuan, half of the one of Wuhan",
  },
  bytes: {
    summary: "bytes of a period at which the line is stopped, 0 = no such stop",
    unit: "bytes",
    default: 15 * GB,
    min: 0,
    max: 1e13,
    source: "chosen: the volume cap of the time",
  },
  lag: {
    summary: "from the record that reaches it to the stop",
    unit: "ms",
    default: 0,
    min: 0,
    max: 48 * HOUR,
    source: "chosen: as it is promised; Wuhan waited six and a half hours",
  },
} as const satisfies Params;

/**
 * Stops a line when its period has cost so much or moved so much, whichever comes first, with the
 * lag of whoever enforces it. A stop that the plan has already stays where it is tighter. The bill
 * is not capped by it: what was rated before the stop is owed.
 */
export const dualCapStop: Safeguard<typeof params> = {
  name: "dual-cap-stop",
  summary: "the line stops at an amount of money or of data",
  by: "operator",
  claims: [
    { kind: "bt-over-hotspot", source: "article C: a cap on money and on volume" },
    { kind: "wlan-credential-theft", source: "article C: a cap on money and on volume" },
  ],
  params,
  apply({ terms }, { money, bytes, lag }) {
    terms.moneyStop = tighterStop(terms.moneyStop, Math.round(money));
    terms.volumeStop = tighterStop(terms.volumeStop, Math.round(bytes));
    terms.lag = Math.min(terms.lag ?? Infinity, Math.round(lag));
  },
};
