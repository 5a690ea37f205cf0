export type { AlertBuffer } from "./alerts/alert-buffer.ts";
export { openAlertBuffer } from "./alerts/alert-buffer.ts";
export { mergeAlerts, noAlerts, sortAlerts } from "./alerts/sort-alerts.ts";
export type { Alerts } from "./alerts.ts";
export type { Facts, OperatingPoint, Share, SumName } from "./facts.ts";
export { always } from "./floors/always.ts";
export { blindPeriodic } from "./floors/blind-periodic.ts";
export { COIN_REPLICATES, coin } from "./floors/coin.ts";
export { never } from "./floors/never.ts";
export type { Ceiling } from "./floors/oracle.ts";
export { oracle, oracleOfAny } from "./floors/oracle.ts";
export type { OwnerChecksBillOptions } from "./floors/owner-checks-bill.ts";
export { ownerChecksBill } from "./floors/owner-checks-bill.ts";
export type {
  Basis,
  GivenMetric,
  IntervalKind,
  Metric,
  MetricColumn,
  MetricUnit,
  Need,
} from "./metric.ts";
export type { MetricName } from "./metric-fields.ts";
export { METRICS } from "./metrics/catalogue.ts";
export { PREVALENCES } from "./prevalence/presets.ts";
export { prevalenceOf } from "./prevalence/prevalence-file.ts";
export type { RunPrevalence } from "./run/run-file.ts";
export type { Band, FloorValues } from "./scoring/beaten-by-floor.ts";
export {
  beatenByFloor,
  coinBand,
  coinValues,
  floorValues,
  insideCoinBand,
  metricsWonByFloor,
} from "./scoring/beaten-by-floor.ts";
export type { AlarmClass, ClassifiedAlarm } from "./scoring/classes.ts";
export { ALARM_CLASSES } from "./scoring/classes.ts";
export type { ClusterSums } from "./scoring/cluster-sums.ts";
export { mergeTallies } from "./scoring/merge-tallies.ts";
export type { MoneyAtAlarm } from "./scoring/money-at-alarm.ts";
export { moneyAtAlarms } from "./scoring/money-at-alarm.ts";
export type { OutcomeRow } from "./scoring/outcomes.ts";
export type { DeployedPrecision, Deployment } from "./scoring/prevalence.ts";
export { deployedPrecision, precisionAt } from "./scoring/prevalence.ts";
export type { QuickMeasures, QuickSums } from "./scoring/quick-sums.ts";
export { addQuickSums, measureQuick } from "./scoring/quick-sums.ts";
export type { Run, ScoredRun } from "./scoring/score-run.ts";
export { scoreRun, tallyOf } from "./scoring/score-run.ts";
export type { DayScore, LatencyScore, Score } from "./scoring/score-tally.ts";
export { scoreTally } from "./scoring/score-tally.ts";
export type { Scoring } from "./scoring/scoring.ts";
export { openScoring } from "./scoring/scoring.ts";
export type { ScoringOptions, Split } from "./scoring/scoring-options.ts";
export { resolveScoring, SCORING_DEFAULTS } from "./scoring/scoring-options.ts";
export type { RunStatus, Tally } from "./scoring/tally.ts";
export type { Bootstrap } from "./statistics/bootstrap.ts";
export { openBootstrap } from "./statistics/bootstrap.ts";
export type { Comparison, NamedTally } from "./statistics/comparison.ts";
export { compareWith, holm, replicatesFor } from "./statistics/comparison.ts";
export type { Estimate } from "./statistics/estimate.ts";
export type { FalseAlarmRate } from "./statistics/false-alarms.ts";
export type {
  BudgetOptions,
  Calibration,
  Threshold,
  ThresholdSource,
} from "./thresholds/calibrate.ts";
export {
  calibrate,
  calibrateBudgets,
  calibrateCapacity,
  passMark,
  transferThreshold,
} from "./thresholds/calibrate.ts";
export type { BudgetTally, CurvePoint } from "./thresholds/curve.ts";
export { CURVE_BUDGETS, tallyBudgets, tradeOffCurve } from "./thresholds/curve.ts";
export type { OracleThreshold } from "./thresholds/oracle-threshold.ts";
export { oracleThreshold } from "./thresholds/oracle-threshold.ts";
export { sweepThresholds } from "./thresholds/sweep.ts";
export type {
  Account,
  Aside,
  Case,
  Evidence,
  Ledger,
  LedgerRows,
  LookAlike,
  World,
} from "./world.ts";
export type { WorldOptions } from "./worlds/load-world.ts";
export { loadWorld } from "./worlds/load-world.ts";
