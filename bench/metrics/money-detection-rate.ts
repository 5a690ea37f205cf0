import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

const SAVED: Share = { key: "money", part: ["moneySaved"], whole: ["moneyAtStake"] };

/** Undefined where nothing was at stake, as on plans whose bundle holds it all. */
export const moneyDetectionRate = {
  name: "moneyDetectionRate",
  summary: "share of the money at stake that the alarms save",
  unit: "share",
  better: "higher",
  needs: ["truth", "money"],
  rests: "cases",
  measure: (facts) => facts.share(SAVED),
  write: wholePercent,
} as const satisfies Metric;
