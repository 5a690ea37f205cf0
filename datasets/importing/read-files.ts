import { createHash } from "node:crypto";
import type { CsvSource } from "./csv-source.ts";
import {
  type ImportContextOptions,
  openImportContext,
  type ReadFilesOptions,
} from "./import-context.ts";
import type { Importer, OwnCharges, OwnSum } from "./importer.ts";
import type { RowFault } from "./row-error.ts";

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

/** Reads all files of an import by one importer, handing over each record. */
export async function readFiles(
  importer: Importer,
  sources: CsvSource | AsyncIterable<CsvSource>,
  options: ImportContextOptions,
) {
  checkOptions(importer, options);
  const reading = openImportContext(importer, options);
  const { context, counts, watch, sum, badRows } = reading;
  const { tally, strangers, locality, keys } = context;
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
      reading.begin(source.file);
      const read = await importer.read(source, context);
      if (hashes.includes(read.sha256)) {
        tally.note(`"${source.file}" holds the same bytes as another file; its rows count twice`);
      }
      hashes.push(read.sha256);
      for (const column of read.columns) columns.add(column);
      sums = read.sums ?? [];
      charges = read.charges;
      file = hashes.length === 1 ? source.file : `${hashes.length} files`;
    }
    reading.end(hashes.length);
    importer.finish?.(context);
  } finally {
    reading.close();
  }
  const span = watch.finish();
  const { identifiers } = importer.view === "flows" ? locality : keys;
  const deviceOf = importer.view === "flows" ? locality.find : keys.find;
  const { records, understood } = sum;
  const read: ReadFacts = {
    ...{ file, files: hashes.length, records, badRows, sums },
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
