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
 * really has; one of `reads` outside them, or all of `readsAny`, make the detector not evaluable
 * there. What it `mayRead` it is given all the same, unknown throughout: a rule that leaves out
 * Wi-Fi where the network is known must not break on a flow log that does not tell.
 */
export function detectorColumns(
  { reads, mayRead = [], readsAny = [] }: Pick<DetectorSpec, "reads" | "mayRead" | "readsAny">,
  view: ViewName,
  available: readonly string[],
): DetectorColumns {
  const declared = new Set(VIEW_TABLES[view].columns.map((column) => column.name));
  const has = (name: ViewColumn) => declared.has(name) && available.includes(name);
  const ofView = (names: readonly ViewColumn[]) => names.filter((name) => declared.has(name));
  const either = ofView(readsAny);
  const columns = new Set([...COMMON, ...reads.filter(has), ...ofView(mayRead), ...either]);
  const missing = reads.filter((name) => !has(name) && !COMMON.includes(name));
  return { columns: [...columns], missing: [...missing, ...(either.some(has) ? [] : either)] };
}
