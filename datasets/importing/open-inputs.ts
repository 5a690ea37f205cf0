import { statSync } from "node:fs";
import { detectImporter, IMPORTERS, importerNamed } from "../importers/catalogue.ts";
import { type CsvSource, openCsv } from "./csv-source.ts";
import { declaredMoments } from "./declared-moments.ts";
import type { ReadFilesOptions } from "./import-context.ts";
import type { Importer } from "./importer.ts";
import { inputFiles } from "./input-files.ts";
import { parseLineRanges } from "./line-ranges.ts";
import { numberStyle } from "./number-style.ts";
import { ownImporter } from "./own-importer.ts";
import type { RowFault } from "./row-error.ts";
import { openZone } from "./zone.ts";

/** What files to read, and how their texts are written, as a user says it. */
export interface ImportSettings {
  /** A file, a folder, a pattern, or `-` for stdin; gzip or not. */
  readonly file?: string;
  /** Several of them, read one after the other. */
  readonly files?: readonly string[];
  /**
   * Name of an importer, or a file, folder or package that exports one; recognised from the first
   * file when left out.
   */
  readonly format?: string;
  /** Flow formats: each entry is one device, its addresses joined by commas. */
  readonly devices?: readonly string[];
  /** Flow formats: networks in CIDR form whose every address is a device. */
  readonly localNets?: readonly string[];
  /** Usage records: which column holds what, `time=END,device=MSISDN,...`, or a map's name. */
  readonly map?: string;
  /** Clocks of times without an offset, and of bills: `+08:00`, `Europe/Berlin`; UTC when left out. */
  readonly timezone?: string;
  /** Of the two moments of an hour that clocks repeat, `earlier` or `later`; earlier when left out. */
  readonly repeatedHour?: string;
  /** Rows that do not lie wholly between these moments are left out; given both, clocks may jump. */
  readonly from?: string;
  readonly to?: string;
  /** Civil date of the first row, for formats whose times have none. */
  readonly date?: string;
  /** Name of the files' encoding; utf-8 when left out. */
  readonly encoding?: string;
  /** What parts the cells; found from the first lines when left out. */
  readonly delimiter?: string;
  /** Decimal sign, `.` or `,`. */
  readonly decimal?: string;
  /** Sign between groups of digits. */
  readonly thousands?: string;
  /** What K, M and G count in KB, MB and GB: 1024 or 1000. */
  readonly kilo?: string;
  /** Words that stand for an empty cell, joined by commas; an empty amount is then 0. */
  readonly empty?: string;
  /** Lines of each file that are no rows: `1-3,10,last`. */
  readonly skipRows?: string;
  /** So many rows may be bad, and are left out; none when left out. */
  readonly maxErrors?: number;
  /** Hears of each bad row as it is left out. */
  readonly onBadRow?: (fault: RowFault) => void;
  /** Hears how much of the files has been read; the total is 0 where nobody knows it. */
  readonly onProgress?: (bytes: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Files that are ready to be read, and how. */
export interface Inputs {
  readonly importer: Importer;
  /** Opens one file after the other, once. */
  sources(): AsyncGenerator<CsvSource>;
  readonly reading: ReadFilesOptions;
  /** Declarations about texts, for the manifest: those that were given. */
  readonly declared: Readonly<Record<string, string | number>>;
}

/** Checks what a user says of files, and opens the first of them. */
export async function openInputs(settings: ImportSettings): Promise<Inputs> {
  const { file, files = [], encoding, delimiter } = settings;
  if (delimiter === "") throw new RangeError("import: delimiter must be a sign, got nothing");
  const reading = readingOf(settings);
  const found = inputFiles(file === undefined ? files : [file, ...files]);
  const paths = found.length === 1 ? found : found.filter((each) => !isEmpty(each));
  const [path] = paths;
  if (path === undefined) {
    throw new RangeError(
      `import: must be given files with rows, got ${found.length} that are empty`,
    );
  }
  const open = (each: string) => openCsv(each, encoding, unescaped(delimiter), settings.signal);
  const first = await open(path);
  const own = await ownOf(settings);
  const importer = own?.importer ?? importerOf(settings, first);
  const total = paths.length === 1 ? first.size : sizeOf(paths);
  const { onProgress } = settings;
  return {
    importer,
    declared: { ...declaredOf(settings, paths.length), ...(own && { importer: own.sha256 }) },
    async *sources() {
      yield first;
      for (const each of paths.slice(1)) yield await open(each);
    },
    reading: {
      ...reading,
      emptyFiles: found.length - paths.length,
      ...(onProgress && { onProgress: (bytes: number) => onProgress(bytes, total) }),
    },
  };
}

function readingOf(settings: ImportSettings): ReadFilesOptions {
  const { devices, localNets, map, timezone = "UTC", repeatedHour = "earlier" } = settings;
  const { decimal, thousands, kilo, empty, skipRows, maxErrors, onBadRow, signal } = settings;
  if (repeatedHour !== "earlier" && repeatedHour !== "later") {
    throw new RangeError(`import: repeatedHour must be earlier or later, got ${repeatedHour}`);
  }
  const style = {
    ...(decimal !== undefined && { decimal }),
    ...(thousands !== undefined && { thousands }),
    ...(kilo !== undefined && { kilo }),
  };
  const zone = openZone(timezone);
  return {
    zone,
    ...declaredMoments(settings, zone),
    later: repeatedHour === "later",
    style: numberStyle(style),
    ...(empty !== undefined && { empty: new Set(empty.split(",").map((word) => word.trim())) }),
    ...(skipRows !== undefined && { skip: parseLineRanges(skipRows) }),
    ...(maxErrors !== undefined && { maxErrors }),
    ...(onBadRow && { onBadRow }),
    ...(devices && { devices }),
    ...(localNets && { localNets }),
    ...(map !== undefined && { map }),
    ...(signal && { signal }),
  };
}

function declaredOf(settings: ImportSettings, files: number) {
  const { repeatedHour, decimal, thousands, kilo, empty, skipRows, maxErrors } = settings;
  const { from, to, date } = settings;
  const texts = { repeatedHour, decimal, thousands, kilo, empty, skipRows, from, to, date };
  const given = { ...texts, maxErrors };
  const entries = Object.entries({ ...given, files: files > 1 ? files : undefined });
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ) as Record<string, string | number>;
}

/** A tab can hardly be typed. */
function unescaped(delimiter: string | undefined): string | undefined {
  return delimiter === "\\t" || delimiter === "tab" ? "\t" : delimiter;
}

function isEmpty(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true && stat.size === 0;
}

function sizeOf(paths: readonly string[]): number {
  return paths.reduce(
    (sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

async function ownOf({ format, map }: ImportSettings) {
  const names = IMPORTERS.map(({ name }) => name);
  const own =
    format === undefined || names.includes(format) ? null : await ownImporter(format, names);
  if (own !== null && map !== undefined) {
    throw new RangeError(
      `import: map must be left out with ${own.importer.name}, which knows its columns`,
    );
  }
  return own;
}

function importerOf({ format, map }: ImportSettings, source: CsvSource): Importer {
  if (format !== undefined) return importerNamed(format);
  return map === undefined ? detectImporter(source) : importerNamed("cdr");
}
