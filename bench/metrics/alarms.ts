import type { Metric } from "../metric.ts";
import { count } from "../report/wording.ts";

/** What somebody has to look at. */
export const alarms = {
  name: "alarms",
  summary: "alarms of any class",
  unit: "alarms",
  better: "lower",
  needs: [],
  rests: "alarms",
  interval: "none",
  plain: true,
  measure: (facts) => facts.sum("alarms"),
  write: count,
  column: {
    paper: { place: 95, head: "alarms", when: "blind" },
  },
} as const satisfies Metric;
