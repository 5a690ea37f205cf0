/** The main jobs as functions; the command line is a thin shell over them. */
export { type ImportOptions, type ImportReport, importDataset } from "./datasets/import-dataset.ts";
export type { Oddity } from "./datasets/import-rows.ts";
export { type BenchJob, bench } from "./jobs/bench.ts";
export { type GenerateOptions, type GenerateSummary, generate } from "./jobs/generate.ts";
export { loadScenario, type ScenarioChanges } from "./jobs/load-scenario.ts";
