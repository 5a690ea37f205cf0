import type { Metric } from "../metric.ts";
import { money } from "../report/wording.ts";

/** What the incidents cost on the bills: a property of the data. */
export const moneyAtStake = {
  name: "moneyAtStake",
  summary: "what the incidents cost on the bills",
  unit: "money",
  better: "neither",
  needs: ["truth", "money"],
  rests: "cases",
  measure: (facts) => facts.sum("moneyAtStake"),
  write: money,
} as const satisfies Metric;
