import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

const RIGHT: Share = { key: "lines", part: ["devicesRight"], whole: ["devicesFlagged"] };

/** Per line: each counts once, however often it alarms. */
export const devicePrecision = {
  name: "devicePrecision",
  summary: "share of lines with a right alarm among lines with a right or false one",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "flagged lines",
  interval: "lines",
  measure: (facts) => facts.share(RIGHT),
  write: wholePercent,
} as const satisfies Metric;
