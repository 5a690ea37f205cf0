import type { ViewName } from "../../datasets/view.ts";
import { addQuickSums, measureQuick, type QuickSums } from "../scoring/quick-sums.ts";
import { finite } from "../statistics/estimate.ts";
import type { DatasetResult, MadeRow, Part } from "./made-rows.ts";
import type { CalibrationResult, RowOracle } from "./run-file.ts";

/** Pools the points that test labels would have chosen, seed by seed; null where a seed has none. */
export function oracleOf(parts: readonly Part[]): RowOracle | null {
  const points = parts.map(({ score }) => score?.oracle ?? null).filter((each) => each !== null);
  if (points.length === 0 || points.length < parts.length) return null;
  const measured = measureQuick(addQuickSums(points.map(({ sums }) => sums)));
  return {
    thresholds: points.map(({ threshold }, i) => ({
      seed: parts[i].result.description.seed,
      value: threshold,
    })),
    valueDetectionRate: finite(measured.valueDetectionRate),
    valueDetectionRateByKindMean: finite(measured.valueDetectionRateByKindMean),
    recall: finite(measured.recall),
    falseAlarmsPer1000DeviceDays: finite(measured.falseAlarmsPer1000DeviceDays),
  };
}

/**
 * Tells what a row's threshold gives on the half that it was fixed on: the dataset's own, seeds
 * pooled, else that of the dataset which lent the threshold. null where nothing was calibrated.
 */
export function calibrationOf(
  name: string,
  view: ViewName | null,
  parts: readonly Part[],
  results: readonly DatasetResult[],
): CalibrationResult | null {
  const [{ from, result }] = parts;
  if (from === null) return null;
  const own = parts.map(({ score }) => score?.onCalibration ?? null);
  const sums = from === result.description.name ? own : [lentBy(from, name, view, results)];
  const known = sums.filter((each) => each !== null);
  if (known.length < sums.length) return null;
  const { valueDetectionRateByKindMean } = measureQuick(addQuickSums(known));
  return { from, valueDetectionRateByKindMean: finite(valueDetectionRateByKindMean) };
}

function lentBy(
  from: string,
  name: string,
  view: ViewName | null,
  results: readonly DatasetResult[],
): QuickSums | null {
  const lender = results.find(({ description }) => description.name === from);
  const cell = lender?.results.find(
    (each) => each.cell.runnable.name === name && each.cell.view === view,
  );
  return cell?.score?.onCalibration ?? null;
}

/**
 * Chooses the view that stands for each detector of a dataset: the best on the calibration half, in
 * bytes saved, mean over kinds; the first that it declares where views are equal or nothing was
 * calibrated. The test half has no say, or the best of four views would pass for one detector's skill.
 */
export function chosenViews(made: readonly MadeRow[]): MadeRow[] {
  const chosen = new Map<string, { view: ViewName | null; value: number }>();
  for (const { row } of made) {
    if (row.point !== "calibrated" && !row.leads) continue;
    const key = keyOf(row);
    const value = row.status === "ok" ? (row.calibration?.valueDetectionRateByKindMean ?? -1) : -2;
    const best = chosen.get(key);
    if (best === undefined || value > best.value) chosen.set(key, { view: row.view, value });
  }
  return made.map((each) => ({
    ...each,
    row: { ...each.row, chosenView: chosen.get(keyOf(each.row))?.view === each.row.view },
  }));
}

function keyOf({ dataset, name }: MadeRow["row"]): string {
  return JSON.stringify([dataset, name]);
}
