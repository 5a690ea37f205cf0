import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

const FLAGGED: Share = { key: "day recall", part: ["daysRight"], whole: ["daysRunning"] };

/** Per line-day: a long incident weighs as many as it has days. */
export const dayRecall = {
  name: "dayRecall",
  summary: "share of line-days in which an incident runs that are flagged",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "running line-days",
  group: "perDeviceDay",
  field: "recall",
  measure: (facts) => facts.share(FLAGGED),
  write: wholePercent,
} as const satisfies Metric;
