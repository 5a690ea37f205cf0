/** The main jobs as functions; the command line is a thin shell over them. */
export { type GenerateOptions, type GenerateSummary, generate } from "./jobs/generate.ts";
export { loadScenario, type ScenarioChanges } from "./jobs/load-scenario.ts";
