import type { CombinerSpec } from "../combiner.ts";
import { windowParam } from "../combining/window-param.ts";
import { vote } from "./vote.ts";

/**
 * Alerts when every member did within a day: independent evidence, few false alarms, and as late as
 * the slowest of them.
 *
 * The score is that of the weakest member, in its own thresholds, each with its strongest alert of
 * the window.
 */
export const allOf: CombinerSpec = {
  name: "all-of",
  summary: "all members alert within a day",
  score: { unit: "thresholds of the weakest member", threshold: 1 },
  params: { window: windowParam },
  combine: (members, { window }) => vote.combine(members, { window, need: members.length }),
};
