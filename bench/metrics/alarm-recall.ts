import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

const DUE: Share = {
  key: "due alarms",
  part: ["hit", "late"],
  whole: ["hit", "late", "missedCases"],
};

/** Per alarm: each case is owed one, and what nobody found is an alarm that is missing; late ones are right. */
export const alarmRecall = {
  name: "alarmRecall",
  summary: "share of right alarms, late ones too, among these and the cases that nobody found",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "cases",
  measure: (facts) => facts.share(DUE),
  write: wholePercent,
} as const satisfies Metric;
