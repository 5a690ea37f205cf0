import type { Metric } from "../metric.ts";
import { money } from "../report/wording.ts";

/** What a fleet without caps would save: caps of today hide what a rule is worth. */
export const exposureSaved = {
  name: "exposureSaved",
  summary: "what would be saved if no cap held",
  unit: "money",
  better: "higher",
  needs: ["truth", "money"],
  rests: "cases",
  measure: (facts) => facts.sum("exposureSaved"),
  write: money,
} as const satisfies Metric;
