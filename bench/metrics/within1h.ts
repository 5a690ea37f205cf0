import { HOUR } from "../../datasets/sizes.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

/** Of incidents, those that an alarm catches in time to act. */
export const within1h = {
  name: "within1h",
  summary: "share of incident weight caught within an hour",
  unit: "share",
  better: "higher",
  needs: ["truth"],
  rests: "incidents",
  interval: "exact",
  group: "latency",
  measure: (facts) => facts.caughtWithin("1h", HOUR),
  write: wholePercent,
  column: {
    legend: "in 5 min, 1 h, 6 h: of incidents, those caught within it",
    screen: {
      place: 70,
      forms: [
        { head: "in\n1 h", shows: "value" },
        {
          head: "in 5 min\n 1 h 6 h",
          shows: "value",
          series: ["within5m", "within1h", "within6h"],
        },
      ],
    },
    page: { place: 70, head: "in 5 min, 1 h, 6 h", series: ["within5m", "within1h", "within6h"] },
    paper: { place: 70, head: "in 1 h %", wide: true, interval: "always" },
  },
} as const satisfies Metric;
