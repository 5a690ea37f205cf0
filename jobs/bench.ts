import { existsSync } from "node:fs";
import { join } from "node:path";
import { type AlarmsWanted, checkAlarms, writeAlarms } from "../bench/alerts/write-alarms.ts";
import { type BenchOptions, runBench } from "../bench/bench.ts";
import { writeReport } from "../bench/report/write-report.ts";
import type { RunFile } from "../bench/run-file.ts";
import { hasCalibrationHalf } from "../bench/thresholds/calibration-half.ts";
import { openDataset } from "../datasets/dataset.ts";
import { MANIFEST_PATH } from "../datasets/format/layout.ts";
import { FORMAT } from "../datasets/format/manifest.ts";
import { scenarioHash } from "../datasets/publishing/scenario-hash.ts";
import { STREAM_VERSION } from "../simulators/engine/engine.ts";
import { generate } from "./generate.ts";
import { loadScenario } from "./load-scenario.ts";

/** What a bench is told: scenarios by name or path, datasets by folder, and all that `runBench` takes. */
export interface BenchJob extends Omit<BenchOptions, "datasets" | "calibrate"> {
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
}

const DEFAULT_CALIBRATION = "city@L1";

/**
 * The main job: generates what is not there yet, runs and scores detectors, and writes run.json and
 * report.html into `out`. Detectors given as objects run in the caller's process, unfenced: see
 * `BenchOptions.detectors`.
 *
 * @example
 * const run = await bench({ on: ["city@L1"], detectors: ["dual-cap"], budget: 10 });
 */
export async function bench(job: BenchJob): Promise<RunFile> {
  const { on, seeds = ["1"], calibrate = DEFAULT_CALIBRATION, out = null } = job;
  const datasets: string[] = [];
  for (const word of on) datasets.push(...(await foldersOf(word, seeds, job)));
  if (job.alarms !== undefined) checkAlarms(datasets, job.alarms);
  const opened = datasets.map((dir) => openDataset(dir));
  // A capacity is counted on the data itself, and a rule as written has its number: nothing is borrowed.
  const isOwn = job.capacity != null || job.asWritten === true;
  const needed = !isOwn && opened.some((dataset) => !hasCalibrationHalf(dataset));
  const halves = datasets.filter((_, i) => hasCalibrationHalf(opened[i]));
  for (const dataset of opened) dataset.close();
  const asked = job.calibrate !== undefined || halves.length === 0;
  const [first] = needed && asked ? await foldersOf(calibrate, seeds.slice(0, 1), job) : [];
  const asWritten = isAsWritten(job, halves);
  const run = await runBench({ ...job, asWritten, datasets, calibrate: first ?? null });
  if (out !== null) await writeReport(run, datasets, join(out, "report.html"));
  if (job.alarms !== undefined) writeAlarms(run, datasets, job.alarms);
  return run;
}

/**
 * A capacity limits the rules' own numbers where nothing can be calibrated, which is as written
 * already; it would calibrate on a half that is meant for it.
 */
function isAsWritten(
  { asWritten = false, capacity, fill = false }: BenchJob,
  halves: readonly string[],
): boolean {
  if (!asWritten || capacity == null) return asWritten;
  if (fill) throw new RangeError("--as-written: lowers no rule's number, so --fill has no use");
  if (halves.length === 0) return false;
  throw new RangeError(
    `--as-written: calibrates nothing, and --capacity does so on a calibration half, which ${halves[0]} has; leave one of the two out`,
  );
}

/** Finds the datasets that a word stands for; a scenario is generated once for each seed. */
async function foldersOf(word: string, seeds: readonly string[], job: BenchJob): Promise<string[]> {
  if (existsSync(join(word, MANIFEST_PATH))) return [word];
  const scenario = loadScenario(word);
  const hash = scenarioHash(scenario);
  const folders: string[] = [];
  for (const seed of seeds) {
    const { out, workers = 1, signal, onGenerate } = job;
    const data = job.data ?? join(out ?? "runs", "data");
    const version = `${FORMAT}.${STREAM_VERSION}`;
    const name = `${folderName(word)}-${folderName(seed)}-${version}-${hash.slice(0, 8)}`;
    const dir = join(data, name);
    const what = seeds.length > 1 ? `${word}, seed ${seed}` : word;
    folders.push(dir);
    if (existsSync(join(dir, MANIFEST_PATH))) continue;
    await generate({
      scenario,
      seed,
      out: dir,
      workers,
      ...(signal ? { signal } : {}),
      onProgress: (done, total) => onGenerate?.(what, done, total),
    });
  }
  return folders;
}

/** Makes a word fit for a folder: `city@L1` becomes `city-L1`. */
export function folderName(word: string): string {
  return word
    .replace(/\.(ya?ml|json)$/, "")
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[-.]+|-+$/g, "");
}
