import type { Dataset } from "../../datasets/dataset.ts";
import { VIEWS } from "../../datasets/view.ts";
import type { ShardRange } from "../alerts/rows.ts";
import { openScoring, type Scoring } from "../scoring/scoring.ts";
import { alarmsAllowed } from "../thresholds/calibrate.ts";
import { loadWorld } from "../worlds/load-world.ts";
import { auditWarnings } from "./audit-warnings.ts";
import type { DatasetResult } from "./made-rows.ts";
import { planWarnings } from "./plan-warnings.ts";
import { describeDataset } from "./provenance.ts";
import type { CellSettings } from "./run-cells.ts";

/** What a dataset is scored by, whatever the detector. */
export type ScoredBy = Pick<CellSettings, "budget" | "capacity" | "tariff" | "scoring"> & {
  /** Shards whose rows are there; all when left out. */
  readonly shards?: ShardRange;
};

/** What was worked out of a dataset. */
export type DatasetFound = Omit<DatasetResult, "description" | "dir" | "warnings"> & {
  /** Scoring of its first view. */
  readonly scoring: Scoring;
  readonly calibrationOnly: boolean;
};

/** Opens the scoring of a dataset's first view: what the dataset is described by, and failed runs are tallied on. */
export function scoringOfDataset(dataset: Dataset, { tariff, scoring, shards }: ScoredBy): Scoring {
  const view = VIEWS.find((each) => dataset.manifest.views[each] !== undefined) ?? "charging";
  const world = loadWorld(dataset, view, {
    ...(tariff ? { tariff } : {}),
    ...(shards ? { shards } : {}),
  });
  return openScoring(world, scoring);
}

/** Alarms of the lines of coin and blind-periodic in the table of a dataset. */
export function floorAlarmsOf(
  { world, time }: Scoring,
  { budget, capacity }: Pick<ScoredBy, "budget" | "capacity">,
): number {
  return Math.ceil(
    capacity === null ? (budget * time.deviceDays) / 1000 : alarmsAllowed(world, capacity),
  );
}

/** Puts together what a dataset came to, with what its manifest and its truth say of it. */
export function datasetResult(
  dataset: Dataset,
  { scoring, calibrationOnly, ...found }: DatasetFound,
): DatasetResult {
  return {
    ...found,
    description: describeDataset(dataset, scoring, calibrationOnly),
    dir: dataset.dir,
    warnings: [...auditWarnings(dataset.manifest), ...planWarnings(dataset)],
  };
}
