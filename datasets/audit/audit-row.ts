import type { ViewColumn } from "../view.ts";

/** One row of a view that the audit keeps. */
export interface AuditRow {
  /** Dense number of its device over all datasets of the pool. */
  readonly device: number;
  /** Columns of its view. */
  readonly values: Readonly<Partial<Record<ViewColumn, number>>>;
  /** The row before it of the same device, app and owner, when no 5 minutes passed between them. */
  readonly before: null | Readonly<Record<"up" | "down" | "packetsUp" | "packetsDown", number>>;
}

/** Rows of a pool that goes with a row: all, or only those that open a session. */
export type RowChoice = "all" | "openings";
