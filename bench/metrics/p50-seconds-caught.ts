import type { Metric } from "../metric.ts";
import { duration } from "../report/wording.ts";

/** Median delay of those alarms that come at all: never without the share caught beside it. */
export const p50SecondsCaught = {
  name: "p50SecondsCaught",
  summary: "median time to the alarm among the caught alone",
  unit: "s",
  better: "lower",
  needs: ["truth"],
  rests: "caught incidents",
  group: "latency",
  measure: (facts) => facts.quantileOfCaught("seconds", 0.5),
  write: duration,
  column: {
    legend: "p50 if caught: median delay of the caught alone",
    screen: { place: 80, forms: [{ head: "p50 if\ncaught", shows: "value" }] },
    page: { place: 80, head: "p50 if caught" },
    paper: { place: 80, head: "p50 if caught" },
  },
} as const satisfies Metric;
