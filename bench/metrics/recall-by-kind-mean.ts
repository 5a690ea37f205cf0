import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

const CAUGHT: Share = { key: "caught", part: ["caughtIncidents"], whole: ["incidents"] };

/** Recall with every kind of incident weighing the same. */
export const recallByKindMean = {
  name: "recallByKindMean",
  summary: "the same share for each kind of incident, averaged",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "incidents",
  onLeaderboard: true,
  measure: (facts) => facts.meanOfKinds(CAUGHT),
  write: wholePercent,
} as const satisfies Metric;
