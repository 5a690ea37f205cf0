import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

const RIGHT: Share = {
  key: "alarm f1",
  part: ["hit", "late", "hit", "late"],
  whole: ["hit", "late", "hit", "late", "false", "missedCases"],
  given: ["cases"],
};

/** Harmonic mean of precision and alarmRecall: all of it counts alarms. */
export const alarmF1 = {
  name: "alarmF1",
  summary: "harmonic mean of precision and alarmRecall; alarms alone",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "cases",
  measure: (facts) => facts.share(RIGHT),
  write: wholePercent,
} as const satisfies Metric;
