import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

const IN_TIME: Share = { key: "in time", part: ["hit"], whole: ["hit", "late", "false"] };

/** Precision in which a late alarm is not right. */
export const precisionInTime = {
  name: "precisionInTime",
  summary: "share of alarms while an incident runs among right, late and false ones",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "judged alarms",
  measure: (facts) => facts.share(IN_TIME),
  write: wholePercent,
} as const satisfies Metric;
