/** The main jobs as functions; the command line is a thin shell over them. */

export { writeReport as report } from "./bench/report/write-report.ts";
export { compareRuns as compare } from "./bench/run/compare-runs.ts";
export { type ScoreAlerts, scoreAlerts as score } from "./bench/run/score-alerts.ts";
export { writeStudy as reportStudy } from "./bench/study/page/write-study.ts";
export { openDataset as read } from "./datasets/dataset.ts";
export {
  type ImportOptions,
  type ImportReport,
  importDataset,
} from "./datasets/importing/import-dataset.ts";
export type { Oddity } from "./datasets/importing/oddities.ts";
export { type ImportPreview, previewImport } from "./datasets/importing/preview-import.ts";
export { type BenchJob, bench } from "./jobs/bench.ts";
export { type ExplainOptions, type Explanation, explainLine as explain } from "./jobs/explain.ts";
export { type GenerateOptions, type GenerateSummary, generate } from "./jobs/generate.ts";
export { loadScenario, type ScenarioChanges } from "./jobs/load-scenario.ts";
export { loadStrategy, usualStrategies } from "./jobs/load-strategies.ts";
export { type MergeShardsOptions, mergeShards } from "./jobs/shards/merge-shards.ts";
export { type PlanShardsOptions, planShards } from "./jobs/shards/plan-shards.ts";
export { type RunShardOptions, runShard } from "./jobs/shards/run-shard.ts";
export { type StudyJob, study } from "./jobs/study.ts";
