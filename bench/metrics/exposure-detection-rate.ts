import type { Share } from "../facts.ts";
import type { Metric } from "../metric.ts";
import { wholePercent } from "../report/wording.ts";

const SAVED: Share = { key: "exposure", part: ["exposureSaved"], whole: ["exposureAtStake"] };

/** moneyDetectionRate as if no cap held. */
export const exposureDetectionRate = {
  name: "exposureDetectionRate",
  summary: "share of the exposure, as if no cap held, that the alarms save",
  unit: "share",
  better: "higher",
  needs: ["truth", "money"],
  rests: "cases",
  measure: (facts) => facts.share(SAVED),
  write: wholePercent,
} as const satisfies Metric;
