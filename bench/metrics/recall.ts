import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { percent, wholePercent } from "../report/wording.ts";

const CAUGHT: Share = { key: "recall", part: ["caughtIncidents"], whole: ["incidents"] };

/** Of incidents, those caught while they ran: per incident, shared by its lines. */
export const recall = {
  name: "recall",
  summary: "share of incident weight caught while it runs",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "incidents",
  interval: "exact",
  onLeaderboard: true,
  measure: (facts) => facts.share(CAUGHT),
  write: wholePercent,
  column: {
    legend: "recall: of incidents, those caught while they ran",
    flag: "recall",
    screen: {
      place: 10,
      forms: [
        { head: "recall", shows: "count" },
        { head: "recall", shows: "interval" },
      ],
    },
    page: { place: 10, head: "recall", write: percent, bound: wholePercent },
    paper: { place: 10, head: "recall %", interval: "always" },
  },
} as const satisfies Metric;
