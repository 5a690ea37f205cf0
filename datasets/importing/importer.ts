import type { ViewName } from "../view.ts";
import type { CsvSource, RowListener } from "./csv-source.ts";
import type { KeyRing } from "./key-ring.ts";
import type { Locality } from "./locality.ts";
import type { NumberStyle } from "./number-style.ts";
import type { RowSorter, RowSorterOptions } from "./row-sorter.ts";
import type { Strangers } from "./strangers.ts";
import type { Zone } from "./zone.ts";

/** Numbers of one flow record, in this order: what {@link foldFlows} sorts and folds. */
export const FLOW_FIELDS = [
  "shard",
  "minute",
  "device",
  "end",
  "start",
  "up",
  "down",
  "packetsUp",
  "packetsDown",
  "peer",
  "tuple",
  "highPort",
] as const;

/** Numbers of one usage record, in this order. */
export const USAGE_FIELDS = [
  "shard",
  "time",
  "device",
  "visibleAt",
  "start",
  "up",
  "down",
  "ratingGroup",
  "cause",
  "inBundle",
  "charged",
  "province",
  "roaming",
] as const;

/** Counts what an importer left out or wondered at, so that nothing is dropped in silence. */
export interface Tally {
  /** Counts a row that is not imported, with its bytes; the first line of a reason is kept. */
  skip(reason: string, bytes: number, line?: number): void;
  /** Counts something odd in a row that is imported. */
  warn(what: string, line?: number): void;
  /** Tells what is odd about a file or the whole table: no count of rows belongs to it. */
  note(what: string, line?: number): void;
}

/** What an importer works with. */
export interface ImportContext {
  /** Clocks of times that carry no offset of their own. */
  readonly zone: Zone;
  /** Takes the later moment of an hour that clocks repeat. */
  readonly later: boolean;
  /** How numbers are written. */
  readonly style: NumberStyle;
  /** Words that stand for an empty cell; null when an empty amount is a fault. */
  readonly empty: ReadonlySet<string> | null;
  /** Who is at home; flow importers only. */
  readonly locality: Locality;
  /** Counts ends that are at nobody's home, to name them where nothing fits; flow importers only. */
  readonly strangers: Strangers;
  /** Civil day on which times without a date begin, as if in UTC; null when none is declared. */
  readonly date: number | null;
  /** Dense numbers of subscribers; record importers only. */
  readonly keys: KeyRing;
  /** The user's column map, for formats that need one. */
  readonly map: string | undefined;
  readonly tally: Tally;
  /**
   * Takes a row in the order of FLOW_FIELDS or USAGE_FIELDS, and the line of the file that it stands
   * on, so that what is wrong with its time can be shown; the array may be reused.
   */
  readonly emit: (row: Float64Array, line: number) => void;
  /** Opens a sorter for rows that must be in order before they are emitted, as counters must be. */
  readonly openSorter: (options: Pick<RowSorterOptions, "width" | "keys">) => RowSorter;
  /** Progress, bad rows, lines to skip and the signal to stop, for readRows. */
  readonly listen: Omit<RowListener, "onRow">;
}

/** What an importer found. */
export interface ImportedRows {
  /** Columns of the view that the source really had. */
  readonly columns: readonly string[];
  /** Of the file's bytes. */
  readonly sha256: string;
  /** Sums of the file's own numbers so far, to be compared with what other tools say. */
  readonly sums?: readonly OwnSum[];
  /** What was read of the charges that records carry so far, where they carry any. */
  readonly charges?: OwnCharges;
}

/** Charges of the records of a file. */
export interface OwnCharges {
  /** As the file writes them. */
  readonly own: OwnSum;
  /** Records whose charge was rounded to a whole minor unit, and what that added, in minor units. */
  readonly roundedRows: number;
  readonly rounding: number;
}

/** Sum of one column in the file's own unit. */
export interface OwnSum {
  readonly column: string;
  readonly unit: string;
  readonly sum: number;
}

/**
 * Reads one foreign format. Importers know nothing of datasets: they hand over numbers, in the
 * file's order, and keep no row.
 */
export interface Importer {
  readonly name: string;
  readonly summary: string;
  readonly extensions: readonly string[];
  readonly view: Extract<ViewName, "flows" | "charging">;
  /** Times may lack their date, which then is declared. */
  readonly hasDayTimes?: boolean;
  /** Tells whether the beginning of a file looks like this format. */
  detect?(head: string): boolean;
  /** Reads one file of an import; all files of one import come with the same context. */
  read(source: CsvSource, context: ImportContext): Promise<ImportedRows>;
  /** Sees the end of the last file; throws on what only all rows together tell. */
  finish?(context: ImportContext): void;
}
