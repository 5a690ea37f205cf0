import { VIEW_TABLES, type ViewColumn, type ViewName } from "../../datasets/view.ts";
import type { DetectorSpec } from "../../detectors/detector.ts";

/** Columns that every detector is given, whatever it declares. */
const COMMON: readonly ViewColumn[] = ["time", "visibleAt", "device", "seq", "start", "up", "down"];

/** Columns for one detector on one view, or those that it misses there. */
export interface DetectorColumns {
  readonly columns: readonly ViewColumn[];
  readonly missing: readonly ViewColumn[];
}

/**
 * Picks what a detector is given of a view: the common columns and those that it declares, so that
 * what it `reads` is the truth about what it needs. `available` are the columns that the dataset
 * really has; a column of `reads` outside them makes the detector not evaluable there.
 */
export function detectorColumns(
  spec: Pick<DetectorSpec, "reads" | "mayRead">,
  view: ViewName,
  available: readonly string[],
): DetectorColumns {
  const declared = new Set(VIEW_TABLES[view].columns.map((column) => column.name));
  const has = (name: ViewColumn) => declared.has(name) && available.includes(name);
  const columns = new Set<ViewColumn>(COMMON);
  for (const name of spec.reads) if (has(name)) columns.add(name);
  for (const name of spec.mayRead ?? []) if (has(name)) columns.add(name);
  const missing = spec.reads.filter((name) => !has(name) && !COMMON.includes(name));
  return { columns: [...columns], missing };
}
