import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { percent, wholePercent } from "../report/wording.ts";

const SAVED: Share = { key: "saved", part: ["savedBytes"], whole: ["incidentBytes"] };

/** The headline: every kind of incident weighs the same, so that one terabyte does not decide. */
export const valueDetectionRateByKindMean = {
  name: "valueDetectionRateByKindMean",
  summary: "the same share for each kind of incident, averaged",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "cases",
  onLeaderboard: true,
  measure: (facts) => facts.meanOfKinds(SAVED),
  write: wholePercent,
  column: {
    legend: "bytes by kind: saved, mean over kinds of incident (ranks)",
    flag: "bytes saved, mean over kinds",
    screen: { place: 40, forms: [{ head: "bytes\nby kind", shows: "interval" }] },
    page: {
      place: 40,
      head: "bytes saved, mean over kinds",
      write: percent,
      bound: wholePercent,
      bar: true,
    },
    paper: { place: 40, head: "bytes by kind %", interval: "always" },
  },
} as const satisfies Metric;
