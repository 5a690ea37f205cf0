import type { Metric } from "../metric.ts";
import { count } from "../report/wording.ts";

/** Right for the books, of no use to the owner. */
export const lateAlarms = {
  name: "lateAlarms",
  summary: "alarms after the incident had ended: right, and of no help",
  unit: "alarms",
  better: "lower",
  needs: ["truth"],
  rests: "late alarms",
  interval: "none",
  group: "counts",
  field: "late",
  plain: true,
  measure: (facts) => facts.sum("late"),
  write: count,
  column: {
    legend: "late: alarms after the incident, right but of no use",
    screen: { place: 100, forms: [{ head: "late", shows: "value" }] },
    page: { place: 100, head: "late" },
  },
} as const satisfies Metric;
