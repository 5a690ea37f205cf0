import type { Metric } from "../metric.ts";
import { count } from "../report/wording.ts";

/** How many owners would get a false message. */
export const devicesBothered = {
  name: "devicesBothered",
  summary: "lines with a false alarm",
  unit: "devices",
  better: "lower",
  needs: ["truth"],
  rests: "bothered lines",
  interval: "none",
  plain: true,
  measure: (facts) => facts.sum("devicesBothered"),
  write: count,
} as const satisfies Metric;
