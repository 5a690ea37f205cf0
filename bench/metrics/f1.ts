import type { Metric } from "../metric.ts";
import { percent, wholePercent } from "../report/wording.ts";
import { harmonicMean } from "../scoring/harmonic-mean.ts";
import { precision } from "./precision.ts";
import { recall } from "./recall.ts";

/** Mixes precision of alarms and recall of incidents, as most tables do; `alarmF1` and `incidentF1` do not. */
export const f1 = {
  name: "f1",
  summary: "harmonic mean of precision and recall; mixes alarms and incidents",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "incidents",
  onLeaderboard: true,
  measure: (facts) => harmonicMean(precision.measure(facts), recall.measure(facts)),
  write: wholePercent,
  column: {
    legend: "F1: harmonic mean of those two, of unlike things",
    screen: {
      place: 30,
      forms: [
        { head: "F1", shows: "value" },
        { head: "F1", shows: "interval" },
      ],
    },
    page: { place: 30, head: "F1", write: percent, bound: wholePercent },
    paper: { place: 30, head: "F1 %", interval: "wide" },
  },
} as const satisfies Metric;
