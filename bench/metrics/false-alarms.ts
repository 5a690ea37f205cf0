import type { Metric } from "../metric.ts";
import { count } from "../report/wording.ts";

/** A plain count: on a single case a rate would mean nothing. */
export const falseAlarms = {
  name: "falseAlarms",
  summary: "alarms without an incident",
  unit: "alarms",
  better: "lower",
  needs: ["truth"],
  rests: "false alarms",
  interval: "none",
  group: "counts",
  field: "false",
  plain: true,
  measure: (facts) => facts.sum("false"),
  write: count,
  column: {
    page: { place: 60, head: "false alarms", when: "case" },
    paper: { place: 90, head: "false alarms", when: "case" },
  },
} as const satisfies Metric;
