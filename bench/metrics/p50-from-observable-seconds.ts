import type { Metric } from "../metric.ts";
import { duration } from "../report/wording.ts";

/** What the detector itself adds to the delay of its view. */
export const p50FromObservableSeconds = {
  name: "p50FromObservableSeconds",
  summary: "p50Seconds counted from when the view first showed the case",
  unit: "s",
  better: "lower",
  needs: ["truth"],
  rests: "incidents",
  group: "latency",
  missIsNever: true,
  measure: (facts) => facts.quantile("fromObservable", 0.5),
  write: duration,
} as const satisfies Metric;
