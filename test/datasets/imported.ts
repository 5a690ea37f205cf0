import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { detectImporter, importerNamed } from "../../datasets/importers/catalogue.ts";
import { openCsv } from "../../datasets/importing/csv-source.ts";
import { type ImportRowsOptions, importRows } from "../../datasets/importing/import-rows.ts";
import type { Oddity } from "../../datasets/importing/oddities.ts";
import type { ReadFacts } from "../../datasets/importing/read-files.ts";
import { fixedZone } from "../../datasets/importing/zone.ts";

/** Everything that an import makes, in memory: for files that a test can afford to hold. */
export interface Imported {
  readonly rows: readonly Readonly<Record<string, number>>[];
  readonly columns: readonly string[];
  readonly identifiers: readonly (readonly string[])[];
  readonly skipped: readonly Oddity[];
  readonly warnings: readonly Oddity[];
  readonly from: number;
  readonly to: number;
  readonly utcOffset: number;
  readonly read: ReadFacts;
}

export type Settings = Partial<ImportRowsOptions> & {
  /** Minutes east of UTC; `zone` comes first. */
  readonly utcOffset?: number;
  readonly format?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
};

/** A folder that goes when the test does. */
function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "billshock-import-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Lays a text or bytes down as a file of its own. */
export function fileOf(content: string | Uint8Array, name = "usage.csv"): string {
  const file = join(ownFolder(), name);
  writeFileSync(file, content);
  return file;
}

export async function importFile(file: string, settings: Settings = {}): Promise<Imported> {
  const { format, encoding, delimiter, utcOffset: minutes = 0, ...options } = settings;
  const directory = ownFolder();
  const source = await openCsv(file, encoding, delimiter);
  const importer = format === undefined ? detectImporter(source) : importerNamed(format);
  const view = await importRows(importer, source, {
    zone: fixedZone("UTC", minutes),
    devicesPerShard: 512,
    directory,
    ...options,
  });
  const rows: Record<string, number>[] = [];
  for await (const { shard, batch } of view.batches()) {
    for (let i = 0; i < batch.length; i++) {
      const row: Record<string, number> = { shard };
      for (const [name, values] of Object.entries(batch.columns)) row[name] = values[i] as number;
      rows.push(row);
    }
  }
  view.close();
  const { columns, identifiers, skipped, warnings, from, to, utcOffset, read } = view;
  return { rows, columns, identifiers, skipped, warnings, from, to, utcOffset, read };
}

/** Adds a column up. */
export function sumOf(imported: Imported, column: string): number {
  return imported.rows.reduce((sum, row) => sum + (row[column] as number), 0);
}

/** The rows as lists of some columns: what a test compares with a table. */
export function pick(imported: Imported, ...columns: string[]): (number | undefined)[][] {
  return imported.rows.map((row) => columns.map((column) => row[column]));
}
