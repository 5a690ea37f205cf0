import type { Metric } from "../metric.ts";
import { oneDigit } from "../report/wording.ts";
import { ratio } from "../scoring/sums.ts";

/** The team's workload, known without labels too. */
export const alarmsPer1000DeviceDays = {
  name: "alarmsPer1000DeviceDays",
  summary: "alarms of any class for each 1000 days of a line: the team's workload",
  unit: "1/1000 d",
  better: "lower",
  needs: [],
  rests: "alarms",
  measure: (facts) => ratio(1000 * facts.sum("alarms"), facts.deviceDays),
  write: oneDigit,
  column: {
    paper: { place: 96, head: "per 1000 line-days", when: "blind", interval: "always" },
  },
} as const satisfies Metric;
