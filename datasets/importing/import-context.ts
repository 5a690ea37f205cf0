import { tmpdir } from "node:os";
import { openBadRows } from "./bad-rows.ts";
import { type ImportContext, type Importer, USAGE_FIELDS } from "./importer.ts";
import { openKeyRing } from "./key-ring.ts";
import type { LineRanges } from "./line-ranges.ts";
import { type Locality, openLocality } from "./locality.ts";
import { type NumberStyle, numberStyle } from "./number-style.ts";
import { openOddities } from "./oddities.ts";
import type { RowFault } from "./row-error.ts";
import { openRowSorter, type RowSorter } from "./row-sorter.ts";
import { openRowWatch } from "./row-watch.ts";
import { openStrangers } from "./strangers.ts";
import type { Zone } from "./zone.ts";

/** How foreign files are to be read. */
export interface ReadFilesOptions {
  /** Flow formats: each entry one device, its addresses joined by commas. */
  readonly devices?: readonly string[];
  /** Flow formats: networks whose every address is a device. */
  readonly localNets?: readonly string[];
  /** Record formats: which column holds what. */
  readonly map?: string;
  /** Clocks of times that carry no offset. */
  readonly zone: Zone;
  /** Takes the later moment of an hour that clocks repeat. */
  readonly later?: boolean;
  /** How numbers are written; a point and no groups when left out. */
  readonly style?: NumberStyle;
  /** Words that stand for an empty cell; an empty amount is then 0. */
  readonly empty?: ReadonlySet<string>;
  /** Lines of each file that are no rows. */
  readonly skip?: LineRanges;
  /** Files that were left out since there is nothing in them. */
  readonly emptyFiles?: number;
  /** Rows that do not lie wholly within these moments are left out. */
  readonly from?: number;
  readonly to?: number;
  /** Civil day of the first row, as if in UTC, for formats whose times have no date. */
  readonly date?: number;
  /** Where rows are sorted that outgrow memory; the system's temporary folder when left out. */
  readonly directory?: string;
  readonly memoryRows?: number;
  /** So many rows may be bad; none when left out. */
  readonly maxErrors?: number;
  /** Hears of each bad row as it is left out. */
  readonly onBadRow?: (fault: RowFault) => void;
  /** Hears how many bytes have been read, of all files. */
  readonly onProgress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** Options of {@link openImportContext}. */
export interface ImportContextOptions extends ReadFilesOptions {
  readonly emit: ImportContext["emit"];
}

const CHARGED = USAGE_FIELDS.indexOf("charged");
const NOBODY: Locality = { deviceOf: () => -1, find: () => -1, identifiers: [] };

/**
 * Opens what an importer works with, for all files of one import: who is at home, where bad and odd
 * rows are counted, and the watch that every row passes before it is handed over.
 */
export function openImportContext({ view }: Importer, options: ImportContextOptions) {
  const { directory = tmpdir(), memoryRows, zone, signal, skip, onBadRow, emit } = options;
  const isFlows = view === "flows";
  const counts = openOddities();
  const { tally } = counts;
  const bad = openBadRows({ most: options.maxErrors ?? 0, skip: tally.skip, onBadRow });
  const locality = isFlows ? openLocality(options) : NOBODY;
  const keys = openKeyRing();
  const strangers = openStrangers();
  const named = locality.identifiers.slice();
  const bounds = { from: options.from ?? null, to: options.to ?? null };
  const { warn, note } = counts;
  const watch = openRowWatch({
    view,
    zone,
    ...bounds,
    named,
    strangers,
    skip: tally.skip,
    warn,
    note,
  });
  const progress = openProgress(options.onProgress);
  const sorters: RowSorter[] = [];
  const sum = { records: 0, understood: 0 };
  /** Rows that come after several files have lines of which nobody knows the file. */
  let isOver = false;
  const context: ImportContext = {
    ...{ zone, locality, strangers, keys, tally, map: options.map },
    later: options.later ?? false,
    style: options.style ?? numberStyle({}),
    empty: options.empty ?? null,
    date: options.date ?? null,
    openSorter(order) {
      const sorter = openRowSorter({ ...order, directory, ...(memoryRows && { memoryRows }) });
      sorters.push(sorter);
      return sorter;
    },
    emit(row, line) {
      const known = isOver ? 0 : line;
      if (!watch.see(row, known)) return;
      sum.records++;
      if (!isFlows) sum.understood += row[CHARGED] as number;
      emit(row, known);
    },
    listen: {
      onBadRow: bad.take,
      onSkipped: () => tally.skip("named as no row", 0),
      onUnfinished: () => tally.note("the last line has no end; was the file cut off?"),
      ...{ onProgress: progress.see, skip, signal },
    },
  };
  return {
    ...{ context, counts, watch, sum, badRows: bad.faults },
    /** Takes the file whose rows follow. */
    begin(file: string): void {
      progress.next();
      watch.begin(file);
      counts.begin(file);
    },
    /** Sees the end of the last file. */
    end(files: number): void {
      counts.end();
      isOver = files > 1;
    },
    /** Removes what lies on disk. */
    close(): void {
      for (const sorter of sorters) sorter.close();
    },
  };
}

/** Adds up bytes of files, each of which counts from 0. */
function openProgress(onProgress: ((bytes: number) => void) | undefined) {
  let before = 0;
  let current = 0;
  return {
    see(bytes: number): void {
      current = bytes;
      onProgress?.(before + bytes);
    },
    next(): void {
      before += current;
      current = 0;
    },
  };
}
