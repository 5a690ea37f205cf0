import type { CombinerSpec } from "../combiner.ts";
import { mergedAlerts } from "../combining/merged-alerts.ts";
import { strength } from "../combining/strength.ts";

/**
 * Alerts when any member does: what a team does that reads several alarm lists.
 *
 * The score is the member's own in thresholds of that member, so sweeping it raises or lowers all
 * thresholds by one factor. It catches what any of them catches, and its false alarms add up, so at
 * an equal budget each member has to be stricter than alone.
 */
export const anyOf: CombinerSpec = {
  name: "any-of",
  summary: "any member alerts",
  score: { unit: "thresholds of the member", threshold: 1 },
  params: {},
  combine: (members) =>
    mergedAlerts(members, (m, i) => strength(members[m], members[m].alerts.score[i])),
};
