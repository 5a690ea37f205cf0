import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Dataset } from "../../datasets/dataset.ts";
import { sweepTemporaries, temporaryName } from "../../datasets/format/temporaries.ts";
import { checkBaseline, judgeBaseline } from "../gates/baseline.ts";
import { judgeExpectation, settleExpectation } from "../gates/gate.ts";
import { tallyFailed } from "../scoring/tally.ts";
import type { Threshold } from "../thresholds/calibrate.ts";
import { hasCalibrationHalf } from "../thresholds/calibration-half.ts";
import { openWorkerPool } from "../workers/worker-pool.ts";
import { type Cell, cellsOf, type Entries } from "./bench-cells.ts";
import { checkKinds, inOrder, inputsOf, kindsIn } from "./bench-inputs.ts";
import type { BenchOptions } from "./bench-options.ts";
import { briefRun } from "./brief-run.ts";
import { type Checked, checkOptions } from "./check-options.ts";
import { datasetResult, floorAlarmsOf, scoringOfDataset } from "./dataset-result.ts";
import { openFinishedCells } from "./finished-cells.ts";
import type { DatasetResult } from "./made-rows.ts";
import { datasetName } from "./provenance.ts";
import { type CellSettings, runCells } from "./run-cells.ts";
import { combineCells } from "./run-combined.ts";
import { type RunFile, writeRunFile } from "./run-file.ts";
import { runFloors } from "./run-floors.ts";
import { wholeRun } from "./whole-run.ts";

/**
 * Runs detectors on datasets, calibrates, scores, and writes run.json: the main job behind
 * `billshock bench`.
 *
 * A detector that fails has a row that says how; only a dataset that can't be read, or a name that
 * nobody knows, throws. Two runs give equal results but for `timings`, and so do any numbers of
 * workers; only the row that gave a look ahead away may be another, since it is drawn in secret.
 * `checked` is what `checkOptions` made of the same options, where that was asked for before.
 *
 * @example
 * const run = await runBench({ datasets: ["runs/city-L1"], detectors: ["dual-cap"], budget: 10 });
 * run.detectors[0].valueDetectionRate?.value;
 */
export async function runBench(options: BenchOptions, checked?: Checked): Promise<RunFile> {
  const started = performance.now();
  const { out = null } = options;
  const { limits, parsed, baseline, entries, metrics } = checked ?? (await checkOptions(options));
  const datasets = inOrder(options);
  const names = datasets.flatMap(({ dataset, calibrationOnly }) =>
    calibrationOnly ? [] : [datasetName(dataset.manifest)],
  );
  const expectations = parsed.map((each) => settleExpectation(each, entries.called, names));
  const inputs = inputsOf(options, datasets, limits, entries.thresholds);
  if (baseline !== null) checkBaseline(baseline, inputs);
  if (options.prevalence) {
    const kinds = datasets.map(({ dataset }) => kindsIn(dataset.manifest));
    checkKinds(options.prevalence, kinds);
  }
  const settings = openSettings(options, entries, limits);
  const results: DatasetResult[] = [];
  // A process that was just ended may still write for a moment.
  const clean = () => rmSync(settings.scratch, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", clean);
  try {
    for (const { dataset, calibrationOnly } of datasets) {
      const name = datasetName(dataset.manifest);
      settings.isOnlySeed =
        datasets.filter((d) => datasetName(d.dataset.manifest) === name).length === 1;
      results.push(await runDataset(dataset, calibrationOnly, entries, settings));
    }
  } finally {
    await settings.pool.end();
    process.off("exit", clean);
    clean();
  }
  const run = wholeRun(results, {
    ...{ inputs, metrics, started, beside: options.beside },
    scoring: settings.scoring,
    prevalence: options.prevalence ?? null,
  });
  const gates = [
    ...expectations.flatMap((expectation) => judgeExpectation(expectation, run)),
    ...(baseline === null ? [] : judgeBaseline(run, baseline)),
  ];
  const judged = { ...run, gates };
  // Signals are heard between two turns alone, and a run that was stopped leaves no result.
  await setImmediate();
  options.signal?.throwIfAborted();
  if (out !== null) {
    mkdirSync(out, { recursive: true });
    writeRunFile(join(out, "run.json"), briefRun(judged));
  }
  return judged;
}

/** Thresholds by detector and view, from the first dataset with a calibration half. */
interface Settings extends CellSettings {
  isOnlySeed: boolean;
  readonly thresholds: Map<string, { threshold: Threshold; from: string }>;
  dataset: string;
}

function openSettings(
  options: BenchOptions,
  { combined, thresholds: given }: Entries,
  limits: CellSettings["limits"],
): Settings {
  const { budget = 1, capacity = null, tariff = null, workers = 1, out = null } = options;
  const { asWritten = false, fill = false } = options;
  // Alerts go beside the result, where there is room for them; without one to the system's own place.
  const base = out ?? tmpdir();
  sweepTemporaries(base);
  const scratch = temporaryName(join(base, ".billshock-alerts"));
  const thresholds: Settings["thresholds"] = new Map();
  const settings: Settings = {
    budget,
    capacity,
    asWritten,
    fill,
    given,
    tariff,
    scoring: options.scoring ?? {},
    limits,
    workers,
    scratch,
    pool: openWorkerPool(workers, options.signal),
    finished: openFinishedCells(
      out === null ? null : join(out, "finished"),
      options.resume === true,
    ),
    fits: { folder: join(out ?? scratch, "fitted"), lent: new Map() },
    members: new Set(combined.flatMap(({ members }) => members)),
    thresholds,
    isOnlySeed: true,
    dataset: "",
    elsewhere: (cell) => thresholds.get(keyOfCell(cell))?.threshold ?? null,
    onWork: (what, done, total) =>
      options.onProgress?.({ dataset: settings.dataset, what, done, total }),
  };
  return settings;
}

function keyOfCell({ runnable, view }: Cell): string {
  return `${runnable.name}\u0000${view}`;
}

async function runDataset(
  dataset: Dataset,
  calibrationOnly: boolean,
  entries: Entries,
  settings: Settings,
): Promise<DatasetResult> {
  const { manifest } = dataset;
  const name = datasetName(manifest);
  settings.dataset = name;
  const cells = cellsOf(dataset, entries, calibrationOnly);
  const results = await runCells(dataset, cells, settings);
  const combined = await combineCells(dataset, entries.combined, results, settings);
  const half = hasCalibrationHalf(dataset) && settings.asWritten !== true;
  const borrowed = new Map([...settings.thresholds].map(([key, { from }]) => [key, from]));
  if (half) {
    for (const { cell, score } of results) {
      const key = keyOfCell(cell);
      if (score === null || cell.sweep !== undefined || settings.thresholds.has(key)) continue;
      settings.thresholds.set(key, {
        threshold: score.calibrated.threshold,
        from: name,
      });
    }
  }
  const scoring = scoringOfDataset(dataset, settings);
  const floorAlarms = floorAlarmsOf(scoring, settings);
  const wanted = manifest.truth !== null && !calibrationOnly;
  return datasetResult(dataset, {
    ...{ results, combined, scoring, calibrationOnly, floorAlarms },
    silent: () => tallyFailed(scoring, "ok"),
    floors: wanted
      ? await runFloors(dataset, results, {
          ...settings,
          floorAlarms,
          combined,
          scoring: settings.scoring,
          deviceDays: scoring.time.deviceDays,
        })
      : new Map(),
    hasHalf: half,
    sourceOf: (cell) => (half ? name : (borrowed.get(keyOfCell(cell)) ?? null)),
  });
}
