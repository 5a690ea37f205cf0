export type { AlertBuffer } from "./alert-buffer.ts";
export { openAlertBuffer } from "./alert-buffer.ts";
export type { AlertStore, AlertStoreOptions } from "./alert-store.ts";
export { openAlertStore } from "./alert-store.ts";
export type { Alerts } from "./alerts.ts";
export type { Band, FloorValues } from "./beaten-by-floor.ts";
export {
  beatenByFloor,
  coinBand,
  coinValues,
  floorValues,
  insideCoinBand,
  metricsWonByFloor,
} from "./beaten-by-floor.ts";
export type { Bootstrap } from "./bootstrap.ts";
export { openBootstrap } from "./bootstrap.ts";
export type {
  BudgetOptions,
  Calibration,
  Threshold,
  ThresholdSource,
} from "./calibrate.ts";
export {
  calibrate,
  calibrateBudgets,
  calibrateCapacity,
  passMark,
  transferThreshold,
} from "./calibrate.ts";
export type { AlarmClass, ClassifiedAlarm } from "./classes.ts";
export { ALARM_CLASSES } from "./classes.ts";
export type { Comparison, NamedTally } from "./comparison.ts";
export { compareWith, holm, replicatesFor } from "./comparison.ts";
export type { BudgetTally, CurvePoint } from "./curve.ts";
export { CURVE_BUDGETS, tallyBudgets, tradeOffCurve } from "./curve.ts";
export type { Estimate } from "./estimate.ts";
export type { FalseAlarmRate } from "./false-alarms.ts";
export { always } from "./floors/always.ts";
export { blindPeriodic } from "./floors/blind-periodic.ts";
export { COIN_REPLICATES, coin } from "./floors/coin.ts";
export { never } from "./floors/never.ts";
export type { Ceiling } from "./floors/oracle.ts";
export { oracle, oracleOfAny } from "./floors/oracle.ts";
export type { OwnerChecksBillOptions } from "./floors/owner-checks-bill.ts";
export { ownerChecksBill } from "./floors/owner-checks-bill.ts";
export type { WorldOptions } from "./load-world.ts";
export { loadWorld } from "./load-world.ts";
export type { MeasureName } from "./measure.ts";
export { mergeTallies } from "./merge-tallies.ts";
export type { Metric } from "./metric.ts";
export { METRICS } from "./metric.ts";
export type { MoneyAtAlarm } from "./money-at-alarm.ts";
export { moneyAtAlarms } from "./money-at-alarm.ts";
export type { OracleThreshold } from "./oracle-threshold.ts";
export { oracleThreshold } from "./oracle-threshold.ts";
export type { OutcomeRow } from "./outcomes.ts";
export type { DeployedPrecision, Deployment } from "./prevalence.ts";
export { deployedPrecision, precisionAt } from "./prevalence.ts";
export type { QuickMeasures, QuickSums } from "./quick-sums.ts";
export { addQuickSums, measureQuick } from "./quick-sums.ts";
export type { Run, ScoredRun } from "./score-run.ts";
export { scoreRun, tallyOf } from "./score-run.ts";
export type { Score } from "./score-tally.ts";
export { scoreTally } from "./score-tally.ts";
export type { Scoring } from "./scoring.ts";
export { openScoring } from "./scoring.ts";
export type { ScoringOptions, Split } from "./scoring-options.ts";
export { resolveScoring, SCORING_DEFAULTS } from "./scoring-options.ts";
export { mergeAlerts, noAlerts, sortAlerts } from "./sort-alerts.ts";
export { sweepThresholds } from "./sweep.ts";
export type { ClusterSums, RunStatus, Tally } from "./tally.ts";
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
