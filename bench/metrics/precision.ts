import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { percent, wholePercent } from "../report/wording.ts";

const RIGHT: Share = { key: "precision", part: ["hit", "late"], whole: ["hit", "late", "false"] };

/** Per alarm: of those that are right or false, the right ones, late ones too. */
export const precision = {
  name: "precision",
  summary: "share of right alarms, late ones too, among right and false ones",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "judged alarms",
  onLeaderboard: true,
  measure: (facts) => facts.share(RIGHT),
  write: wholePercent,
  column: {
    legend: "precision: of alarms, those that are right, late ones too",
    flag: "precision",
    screen: {
      place: 20,
      forms: [
        { head: "prec.", shows: "value" },
        { head: "precision", shows: "interval" },
      ],
    },
    page: { place: 20, head: "precision", write: percent, bound: wholePercent },
    paper: { place: 20, head: "precision %", interval: "always" },
  },
} as const satisfies Metric;
