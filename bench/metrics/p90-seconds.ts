import type { Metric } from "../metric.ts";
import { duration } from "../report/wording.ts";

/** The slowest tenth over all incidents: a miss is never. */
export const p90Seconds = {
  name: "p90Seconds",
  summary: "time in which nine tenths of the incident weight is caught; a miss is never",
  unit: "s",
  better: "lower",
  needs: ["truth"],
  rests: "incidents",
  group: "latency",
  missIsNever: true,
  measure: (facts) => facts.quantile("seconds", 0.9),
  write: duration,
} as const satisfies Metric;
