import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

const CAUGHT: Share = {
  key: "incident f1",
  part: ["caughtIncidents", "caughtIncidents"],
  whole: ["caughtIncidents", "incidents", "false"],
  given: ["incidents"],
};

/** Harmonic mean of incidentPrecision and recall: all of it counts incidents. */
export const incidentF1 = {
  name: "incidentF1",
  summary: "harmonic mean of incidentPrecision and recall; incidents alone",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "incidents",
  measure: (facts) => facts.share(CAUGHT),
  write: wholePercent,
} as const satisfies Metric;
