import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

const RIGHT: Share = {
  key: "day f1",
  part: ["daysRight", "daysRight"],
  whole: ["daysRunning", "daysFlagged"],
  given: ["daysRunning"],
};

/** Harmonic mean of dayPrecision and dayRecall: all of it counts line-days. */
export const dayF1 = {
  name: "dayF1",
  summary: "harmonic mean of those two",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "running line-days",
  group: "perDeviceDay",
  field: "f1",
  measure: (facts) => facts.share(RIGHT),
  write: wholePercent,
} as const satisfies Metric;
