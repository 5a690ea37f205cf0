import type { Metric } from "../metric.ts";
import { count, oneDigit, percent } from "../report/wording.ts";
import { ratio } from "../scoring/sums.ts";

/** How often lines without an incident are bothered, look-alikes too. */
export const falseAlarmsPer1000DeviceDays = {
  name: "falseAlarmsPer1000DeviceDays",
  summary: "false alarms for each 1000 days of a line",
  unit: "1/1000 d",
  better: "lower",
  needs: ["truth"],
  rests: "false alarms",
  interval: "poisson",
  onLeaderboard: true,
  measure: (facts) => ratio(1000 * facts.sum("false"), facts.deviceDays),
  write: oneDigit,
  column: {
    legend: "false: false alarms / 1000 line-days, look-alikes too",
    screen: {
      place: 90,
      forms: [
        { head: "false", shows: "value" },
        { head: "false / 1000\nline-days", shows: "interval", room: 5, bound: count },
      ],
    },
    // A rate of the one line of a case, over its day or two, would be a number without a meaning.
    page: {
      place: 60,
      head: "false / 1000 line-days",
      when: "fleet",
      below: { metric: "precision", write: (right) => `${percent(1 - right)} of alarms` },
    },
    paper: { place: 90, head: "false / 1000 line-days", when: "fleet", interval: "wide" },
  },
} as const satisfies Metric;
