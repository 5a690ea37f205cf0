import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { percent, wholePercent } from "../report/wording.ts";

const SAVED: Share = { key: "saved", part: ["savedBytes"], whole: ["incidentBytes"] };

/** Of the bytes of all incidents, those that the alarms save: a few huge incidents decide. */
export const valueDetectionRate = {
  name: "valueDetectionRate",
  summary: "share of the incidents' bytes that the alarms save",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "cases",
  onLeaderboard: true,
  measure: (facts) => facts.share(SAVED),
  write: wholePercent,
  column: {
    legend: "all bytes: saved of all kinds together",
    flag: "all bytes",
    screen: {
      place: 50,
      forms: [
        { head: "all\nbytes", shows: "value" },
        { head: "all\nbytes", shows: "interval" },
      ],
    },
    page: { place: 50, head: "all bytes", write: percent, bound: wholePercent },
    paper: { place: 50, head: "all bytes %", interval: "wide" },
  },
} as const satisfies Metric;
