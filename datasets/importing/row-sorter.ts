import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** A run of rows, row by row: row i lies at `i * width`. The values are reused by the next block. */
export interface RowBlock {
  readonly values: Float64Array;
  readonly length: number;
}

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

const BLOCK_ROWS = 2048;

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

  function order(): Uint32Array {
    const indices = Uint32Array.from({ length: held }, (_, i) => i);
    return indices.sort((a, b) => {
      for (let key = 0; key < keys; key++) {
        const difference =
          (buffer[a * width + key] as number) - (buffer[b * width + key] as number);
        if (difference !== 0) return difference;
      }
      return a - b;
    });
  }

  function* sortedRows(): Generator<RowBlock> {
    const indices = order();
    const values = new Float64Array(Math.min(BLOCK_ROWS, Math.max(1, held)) * width);
    for (let from = 0; from < held; from += BLOCK_ROWS) {
      const length = Math.min(BLOCK_ROWS, held - from);
      for (let i = 0; i < length; i++) {
        const at = (indices[from + i] as number) * width;
        values.set(buffer.subarray(at, at + width), i * width);
      }
      yield { values, length };
    }
  }

  function spill(): void {
    folder ??= mkdtempSync(join(directory, ".billshock-sort-"));
    const file = openSync(join(folder, String(runs.length)), "w+");
    runs.push({ file, rows: held });
    for (const { values, length } of sortedRows())
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
        yield* sortedRows();
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

interface Run {
  values: Float64Array;
  /** Index of the current row in `values`, in numbers. */
  at: number;
  /** Moves to the next row; false at the end. */
  next(): boolean;
}

function openRun(file: number, rows: number, width: number): Run {
  let left = rows;
  let position = 0;
  let loaded = 0;
  const values = new Float64Array(Math.min(BLOCK_ROWS, rows) * width);
  const bytes = new Uint8Array(values.buffer);
  const run: Run = {
    values,
    at: -width,
    next() {
      run.at += width;
      if (run.at < loaded) return true;
      const count = Math.min(BLOCK_ROWS, left);
      if (count === 0) return false;
      const size = count * width * 8;
      for (let read = 0; read < size; ) {
        read += readSync(file, bytes, read, size - read, position + read);
      }
      position += size;
      left -= count;
      loaded = count * width;
      run.at = 0;
      return true;
    },
  };
  return run;
}

/** A binary heap of runs: the run whose row comes next is on top; ties go to the earlier run. */
function* mergeRuns(runs: readonly Run[], width: number, keys: number): Generator<RowBlock> {
  const heap = runs.map((_, i) => i);
  for (const run of runs) run.next();

  function before(a: number, b: number): boolean {
    const [left, right] = [runs[a] as Run, runs[b] as Run];
    for (let key = 0; key < keys; key++) {
      const difference =
        (left.values[left.at + key] as number) - (right.values[right.at + key] as number);
      if (difference !== 0) return difference < 0;
    }
    return a < b;
  }

  function sink(from: number): void {
    const moved = heap[from] as number;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as number, heap[child] as number)) {
        child++;
      }
      if (!before(heap[child] as number, moved)) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = moved;
  }

  for (let i = heap.length >> 1; i >= 0; i--) sink(i);
  const values = new Float64Array(BLOCK_ROWS * width);
  let length = 0;
  while (heap.length > 0) {
    const run = runs[heap[0] as number] as Run;
    values.set(run.values.subarray(run.at, run.at + width), length * width);
    if (!run.next()) {
      const last = heap.pop() as number;
      if (heap.length > 0) heap[0] = last;
    }
    if (heap.length > 0) sink(0);
    if (++length === BLOCK_ROWS) {
      yield { values, length };
      length = 0;
    }
  }
  if (length > 0) yield { values, length };
}
