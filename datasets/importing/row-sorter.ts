import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { mergeRuns, openRun } from "./merge-runs.ts";
import { type RowBlock, sortRows } from "./sort-rows.ts";

/** Options of {@link openRowSorter}. */
export interface RowSorterOptions {
  /** Numbers in a row. */
  readonly width: number;
  /** Rows are ordered by their first `keys` numbers, ties in order of arrival. */
  readonly keys: number;
  /** Folder in which runs are laid down when they outgrow memory. */
  readonly directory: string;
  /** Rows kept in memory; the default takes about 25 MB at 12 numbers a row. */
  readonly memoryRows?: number;
}

/** Sorts any number of rows in bounded memory. */
export interface RowSorter {
  readonly rows: number;
  /** Copies a row in. */
  add(row: ArrayLike<number>): void;
  /** Walks the rows in order, once. */
  blocks(): Generator<RowBlock>;
  /** Removes what lies on disk; safe to call twice. */
  close(): void;
}

/**
 * Opens a stable external merge sort of number rows.
 *
 * Importers meet files of any size in any order, while a dataset wants (visibleAt, device, seq). Up
 * to `memoryRows` rows nothing touches the disk; beyond, sorted runs do, and are merged on the way
 * out. O(n log n); memory is `memoryRows` rows and 2,048 more for each run.
 */
export function openRowSorter(options: RowSorterOptions): RowSorter {
  const { width, keys, directory, memoryRows = 262_144 } = options;
  let buffer = new Float64Array(Math.min(memoryRows, 1024) * width);
  let held = 0;
  let rows = 0;
  let folder: string | null = null;
  const runs: { readonly file: number; readonly rows: number }[] = [];

  const sortedBlocks = () => sortRows({ values: buffer, length: held }, width, keys);

  function spill(): void {
    folder ??= mkdtempSync(join(directory, ".billshock-sort-"));
    const file = openSync(join(folder, String(runs.length)), "w+");
    runs.push({ file, rows: held });
    for (const { values, length } of sortedBlocks())
      writeAll(file, values.subarray(0, length * width));
    held = 0;
  }

  return {
    get rows() {
      return rows;
    },
    add(row) {
      if (held === memoryRows) spill();
      if (held * width === buffer.length) {
        const larger = new Float64Array(Math.min(memoryRows * width, buffer.length * 2));
        larger.set(buffer);
        buffer = larger;
      }
      for (let i = 0; i < width; i++) buffer[held * width + i] = row[i] as number;
      held++;
      rows++;
    },
    *blocks() {
      if (runs.length === 0) {
        yield* sortedBlocks();
        return;
      }
      if (held > 0) spill();
      buffer = new Float64Array(0);
      yield* mergeRuns(
        runs.map((run) => openRun(run.file, run.rows, width)),
        width,
        keys,
      );
    },
    close() {
      for (const { file } of runs.splice(0)) closeSync(file);
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
      folder = null;
      buffer = new Float64Array(0);
    },
  };
}

function writeAll(file: number, values: Float64Array): void {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
