import type { Metric } from "../metric.ts";
import { duration } from "../report/wording.ts";

/** The slow tenth of those alarms that come at all. */
export const p90SecondsCaught = {
  name: "p90SecondsCaught",
  summary: "time to the alarm of nine tenths of the caught",
  unit: "s",
  better: "lower",
  needs: ["truth"],
  rests: "caught incidents",
  group: "latency",
  measure: (facts) => facts.quantileOfCaught("seconds", 0.9),
  write: duration,
  column: {
    page: { place: 85, head: "p90 if caught" },
    paper: { place: 85, head: "p90 if caught", wide: true },
  },
} as const satisfies Metric;
