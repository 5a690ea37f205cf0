import type { ViewName } from "../view.ts";
import type { CAUSES, RATING_GROUPS } from "../vocabularies.ts";
import type { FlowCells } from "./flow-cells.ts";

/** Cells of one row, by the names of the header; each throws with file, line and column. */
export interface FormatRow
  extends Pick<FlowCells, "text" | "moment" | "endOf" | "count" | "length" | "error"> {
  /** A decimal number, written as the user declares (`--decimal`, `--thousands`). */
  number(column: string): number;
  /** Whether the file has the column: for those that `header` does not demand. */
  has(column: string): boolean;
}

/** One record of usage. Times in ms UTC; sizes in bytes, rounded to whole ones. */
export interface UsageRecord {
  /** Who: any identifier; it becomes a number, and is kept in private/keys.csv only. */
  readonly device: string;
  readonly start: number;
  readonly end: number;
  readonly up: number;
  readonly down: number;
  /** When the record could be acted on; its end when left out. */
  readonly visibleAt?: number;
  readonly ratingGroup?: (typeof RATING_GROUPS)[number];
  readonly cause?: (typeof CAUSES)[number];
  readonly roaming?: boolean;
}

/** One record of a flow. Which end is the device is found by its address (`--device`). */
export interface RawFlow {
  readonly start: number;
  readonly end: number;
  /** Name or number, in any case. */
  readonly protocol: string;
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  readonly sourceBytes: number;
  readonly destinationBytes: number;
  readonly sourcePackets?: number;
  readonly destinationPackets?: number;
}

/**
 * A foreign format as data: which columns its header has, and what a row says. This is what a user's
 * own importer exports, and the shortest way to a new one of the package (see {@link rowImporter}).
 *
 * It fits tables, one record a row under a header, in CSV of any delimiter; counters that run on
 * through sessions, charges, and logs without a header need more than this.
 */
export interface RowFormat {
  readonly name: string;
  readonly summary: string;
  readonly extensions: readonly string[];
  readonly view: Extract<ViewName, "flows" | "charging">;
  /** Columns that every header has: the first row that holds them all is one, wherever they stand. */
  readonly header: readonly string[];
  /** Reads a row: a usage record for charging, a flow for flows, or why the row is left out. */
  record(row: FormatRow): UsageRecord | RawFlow | string;
}
