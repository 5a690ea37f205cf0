import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

const FOUND: Share = {
  key: "found",
  part: ["caughtIncidents", "lateIncidents"],
  whole: ["incidents"],
};

/** Recall that forgives an alarm after the end: found, though of no help. */
export const recallWithLate = {
  name: "recallWithLate",
  summary: "share of incident weight caught or found after its end",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "incidents",
  interval: "exact",
  measure: (facts) => facts.share(FOUND),
  write: wholePercent,
} as const satisfies Metric;
