import { type Cell, cellsOf, type Entries, findEntries } from "../../bench/run/bench-cells.ts";
import type { TaskSettings } from "../../bench/run/cell-task.ts";
import type { Limits } from "../../bench/runners/foreign-process.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { PlanFile, PlannedCell } from "./plan-file.ts";

/** What a plan's bench looks up: the same on every machine, since the code is. */
export interface PlanEntries {
  readonly entries: Entries;
  readonly limits: Limits;
  readonly settings: TaskSettings;
}

/** Looks up the detectors of a plan. */
export async function planEntries({
  detectors,
  settings,
}: Pick<PlanFile, "detectors" | "settings">): Promise<PlanEntries> {
  const { budget, capacity, fill, asWritten, thresholds, timeout, memory } = settings;
  const { tariff, scoring } = settings;
  const limits = { timeout, memory };
  const entries = await findEntries({ detectors, thresholds, limits, folder: "." });
  return {
    entries,
    limits,
    settings: {
      ...{ budget, capacity, fill, asWritten, tariff, scoring },
      given: entries.thresholds,
      isOnlySeed: true,
      elsewhere: () => null,
    },
  };
}

/** Lays out the cells of a plan on its dataset; throws a RangeError where they are not those planned. */
export function planCells(plan: PlanFile, entries: Entries, dataset: Dataset): Cell[] {
  const cells = cellsOf(dataset, entries);
  const [planned, found] = [plan.cells, plannedCells(cells)].map((each) => JSON.stringify(each));
  if (planned === found) return cells;
  throw new RangeError(
    `plan.json: cells must be those of its detectors on ${dataset.dir}, ${found}, got ${planned}; plan anew`,
  );
}

/** What a plan says of its cells. */
export function plannedCells(cells: readonly Cell[]): PlannedCell[] {
  return cells.map(({ runnable: { name, options }, view }) => ({ name, view, options }));
}
