import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import {
  type ImportContext,
  type Importer,
  type OwnCharges,
  type OwnSum,
  USAGE_FIELDS,
} from "../importer.ts";
import { openBadRows } from "./bad-rows.ts";
import type { CsvSource } from "./csv-source.ts";
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

/** What was read. */
export interface ReadFacts {
  /** How errors name the files: the only one's name, or how many there are. */
  readonly file: string;
  readonly files: number;
  /** Records that became rows. */
  readonly records: number;
  readonly badRows: readonly RowFault[];
  /** Sums of the files' own numbers. */
  readonly sums: readonly OwnSum[];
  /** Charges that the files' records carry, and their sum as understood, in minor units. */
  readonly charges: (OwnCharges & { readonly understood: number }) | null;
}

const CHARGED = USAGE_FIELDS.indexOf("charged");
const NOBODY: Locality = { deviceOf: () => -1, find: () => -1, identifiers: [] };

/** Reads all files of an import by one importer, handing over each record. */
export async function readFiles(
  importer: Importer,
  sources: CsvSource | AsyncIterable<CsvSource>,
  options: ReadFilesOptions & { readonly emit: ImportContext["emit"] },
) {
  const isFlows = importer.view === "flows";
  const counts = openOddities();
  const { tally } = counts;
  checkOptions(importer, options);
  const { directory = tmpdir(), memoryRows, zone } = options;
  const { maxErrors = 0, onBadRow, onProgress, signal, skip, emit } = options;
  const bad = openBadRows({ most: maxErrors, skip: tally.skip, onBadRow });
  const locality = isFlows ? openLocality(options) : NOBODY;
  const keys = openKeyRing();
  const strangers = openStrangers();
  const watch = openRowWatch({
    view: importer.view,
    zone,
    from: options.from ?? null,
    to: options.to ?? null,
    named: locality.identifiers.slice(),
    strangers,
    skip: tally.skip,
    warn: counts.warn,
    note: counts.note,
  });
  const sorters: RowSorter[] = [];
  let records = 0;
  let understood = 0;
  let before = 0;
  let current = 0;
  /** Rows that come after several files have lines of which nobody knows the file. */
  let isOver = false;
  const context: ImportContext = {
    zone: options.zone,
    later: options.later ?? false,
    style: options.style ?? numberStyle({}),
    empty: options.empty ?? null,
    locality,
    strangers,
    date: options.date ?? null,
    openSorter(order) {
      const sorter = openRowSorter({ ...order, directory, ...(memoryRows && { memoryRows }) });
      sorters.push(sorter);
      return sorter;
    },
    keys,
    map: options.map,
    tally,
    emit(row, line) {
      const known = isOver ? 0 : line;
      if (!watch.see(row, known)) return;
      records++;
      if (!isFlows) understood += row[CHARGED] as number;
      emit(row, known);
    },
    listen: {
      onBadRow: bad.take,
      onSkipped: () => tally.skip("named as no row", 0),
      onUnfinished: () => tally.note("the last line has no end; was the file cut off?"),
      onProgress(bytes) {
        current = bytes;
        onProgress?.(before + bytes);
      },
      skip,
      signal,
    },
  };
  const { emptyFiles = 0 } = options;
  if (emptyFiles > 0) {
    tally.note(emptyFiles === 1 ? "a file is empty" : `${emptyFiles} files are empty`);
  }
  const hashes: string[] = [];
  const columns = new Set<string>();
  let sums: readonly OwnSum[] = [];
  let charges: OwnCharges | undefined;
  let file = "";
  try {
    for await (const source of "head" in sources ? [sources] : sources) {
      watch.begin(source.file);
      counts.begin(source.file);
      const read = await importer.read(source, context);
      if (hashes.includes(read.sha256)) {
        tally.note(`"${source.file}" holds the same bytes as another file; its rows count twice`);
      }
      hashes.push(read.sha256);
      for (const column of read.columns) columns.add(column);
      sums = read.sums ?? [];
      charges = read.charges;
      file = hashes.length === 1 ? source.file : `${hashes.length} files`;
      before += current;
      current = 0;
    }
    counts.end();
    isOver = hashes.length > 1;
    importer.finish?.(context);
  } finally {
    for (const sorter of sorters) sorter.close();
  }
  const span = watch.finish();
  const { identifiers, deviceOf } = isFlows
    ? { identifiers: locality.identifiers, deviceOf: locality.find }
    : { identifiers: keys.identifiers, deviceOf: keys.find };
  const read: ReadFacts = {
    ...{ file, files: hashes.length, records, badRows: bad.faults, sums },
    charges: charges === undefined ? null : { ...charges, understood },
  };
  const sha256 = hashOfAll(hashes);
  return { columns: [...columns], counts, strangers, identifiers, deviceOf, read, span, sha256 };
}

/** The hash of one file is its own; of several, that of their hashes in order. */
function hashOfAll(hashes: readonly string[]): string {
  const [only = ""] = hashes;
  return hashes.length === 1 ? only : createHash("sha256").update(hashes.join()).digest("hex");
}

/** Refuses options that another kind of format has, since they would be passed over in silence. */
function checkOptions(importer: Importer, options: ReadFilesOptions): void {
  const { devices, localNets, map, style, empty, date } = options;
  const { name, view } = importer;
  if (date !== undefined && !importer.hasDayTimes) {
    throw new RangeError(`import: date must be left out with ${name}, whose times have one`);
  }
  if (view === "flows" && (style?.isGiven || empty !== undefined)) {
    throw new RangeError(
      `import: ${empty === undefined ? "decimal, thousands and kilo" : "empty"} must be left out with ${name}, which writes numbers in one way`,
    );
  }
  if (view === "flows" && map !== undefined) {
    throw new RangeError(`import: map must be left out with ${name}, which knows its columns`);
  }
  if (view !== "flows" && (devices ?? localNets) !== undefined) {
    const option = devices === undefined ? "local-net" : "device";
    throw new RangeError(
      `import: ${option} must be left out with ${name}, whose map names the column of the device`,
    );
  }
}
