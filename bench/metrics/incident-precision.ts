import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

const CAUGHT: Share = {
  key: "incident precision",
  part: ["caughtIncidents"],
  whole: ["caughtIncidents", "false"],
};

/** Per incident: what was caught while it ran, however many alarms that took, against false alarms. */
export const incidentPrecision = {
  name: "incidentPrecision",
  summary: "share of caught incident weight among this and false alarms; late ones are neither",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "judged alarms",
  measure: (facts) => facts.share(CAUGHT),
  write: wholePercent,
} as const satisfies Metric;
