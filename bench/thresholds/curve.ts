import type { Alerts } from "../alerts.ts";
import { precision } from "../metrics/precision.ts";
import { recall } from "../metrics/recall.ts";
import { valueDetectionRate } from "../metrics/value-detection-rate.ts";
import { valueDetectionRateByKindMean } from "../metrics/value-detection-rate-by-kind-mean.ts";
import { openFacts } from "../scoring/facts.ts";
import { mergeTallies } from "../scoring/merge-tallies.ts";
import { poolOf } from "../scoring/pool.ts";
import type { Scoring } from "../scoring/scoring.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import { weightedDays } from "../scoring/sums.ts";
import { type Tally, tallyRun } from "../scoring/tally.ts";
import { finite } from "../statistics/estimate.ts";
import { type FalseAlarmRate, falseAlarmRate } from "../statistics/false-alarms.ts";
import { type BudgetOptions, type Calibration, calibrateBudgets, passMark } from "./calibrate.ts";

/** Budgets of the trade-off curve, false alarms per 1000 device-days. */
export const CURVE_BUDGETS: readonly number[] = [0.1, 0.5, 1, 2, 10, 100];

/** What one budget buys on the scored half. */
export interface CurvePoint {
  readonly budget: number;
  readonly threshold: number | null;
  readonly thresholdSource: Calibration["source"];
  readonly underpowered: boolean;
  readonly valueDetectionRate: number | null;
  readonly valueDetectionRateByKindMean: number | null;
  readonly recall: number | null;
  readonly precision: number | null;
  readonly falseAlarmsPer1000DeviceDays: FalseAlarmRate;
}

/** One budget, its threshold and its tally: seeds are pooled before points are made of them. */
export interface BudgetTally {
  readonly calibration: Calibration;
  readonly tally: Tally;
}

/** Tallies a run at each budget: every threshold from the calibration half, every tally from the scored one. */
export function tallyBudgets(
  scoring: Scoring,
  alerts: Alerts,
  budgets: readonly BudgetOptions[] = CURVE_BUDGETS.map((budget) => ({ budget })),
): BudgetTally[] {
  const calibrations = calibrateBudgets(scoring.world, alerts, budgets, scoring.options);
  const tallies = new Map<number, Tally>();
  return calibrations.map((calibration) => {
    const mark = passMark(calibration);
    const tally = tallies.get(mark) ?? tallyRun(scoring, alerts, mark).tally;
    tallies.set(mark, tally);
    return { calibration, tally };
  });
}

/** Makes the trade-off curve of the budgets' tallies, seed by seed in the same order of budgets. */
export function tradeOffCurve(
  seeds: readonly (readonly BudgetTally[])[],
  options: ScoringOptions,
): CurvePoint[] {
  const [first = []] = seeds;
  return first.map(({ calibration }, i) => {
    const pool = poolOf(mergeTallies(seeds.map((budgets) => budgets[i].tally)), options);
    const weights = new Float64Array(pool.clusters.length).fill(1);
    const facts = openFacts(pool)(weights);
    const wrong = pool.columns.false.value.reduce((a, b) => a + b, 0);
    return {
      budget: calibration.budget ?? 0,
      threshold: seeds.length === 1 ? calibration.value : null,
      thresholdSource: calibration.source,
      underpowered: calibration.underpowered,
      valueDetectionRate: finite(valueDetectionRate.measure(facts)),
      valueDetectionRateByKindMean: finite(valueDetectionRateByKindMean.measure(facts)),
      recall: finite(recall.measure(facts)),
      precision: finite(precision.measure(facts)),
      falseAlarmsPer1000DeviceDays: falseAlarmRate(
        wrong,
        weightedDays(pool, weights),
        null,
        options.level,
      ),
    };
  });
}
