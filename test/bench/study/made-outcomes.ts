import type { CaseOutcome, LineOutcome } from "../../../bench/study/outcome.ts";
import { GB } from "../../../datasets/sizes.ts";

/** A case of 10 GB and 500 yuan, of which 4 GB and 200 yuan are left. */
export const aCase = (changes: Partial<CaseOutcome> = {}): CaseOutcome => ({
  ...{ kind: "bt-over-hotspot", device: 0, cluster: 0, split: "test" },
  ...{ bytesAtStake: 10 * GB, bytesLeft: 4 * GB, bytesMoved: 0, bytesPending: 0 },
  ...{ ratedAtStake: 50_000, ratedLeft: 20_000, moneyAtStake: 40_000, moneyLeft: 20_000 },
  ...{ refunded: 0, detected: true, wrongPlane: false },
  ...changes,
});

/** What nobody wanted was withheld. */
export const NOTHING = { lost: [0, 0, 0, 0, 0], delayed: [0, 0, 0, 0, 0], byteHours: 0 };

/** A line without a case, on which one alarm did nothing. */
export const aLine = (changes: Partial<LineOutcome> = {}): LineOutcome => ({
  ...{ device: 1, cluster: 1, hasCase: false, ratedSaved: 0, moneySaved: 0 },
  harm: { ...NOTHING, pending: 0, pushesMissed: 0 },
  ...{ alarms: 1, messages: 0, isCutOff: false },
  ...changes,
});
