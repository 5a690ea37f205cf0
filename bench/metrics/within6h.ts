import { HOUR } from "../../datasets/sizes.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

/** Of incidents, those that an alarm catches in time to act. */
export const within6h = {
  name: "within6h",
  summary: "share of incident weight caught within six hours",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "incidents",
  interval: "exact",
  group: "latency",
  measure: (facts) => facts.caughtWithin("6h", 6 * HOUR),
  write: wholePercent,
} as const satisfies Metric;
