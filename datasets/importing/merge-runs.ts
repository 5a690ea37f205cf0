import { readSync } from "node:fs";
import { BLOCK_ROWS, type RowBlock } from "./sort-rows.ts";

/** Sorted rows on disk, of which one is at hand. */
export interface Run {
  values: Float64Array;
  /** Index of the current row in `values`, in numbers. */
  at: number;
  /** Moves to the next row; false at the end. */
  next(): boolean;
}

/** Opens a run that was laid down in a file, before its first row. */
export function openRun(file: number, rows: number, width: number): Run {
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

/**
 * Merges sorted runs by a binary heap: the run whose row comes next is on top; ties go to the
 * earlier run, which keeps the sort stable.
 */
export function* mergeRuns(runs: readonly Run[], width: number, keys: number): Generator<RowBlock> {
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
