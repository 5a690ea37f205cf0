import { toolVersion } from "../../datasets/publishing/tool-version.ts";
import type { Metric } from "../metric.ts";
import { overlapsOf } from "../scoring/overlap.ts";
import { resolveScoring, type ScoringOptions } from "../scoring/scoring-options.ts";
import type { BenchOptions } from "./bench-options.ts";
import type { RunInputs } from "./differing-settings.ts";
import type { DatasetResult } from "./made-rows.ts";
import { metricFacts } from "./own-metrics.ts";
import { RUN_SCHEMA_VERSION, type RunFile, type RunPrevalence } from "./run-file.ts";
import { runRows } from "./run-rows.ts";
import { sweepsOf } from "./sweeps.ts";
import { timingsOf } from "./timings.ts";

/** What a run was told and made on, and when it began. */
export interface RunParts {
  readonly inputs: RunInputs;
  readonly scoring: Partial<ScoringOptions>;
  readonly prevalence: RunPrevalence | null;
  /** The user's own. */
  readonly metrics: readonly Metric[];
  readonly beside: BenchOptions["beside"];
  /** Of this process's clock, ms. */
  readonly started: number;
}

/** Makes a run.json of what its datasets came to, wherever that was worked out; nothing is gated yet. */
export function wholeRun(
  results: readonly DatasetResult[],
  { inputs, scoring, prevalence, metrics, beside, started }: RunParts,
): RunFile {
  const scored = performance.now();
  const rows = runRows(results, {
    budget: inputs.budget ?? Infinity,
    scoring,
    prevalence,
    metrics,
  });
  return {
    schemaVersion: RUN_SCHEMA_VERSION,
    tool: toolVersion(),
    datasets: results.map(({ description }) => description),
    budget: inputs.budget,
    capacity: inputs.capacity,
    prevalence,
    settings: inputs.settings,
    ...joined(rows, beside),
    overlaps: overlapsOf(rows.detectors, results, resolveScoring(scoring)),
    sweeps: sweepsOf(results),
    ...(metrics.length === 0 ? {} : { metrics: metrics.map(metricFacts) }),
    gates: [],
    timings: timingsOf(results, started, scored),
  };
}

/** What was found of the datasets beside stands in run.json with the rows. */
function joined<T extends Pick<RunFile, "warnings">>(rows: T, beside: BenchOptions["beside"]): T {
  const { warnings = [], ...found } = beside ?? {};
  return { ...rows, ...found, warnings: [...rows.warnings, ...warnings] };
}
