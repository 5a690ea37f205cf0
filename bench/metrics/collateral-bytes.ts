import type { Metric } from "../metric.ts";
import { bytes } from "../report/wording.ts";

/** What a block on every false alarm would take from innocent lines. */
export const collateralBytes = {
  name: "collateralBytes",
  summary: "innocent bytes that false alarms block",
  unit: "B",
  better: "lower",
  needs: ["truth"],
  rests: "false alarms",
  measure: (facts) => (facts.truth ? facts.sum("collateralBytes") : null),
  write: bytes,
} as const satisfies Metric;
