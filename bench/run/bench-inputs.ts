import { type Dataset, openDataset } from "../../datasets/dataset.ts";
import type { Manifest } from "../../datasets/format/manifest.ts";
import { checkPrevalence } from "../prevalence/prevalence-file.ts";
import { resolveScoring } from "../scoring/scoring-options.ts";
import { hasCalibrationHalf } from "../thresholds/calibration-half.ts";
import type { BenchOptions } from "./bench-options.ts";
import type { RunInputs } from "./differing-settings.ts";
import { datasetHash, datasetName, jsonHash } from "./provenance.ts";
import type { CellSettings } from "./run-cells.ts";
import type { RunPrevalence } from "./run-file.ts";

/** What the run is told and made on, known before anything runs. */
export function inputsOf(
  options: Omit<BenchOptions, "datasets" | "calibrate">,
  datasets: readonly Ordered[],
  limits: CellSettings["limits"],
  thresholds: ReadonlyMap<string, number>,
): RunInputs {
  const { budget = 1, capacity = null, tariff, scoring = {} } = options;
  const { asWritten = false, fill = false } = options;
  return {
    datasets: datasets.map(({ dataset: { manifest }, calibrationOnly }) => ({
      name: datasetName(manifest),
      seed: manifest.seed,
      logicalHash: datasetHash(manifest),
      calibrationOnly,
    })),
    budget: capacity === null ? budget : null,
    capacity,
    settings: {
      ...resolveScoring(scoring),
      calibrate: asWritten ? null : nameOfFirstHalf(datasets),
      asWritten,
      fill,
      thresholds: Object.fromEntries(thresholds),
      tariff: tariff?.name ?? null,
      // A file may have changed under the same name.
      tariffHash: tariff ? jsonHash(tariff).slice(0, 12) : null,
      timeoutMs: limits.timeout,
      memoryBytes: limits.memory,
    },
  };
}

/** Kinds that a dataset has, or may have once it is made. */
export interface Kinds {
  readonly incidents: readonly string[];
  readonly lookAlikes: readonly string[];
}

/** Makes sure that a prevalence speaks of kinds that the datasets have. */
export function checkKinds(prevalence: RunPrevalence, datasets: readonly Kinds[]): void {
  const kindsOf = (what: keyof Kinds) => [...new Set(datasets.flatMap((each) => each[what]))];
  checkPrevalence(prevalence, kindsOf("incidents"), kindsOf("lookAlikes"));
}

/** Kinds that a dataset holds; none without truth. */
export function kindsIn({ truth }: Manifest): Kinds {
  const { incidents = {}, lookAlikes = {} } = truth ?? {};
  return { incidents: Object.keys(incidents), lookAlikes: Object.keys(lookAlikes) };
}

/** A dataset of a run; some are there only to calibrate others on. */
export interface Ordered {
  readonly dataset: Dataset;
  readonly calibrationOnly: boolean;
}

/** Datasets with a calibration half come first: the others take their thresholds from them. */
export function inOrder({
  datasets,
  calibrate,
}: Pick<BenchOptions, "datasets" | "calibrate">): Ordered[] {
  if (datasets.length === 0) throw new RangeError("bench: datasets must name at least one");
  const opened = datasets.map((dir) => ({ dataset: openDataset(dir), calibrationOnly: false }));
  const known = new Set(opened.map(({ dataset }) => datasetHash(dataset.manifest)));
  if (known.size < opened.length) throw new RangeError("bench: a dataset is given twice");
  const needed = opened.some(({ dataset }) => !hasCalibrationHalf(dataset));
  if (calibrate && needed) {
    const dataset = openDataset(calibrate);
    if (!hasCalibrationHalf(dataset)) {
      throw new RangeError(`${calibrate}: must have a calibration half to calibrate on`);
    }
    if (!known.has(datasetHash(dataset.manifest))) {
      opened.push({ dataset, calibrationOnly: true });
    }
  }
  return [
    ...opened.filter(({ dataset }) => hasCalibrationHalf(dataset)),
    ...opened.filter(({ dataset }) => !hasCalibrationHalf(dataset)),
  ];
}

function nameOfFirstHalf(datasets: readonly Ordered[]): string | null {
  const first = datasets.find(({ dataset }) => hasCalibrationHalf(dataset));
  return first ? datasetName(first.dataset.manifest) : null;
}
