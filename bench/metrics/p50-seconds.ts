import type { Metric } from "../metric.ts";
import { duration } from "../report/wording.ts";

/** Median delay over all incidents: a miss is never, not left out. */
export const p50Seconds = {
  name: "p50Seconds",
  summary: "time in which half of the incident weight is caught; a miss is never",
  unit: "s",
  better: "lower",
  needs: ["truth"],
  rests: "incidents",
  onLeaderboard: true,
  group: "latency",
  missIsNever: true,
  measure: (facts) => facts.quantile("seconds", 0.5),
  write: duration,
} as const satisfies Metric;
