import { codeOf } from "../../datasets/table.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../../datasets/view.ts";
import { ACCESS, RATING_GROUPS } from "../../datasets/vocabularies.ts";

/** Which bytes a rule is about: those of the data plan, or all that the operator bills. */
export type Counted = "plan" | "billed";

/** Columns that {@link countedRows} uses where the view has them. */
export const COUNTED_BY: readonly ViewColumn[] = ["access", "ratingGroup"];

/** Tells which rows of a batch a rule counts. */
export interface CountedRows {
  /** The column that says so; null where the view has none and all rows count. */
  column(batch: ViewBatch): Uint8Array | null;
  /** 1 for the codes of that column that do not count. */
  readonly skip: Uint8Array;
}

/**
 * Opens the filter of a view. Bytes over private Wi-Fi never count; bytes over the operator's WLAN
 * have a bundle of their own, so they count for `billed` and not for `plan`. A network that the
 * observer could not name counts: an import without the column is one line's cellular traffic.
 * The wlan view has neither column, all its rows count.
 */
export function countedRows(view: ViewName, counted: Counted): CountedRows {
  const skip = new Uint8Array(256);
  if (view === "charging") {
    if (counted === "plan") skip[codeOf(RATING_GROUPS, "wlan", "ratingGroup")] = 1;
    return { column: (batch) => batch.ratingGroup, skip };
  }
  if (view === "wlan") return { column: () => null, skip };
  skip[codeOf(ACCESS, "wifi", "access")] = 1;
  if (counted === "plan") skip[codeOf(ACCESS, "wlan", "access")] = 1;
  return { column: (batch) => batch.access, skip };
}
