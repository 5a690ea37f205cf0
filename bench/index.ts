export type { AlertBuffer } from "./alert-buffer.ts";
export { openAlertBuffer } from "./alert-buffer.ts";
export type { AlertStore, AlertStoreOptions } from "./alert-store.ts";
export { openAlertStore } from "./alert-store.ts";
export type { Alerts } from "./alerts.ts";
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
export type { Estimate } from "./estimate.ts";
export { always } from "./floors/always.ts";
export type { WorldOptions } from "./load-world.ts";
export { loadWorld } from "./load-world.ts";
export { mergeTallies } from "./merge-tallies.ts";
export type { OutcomeRow } from "./outcomes.ts";
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
