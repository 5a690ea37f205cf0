import { DETECTORS } from "../../detectors/catalogue.ts";
import { checkBaseline } from "../gates/baseline.ts";
import { type Expectation, parseExpectation } from "../gates/gate.ts";
import type { Metric } from "../metric.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { resolveScoring } from "../scoring/scoring-options.ts";
import { type Entries, findEntries } from "./bench-cells.ts";
import { inputsOf } from "./bench-inputs.ts";
import type { BenchOptions } from "./bench-options.ts";
import { findMetrics } from "./find-metrics.ts";
import type { CellSettings } from "./run-cells.ts";
import { type RunFile, readRunFile } from "./run-file.ts";

/** What a run was told, found to be right as far as that shows without a dataset. */
export interface Checked {
  readonly limits: CellSettings["limits"];
  readonly parsed: readonly Expectation[];
  readonly baseline: RunFile | null;
  readonly entries: Entries;
  /** The user's own. */
  readonly metrics: readonly Metric[];
}

const MINUTE_MS = 60_000;
const GIGABYTE = 1_073_741_824;

/**
 * Checks all that a run is told before there is a dataset: names, options and views of detectors,
 * thresholds, gates, the baseline's settings, choices of scoring. A misspelt name must not come out
 * after a dataset was generated for it. Throws a RangeError.
 */
export async function checkOptions(
  options: Omit<BenchOptions, "datasets" | "calibrate">,
): Promise<Checked> {
  const { thresholds = {}, folder = "." } = options;
  const limits = { timeout: options.timeout ?? MINUTE_MS, memory: options.memory ?? GIGABYTE };
  resolveScoring(options.scoring);
  const metrics = await findMetrics(options.metrics ?? [], folder);
  const known = [...METRICS, ...metrics];
  const parsed = (options.expect ?? []).map((text) => parseExpectation(text, known));
  const baseline = options.baseline ? readRunFile(options.baseline) : null;
  const detectors = options.detectors ?? DETECTORS.map(({ name }) => name);
  const entries = await findEntries({ detectors, thresholds, limits, folder });
  if (baseline !== null) {
    const { settings, ...inputs } = inputsOf(options, [], limits, entries.thresholds);
    // What only the datasets settle is held against the baseline once they are there.
    const open = options.capacity == null ? ["calibrate"] : ["calibrate", "asWritten"];
    const later = open.map((name) => [name, baseline.settings[name]]);
    checkBaseline(baseline, { ...inputs, settings: { ...settings, ...Object.fromEntries(later) } });
  }
  return { limits, parsed, baseline, entries, metrics };
}
