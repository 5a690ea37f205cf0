import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

const RIGHT: Share = { key: "day precision", part: ["daysRight"], whole: ["daysFlagged"] };

/** Per line-day, as papers count that label days. */
export const dayPrecision = {
  name: "dayPrecision",
  summary: "share of flagged line-days in which an incident runs",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "flagged line-days",
  group: "perDeviceDay",
  field: "precision",
  measure: (facts) => facts.share(RIGHT),
  write: wholePercent,
} as const satisfies Metric;
