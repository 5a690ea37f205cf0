import type { Metric } from "../metric.ts";
import { money } from "../report/wording.ts";

/** What the median incident has cost when its alarm comes. */
export const p50Money = {
  name: "p50Money",
  summary: "money by which half of the incident weight is caught; a miss is never",
  unit: "money",
  better: "lower",
  needs: ["truth", "money"],
  rests: "incidents",
  group: "latency",
  missIsNever: true,
  measure: (facts) => facts.quantile("money", 0.5),
  write: money,
} as const satisfies Metric;
