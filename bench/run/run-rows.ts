import { valueDetectionRate } from "../metrics/value-detection-rate.ts";
import {
  beatenByFloor,
  coinValues,
  type FloorValues,
  metricsWonByFloor,
} from "../scoring/beaten-by-floor.ts";
import { coinFloorBand, talliedFloor } from "../scoring/floor-band.ts";
import { mergeTallies } from "../scoring/merge-tallies.ts";
import { type PackedTally, unpackTally } from "../scoring/packed-tally.ts";
import { addQuickSums, type QuickSums } from "../scoring/quick-sums.ts";
import { resolveScoring, type ScoringOptions } from "../scoring/scoring-options.ts";
import { type Bootstrap, openBootstrap } from "../statistics/bootstrap.ts";
import { compareWith, replicatesFor } from "../statistics/comparison.ts";
import { leadOf } from "../tasks/score-task.ts";
import { madeRows, type RowSettings } from "./bench-rows.ts";
import { floorRows } from "./floor-rows.ts";
import type { DatasetResult, MadeRow } from "./made-rows.ts";
import type { DetectorRow, RowFloors, RunComparison, RunFile } from "./run-file.ts";

/** What run.json says of detectors, and of how they compare. */
export type RunRows = Pick<RunFile, "detectors" | "comparisons" | "warnings" | "metricsWonByFloor">;

/** Detector that all others are compared with. */
const REFERENCE = { name: "percent-alert", view: "charging" } as const;
const METRIC = valueDetectionRate;

/** Makes all rows of run.json, each held against the floors at its own number of alarms, and compares them. */
export function runRows(results: readonly DatasetResult[], settings: RowSettings): RunRows {
  const options = resolveScoring(settings.scoring);
  const bootstrap = openBootstrap(options.seed, options.replicates);
  const made = madeRows(results, settings, bootstrap);
  const floors = floorRows(results, settings, bootstrap);
  const rows = made.map((each) =>
    withFloors(each, floors.fixed(each.row.dataset), options, bootstrap),
  );
  const wonByFloor: Record<string, Readonly<Record<string, readonly string[]>>> = {};
  for (const dataset of new Set(made.map(({ row }) => row.dataset))) {
    const own = made.filter(
      ({ row }) => row.dataset === dataset && row.leads && row.status === "ok",
    );
    const table = floors.table(dataset);
    if (table.length > 0) {
      wonByFloor[dataset] = metricsWonByFloor(
        own.map(({ score }) => score),
        table,
      );
    }
  }
  return {
    detectors: ranked([...rows, ...floors.rows], results),
    comparisons: comparisonsOf(made, settings),
    metricsWonByFloor: wonByFloor,
    warnings: warningsOf(results, rows),
  };
}

/** Holds a row against the floors at its own number of alarms; as it is where there are none. */
export function withFloors(
  { row, score, parts }: MadeRow,
  fixed: readonly FloorValues[],
  options: ScoringOptions,
  bootstrap: Bootstrap,
): DetectorRow {
  if (!row.leads || row.status !== "ok") return row;
  const scores = parts.map(({ result, floorView }) =>
    floorView === null ? undefined : result.floors.get(floorView),
  );
  const counts = parts.map(({ score: own }) => (own ? leadOf(own).alarms.length : 0));
  const coins = scores.map((each, i) => each?.coin.get(counts[i]));
  const blinds = scores.map((each, i) => each?.blindPeriodic.get(counts[i]));
  if (coins.some((each) => each === undefined) || blinds.some((each) => each === undefined)) {
    return row;
  }
  const coin = pooled(coins as (readonly QuickSums[])[]);
  const blind = talliedFloor(
    "blind-periodic",
    mergeTallies((blinds as PackedTally[]).map(unpackTally)),
    options,
    bootstrap,
  );
  const floors: RowFloors = {
    view: parts[0].floorView,
    coin: coinFloorBand(coin, score.valueDetectionRate.n),
    blindPeriodic: blind.band,
  };
  const floorsAsGood = beatenByFloor(score, [coinValues(coin), blind.values, ...fixed]);
  return { ...row, floors, beatenByFloor: Object.keys(floorsAsGood), floorsAsGood };
}

