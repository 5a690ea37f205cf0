import type { Tariff } from "../../datasets/billing/tariff.ts";
import type { ResolvedOptions } from "../../datasets/options.ts";
import type { ViewName } from "../../datasets/view.ts";
import type { ShardAlerts } from "../alerts/alerts-of-shards.ts";
import type { ShardRange } from "../alerts/rows.ts";
import type { PackedTally } from "../scoring/packed-tally.ts";
import type { QuickSums } from "../scoring/quick-sums.ts";
import type { Score } from "../scoring/score-tally.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import type { Calibration, Threshold } from "../thresholds/calibrate.ts";
import { CURVE_BUDGETS } from "../thresholds/curve.ts";
import type { ListedAlarm } from "./listed-alarms.ts";

/** Alerts of one detector on one view, as its runs left them. */
export interface MemberAlerts {
  readonly name: string;
  readonly view: ViewName;
  readonly shards: readonly ShardAlerts[];
  /** Where it passes: its leading threshold, as `passMark` reads it; text since JSON has no infinity. */
  readonly pass: string;
  /** Where it passes as written. */
  readonly written?: string;
}

/** One detector, or several combined, to be calibrated and tallied on one view of one dataset. */
export interface ScoreTask {
  readonly kind: "score";
  readonly dataset: string;
  readonly view: ViewName;
  readonly members: readonly MemberAlerts[];
  readonly combiner: null | { readonly name: string; readonly options: ResolvedOptions };
  readonly budget: number;
  readonly capacity: number | null;
  /** Threshold of the same detector, options and view elsewhere, for data without a calibration half. */
  readonly elsewhere: Threshold | null;
  /** Also score the tallies: of use when no other seed is pooled with them. */
  readonly intervals?: boolean;
  /** The rule's own number, declared or given; null: it has none. */
  readonly shippedThreshold: number | null;
  /** That number was given for this run. */
  readonly given?: boolean;
  /** Only the rule as written is asked for: nothing is calibrated. */
  readonly asWritten?: boolean;
  /** A capacity is filled even where the rule's own number asks for fewer alarms. */
  readonly fill?: boolean;
  /** Also sum the headlines of the rule as written. */
  readonly sums?: boolean;
  readonly scoring: Partial<ScoringOptions>;
  readonly tariff: Tariff | null;
  /** Shards of the dataset that are there; all when left out. */
  readonly shards?: ShardRange;
}

/** A threshold and what came of it. */
export interface TalliedPoint {
  readonly threshold: Threshold;
  readonly tally: PackedTally;
  /** Of this tally alone, where that was asked for. */
  readonly score: Score | null;
  readonly alarms: readonly ListedAlarm[];
}

/** What one budget buys, as sums that add up over seeds. */
export interface BudgetSums {
  readonly budget: number;
  readonly sums: QuickSums;
}

/** The best that a threshold read off the test labels could have given. */
export interface OraclePoint {
  /** null: none keeps the budget. */
  readonly threshold: number | null;
  readonly sums: QuickSums;
}

/** What a score task comes to: plain JSON. */
export interface TaskScore {
  readonly calibration: Calibration | null;
  /** Equal to `shipped` where there was nothing to calibrate on. */
  readonly calibrated: TalliedPoint;
  /** As written: at the rule's own number; where it has none, with every alert passing. */
  readonly shipped: TalliedPoint;
  /** Which of the two stands first. */
  readonly leads: "calibrated" | "shipped";
  /** Headlines of the rule as written, where they were asked for and there is truth. */
  readonly sums?: QuickSums | null;
  /** What the calibrated threshold gives on the half that it was fixed on: views are chosen by it. */
  readonly onCalibration: QuickSums | null;
  /** null without truth, and where a capacity rules instead of a budget. */
  readonly oracle: OraclePoint | null;
  /** Sums at each of {@link CURVE_BUDGETS}, without a calibration half none. */
  readonly tradeOff: readonly BudgetSums[];
}
