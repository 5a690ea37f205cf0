import { MINUTE } from "../../datasets/sizes.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

/** Of incidents, those that an alarm catches in time to act. */
export const within5m = {
  name: "within5m",
  summary: "share of incident weight caught within 5 minutes",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "incidents",
  interval: "exact",
  group: "latency",
  measure: (facts) => facts.caughtWithin("5m", 5 * MINUTE),
  write: wholePercent,
} as const satisfies Metric;
