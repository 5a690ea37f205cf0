import type { Dataset } from "../../datasets/dataset.ts";
import { VIEWS, type ViewName } from "../../datasets/view.ts";
import type { FloorScores, FloorTask } from "../tasks/floor-task.ts";
import { leadOf } from "../tasks/score-task.ts";
import type { CellResult, CellSettings } from "./run-cells.ts";
import type { CombinedResult } from "./run-combined.ts";

/** What floors need to know beside the settings of cells. */
export interface FloorSettings extends CellSettings {
  /** Alarms of the table's own lines. */
  readonly floorAlarms: number;
  /** Scored device-days: detectors with about as many alarms are not compared, as `always` is not. */
  readonly deviceDays: number;
  readonly combined: readonly CombinedResult[];
}

/** Above this share of all device-days a row's alarms can't be told from an alarm on everybody. */
const MOST_SHARE = 0.6;

/**
 * Works out the floors and the ceiling of each view of a dataset, and the ceiling of all together:
 * coin and blind-periodic at each number of alarms that a detector on that view had.
 */
export async function runFloors(
  { dir, manifest }: Dataset,
  results: readonly CellResult[],
  { floorAlarms, deviceDays, combined, pool, scoring, tariff }: FloorSettings,
): Promise<Map<ViewName | null, FloorScores>> {
  const views = VIEWS.filter((view) => manifest.views[view] !== undefined);
  const tasks = [...views, null].map((view): FloorTask => {
    const counts = [
      ...results.filter(({ cell }) => cell.view === view && cell.sweep === undefined),
      ...combined.filter(({ floorView }) => floorView !== null && floorView === view),
    ].map(({ score }) => (score ? leadOf(score).alarms.length : 0));
    const alarms = askedAlarms(counts, { floorAlarms, deviceDays });
    return { kind: "floors", dataset: dir, view, alarms, scoring, tariff };
  });
  const scores = await pool.floors(tasks);
  return new Map(tasks.map(({ view }, i) => [view, scores[i]]));
}

/**
 * Numbers of alarms that the floors of a view are asked for: those of the rows that can be held
 * against them, and that of the table's own lines.
 */
export function askedAlarms(
  counts: readonly number[],
  { floorAlarms, deviceDays }: Pick<FloorSettings, "floorAlarms" | "deviceDays">,
): number[] {
  const held = counts.filter((count) => count <= MOST_SHARE * deviceDays);
  return [...new Set([...held, floorAlarms])].sort((a, b) => a - b);
}
