import type { Metric } from "../metric.ts";
import { bytes } from "../report/wording.ts";

/** How much of a line's incident is gone when the median alarm comes. */
export const p50Bytes = {
  name: "p50Bytes",
  summary: "bytes by which half of the incident weight is caught; a miss is never",
  unit: "B",
  better: "lower",
  needs: ["truth"],
  rests: "incidents",
  group: "latency",
  missIsNever: true,
  measure: (facts) => facts.quantile("bytes", 0.5),
  write: bytes,
} as const satisfies Metric;
