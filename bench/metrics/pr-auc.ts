import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";
import { averagePrecision } from "../scoring/average-precision.ts";

/** Area under precision over recall, in steps, over the thresholds of the trade-off curve. */
export const prAuc = {
  name: "prAuc",
  summary:
    "area under precision over recall, in steps, at the thresholds of the trade-off's budgets",
  unit: "share",
  better: "higher",
  needs: ["truth", "calibration"],
  rests: "thresholds",
  interval: "none",
  measure: (facts) => (facts.tradeOff.length === 0 ? null : averagePrecision(facts.tradeOff)),
  write: wholePercent,
} as const satisfies Metric;