/** Adds the replicates of several seeds up, the first with the first and so on. */
export function pooled(seeds: readonly (readonly QuickSums[])[]): QuickSums[] {
  return seeds[0].map((_, r) => addQuickSums(seeds.map((replicates) => replicates[r])));
}

function comparisonsOf(made: readonly MadeRow[], settings: RowSettings): RunComparison[] {
  const options = resolveScoring(settings.scoring);
  return [...new Set(made.map(({ row }) => row.dataset))].flatMap((dataset): RunComparison[] => {
    const own = made.filter(
      ({ row }) => row.dataset === dataset && row.leads && row.valueDetectionRate !== null,
    );
    const reference = own.find(
      ({ row }) => row.name === REFERENCE.name && row.view === REFERENCE.view,
    );
    const others = own.filter((each) => each !== reference);
    if (reference === undefined || others.length === 0) return [];
    const raised = options.replicates < 2000 ? options.replicates : replicatesFor(others.length);
    const bootstrap = openBootstrap(options.seed, raised);
    // One after the other is unpacked, when it is compared.
    const named = others.map(({ tally }, i) => ({
      name: String(i),
      get tally() {
        return unpackTally(tally);
      },
    }));
    return compareWith(unpackTally(reference.tally), named, METRIC, { options, bootstrap }).map(
      (each, i) => ({
        dataset,
        name: others[i].row.name,
        view: others[i].row.view,
        reference: `${REFERENCE.name} on ${REFERENCE.view}`,
        metric: METRIC.name,
        difference: each.difference.value,
        low: each.difference.low,
        high: each.difference.high,
        p: each.p,
        pHolm: each.adjusted,
      }),
    );
  });
}

/** Ceiling first, then best first by value detection rate, floors, failures last; each dataset apart. */
function ranked(rows: readonly DetectorRow[], results: readonly DatasetResult[]): DetectorRow[] {
  const places = new Map(results.map(({ description }, i) => [description.name, i]));
  const rank = (row: DetectorRow) => {
    if (row.status !== "ok") return -3;
    if (row.role === "ceiling") return 2;
    return row.role === "floor" ? -2 : (row.valueDetectionRateByKindMean?.value ?? -1);
  };
  return rows
    .map((row, i) => ({ row, i }))
    .sort(
      (a, b) =>
        (places.get(a.row.dataset) ?? 0) - (places.get(b.row.dataset) ?? 0) ||
        rank(b.row) - rank(a.row) ||
        a.i - b.i,
    )
    .map(({ row }) => row);
}

function warningsOf(results: readonly DatasetResult[], rows: readonly DetectorRow[]): string[] {
  const warnings: string[] = [];
  for (const { description } of results) {
    const { name, seed, scoredDeviceDays, calibrationOnly } = description;
    if (calibrationOnly || scoredDeviceDays > 0) continue;
    warnings.push(`${name}, seed ${seed}: no device-days are scored`);
  }
  warnings.push(...results.flatMap((result) => result.warnings));
  for (const { description, results: cells } of results) {
    for (const { cell, failure } of cells) {
      if (!cell.sweep || failure === null || failure.status === "not-evaluable") continue;
      const { of, option, value } = cell.sweep;
      warnings.push(
        `${description.name}: ${of.name} at ${option}=${value} is left out: ${failure.status}: ${failure.reason}`,
      );
    }
  }
  const weak = rows.flatMap(({ thresholds }) => thresholds).find((each) => each.underpowered);
  if (weak) {
    warnings.push(
      `the budget allows not one false alarm in calibration: ${weak.neededDeviceDays} device-days are needed`,
    );
  }
  return warnings;
}
