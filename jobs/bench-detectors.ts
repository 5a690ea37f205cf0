import { join, resolve } from "node:path";
import { type AlarmsWanted, checkAlarms, writeAlarms } from "../bench/alerts/write-alarms.ts";
import { settleExpectation } from "../bench/gates/gate.ts";
import { writeReport } from "../bench/report/write-report.ts";
import { runBench } from "../bench/run/bench.ts";
import { checkKinds } from "../bench/run/bench-inputs.ts";
import type { BenchOptions } from "../bench/run/bench-options.ts";
import { type Checked, checkOptions } from "../bench/run/check-options.ts";
import type { RunFile } from "../bench/run/run-file.ts";
import { hasCalibrationHalf } from "../bench/thresholds/calibration-half.ts";
import { openDataset } from "../datasets/dataset.ts";
import { mustBecomeFile, mustBecomeFolder } from "./check-places.ts";
import { generateOnce } from "./generate-once.ts";
import { type PlannedDataset, plannedDatasets } from "./planned-datasets.ts";

/** What a bench of detectors is told: scenarios by name or path, datasets by folder, and all that `runBench` takes. */
export interface DetectorsJob extends Omit<BenchOptions, "datasets" | "calibrate" | "beside"> {
  readonly on: readonly string[];
  /** Seeds of the scenarios; datasets have their own. */
  readonly seeds?: readonly string[];
  /** Scenario or dataset that thresholds come from where one has no calibration half. */
  readonly calibrate?: string;
  /** Folder that keeps generated datasets, so that the next bench finds them; `data` in `out`, or in runs. */
  readonly data?: string;
  /** Where to write all alarms of the run, and whose they are. */
  readonly alarms?: AlarmsWanted;
  /** Told how far the generation of a scenario is. */
  readonly onGenerate?: (scenario: string, done: number, total: number) => void;
  /** Told when another run is generating the same scenario, whose dataset is waited for. */
  readonly onWait?: (scenario: string) => void;
}

/** Does something else on the datasets once they are there, before detectors run; it comes to stand in run.json. */
export type Beside = (on: BesideDatasets) => Promise<NonNullable<BenchOptions["beside"]>>;

/** Datasets of a bench, and where thresholds come from. */
export interface BesideDatasets {
  readonly datasets: readonly PlannedDataset[];
  /** Those of them that have a calibration half, by folder. */
  readonly halves: readonly string[];
  /** Folder that keeps generated datasets. */
  readonly data: string;
}

const DEFAULT_CALIBRATION = "city@L1";

/**
 * Generates what is not there yet, runs and scores detectors, and writes run.json and report.html into
 * `out`. Detectors given as objects run in the caller's process, unfenced: see `BenchOptions.detectors`.
 */
export async function benchDetectors(job: DetectorsJob, beside?: Beside): Promise<RunFile> {
  const { on, seeds = ["1"], calibrate = DEFAULT_CALIBRATION, out = null } = job;
  const data = job.data ?? join(out ?? "runs", "data");
  const planned = on.flatMap((word) => plannedDatasets(word, { data, seeds }));
  const lending = plannedDatasets(calibrate, { data, seeds: seeds.slice(0, 1) });
  const checked = await checkBeforehand(job, planned, data);
  for (const each of planned) await make(each, job);
  const datasets = planned.map(({ dir }) => dir);
  const opened = datasets.map((dir) => openDataset(dir));
  // A capacity is counted on the data itself, and a rule as written has its number: nothing is borrowed.
  const isOwn = job.capacity != null || job.asWritten === true;
  const needed = !isOwn && opened.some((dataset) => !hasCalibrationHalf(dataset));
  const halves = datasets.filter((_, i) => hasCalibrationHalf(opened[i]));
  for (const dataset of opened) dataset.close();
  const asked = job.calibrate !== undefined || halves.length === 0;
  const [first] = needed && asked ? lending : [];
  if (first !== undefined) await make(first, job);
  const asWritten = isAsWritten(job, halves);
  const found = await beside?.({ datasets: planned, halves, data });
  const told = {
    ...{ ...job, asWritten, datasets, calibrate: first?.dir ?? null },
    ...(found === undefined ? {} : { beside: found }),
  };
  const run = await runBench(told, checked);
  if (out !== null) await writeReport(run, datasets, join(out, "report.html"));
  if (job.alarms !== undefined) writeAlarms(run, datasets, job.alarms);
  return run;
}

/** Checks all that the user said, before a minute is spent on a dataset. */
async function checkBeforehand(
  job: DetectorsJob,
  planned: readonly PlannedDataset[],
  data: string,
): Promise<Checked> {
  const folders = planned.map(({ dir }) => resolve(dir));
  const twice = planned.find(({ dir }, i) => folders.indexOf(resolve(dir)) !== i);
  if (twice) throw new RangeError(`bench: a dataset is given twice: ${twice.what}`);
  if (job.out != null) mustBecomeFolder("--out", job.out);
  if (planned.some(({ scenario }) => scenario !== null)) mustBecomeFolder("--data", data);
  if (job.alarms !== undefined) {
    mustBecomeFile("--alarms", job.alarms.path);
    checkAlarms(planned, job.alarms);
  }
  const split = planned.filter(({ scenario }) => (scenario?.split.calibration ?? 0) > 0);
  isAsWritten(
    job,
    split.map(({ what }) => what),
  );
  if (job.prevalence) {
    const kinds = planned.map((each) => each.kinds);
    checkKinds(job.prevalence, kinds);
  }
  const checked = await checkOptions(job);
  const names = planned.map(({ name }) => name);
  for (const each of checked.parsed) settleExpectation(each, checked.entries.called, names);
  return checked;
}

async function make(
  { dir, scenario, seed, what }: PlannedDataset,
  job: DetectorsJob,
): Promise<void> {
  const { workers = 1, signal, onGenerate, onWait } = job;
  if (scenario === null) return;
  await generateOnce({
    ...{ scenario, seed: seed ?? "1", out: dir, workers },
    ...(signal ? { signal } : {}),
    onProgress: (done, total) => onGenerate?.(what, done, total),
    onWait: () => onWait?.(what),
  });
}

/**
 * A capacity limits the rules' own numbers where nothing can be calibrated, which is as written
 * already; it would calibrate on a half that is meant for it.
 */
function isAsWritten(
  { asWritten = false, capacity, fill = false }: DetectorsJob,
  halves: readonly string[],
): boolean {
  if (!asWritten || capacity == null) return asWritten;
  if (fill) throw new RangeError("--as-written: lowers no rule's number, so --fill has no use");
  if (halves.length === 0) return false;
  throw new RangeError(
    `--as-written: calibrates nothing, and --capacity does so on a calibration half, which ${halves[0]} has; leave one of the two out`,
  );
}
