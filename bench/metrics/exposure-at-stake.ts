import type { Metric } from "../metric.ts";
import { money } from "../report/wording.ts";

/** What the incidents would cost without caps: a property of the data. */
export const exposureAtStake = {
  name: "exposureAtStake",
  summary: "what the incidents would cost if no cap held",
  unit: "money",
  better: "neither",
  needs: ["truth", "money"],
  rests: "cases",
  measure: (facts) => facts.sum("exposureAtStake"),
  write: money,
} as const satisfies Metric;
