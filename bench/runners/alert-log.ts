import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";

/** Rows with a score above -Infinity, in order of rows: what is kept of a detector's answers. */
export interface AlertLog {
  readonly length: number;
  /** Ordinals of the rows in their shard. */
  readonly rows: Uint32Array;
  readonly scores: Float64Array;
}

/** Where a run's alerts go while its shard goes by. */
export interface AlertSink {
  /** Adds the scores of the rows from `first` on; -Infinity is no alert. */
  add(scores: Float64Array, first: number): void;
  /** Ends it; returns how many alerts there are. */
  finish(): number;
  /** Reads back what was written; only after `finish`. */
  read(): AlertReader;
  /** Ends it and forgets all alerts, also after `finish`. */
  discard(): void;
}

/** Alerts of a block in a file: a block is its length as float64, its scores, its rows. */
const BLOCK = 65_536;

/**
 * Writes alerts to a file as they come, 12 bytes each, so that memory stays flat however many rows
 * a detector scores: device and times stand in the view already.
 */
export function openAlertFile(path: string): AlertSink {
  const fd = openSync(path, "w");
  const buffer = new ArrayBuffer(8 + BLOCK * 12);
  let pending = 0;
  let count = 0;
  let isOpen = true;
  const scores = new Float64Array(buffer, 8, BLOCK);
  const rows = new Uint32Array(buffer, 8 + BLOCK * 8, BLOCK);
  const header = new Float64Array(buffer, 0, 1);
  const flush = () => {
    if (pending === 0) return;
    header[0] = pending;
    for (const part of [header, scores.subarray(0, pending), rows.subarray(0, pending)]) {
      const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    }
    count += pending;
    pending = 0;
  };
  const close = () => {
    if (isOpen) closeSync(fd);
    isOpen = false;
  };
  return {
    add(given, first) {
      for (let i = 0; i < given.length; i++) {
        if (given[i] === Number.NEGATIVE_INFINITY) continue;
        scores[pending] = given[i];
        rows[pending] = first + i;
        if (++pending === BLOCK) flush();
      }
    },
    finish() {
      flush();
      close();
      return count;
    },
    read: () => openAlertReader(path),
    discard() {
      close();
      rmSync(path, { force: true });
    },
  };
}

/** Alerts of a file, block by block. */
export interface AlertReader {
  /** The next block, good until the one after it; null behind the last. */
  next(): AlertLog | null;
  close(): void;
}

/** Opens a file of alerts: 768 KB of memory, however many there are. */
export function openAlertReader(path: string): AlertReader {
  const fd = openSync(path, "r");
  const header = new Float64Array(1);
  const scores = new Float64Array(BLOCK);
  const rows = new Uint32Array(BLOCK);
  return {
    next() {
      if (fill(fd, header) === 0) return null;
      const [length] = header;
      const block = { length, rows: rows.subarray(0, length), scores: scores.subarray(0, length) };
      const got = fill(fd, block.scores) + fill(fd, block.rows);
      if (got < length * 12) throw new Error(`${path}: ends within a block of alerts`);
      return block;
    },
    close: () => closeSync(fd),
  };
}

/** Reads until the array is full or the file ends; returns how many bytes came. */
function fill(fd: number, into: Float64Array | Uint32Array): number {
  const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
  let at = 0;
  while (at < bytes.length) {
    const got = readSync(fd, bytes, at, bytes.length - at, null);
    if (got === 0) break;
    at += got;
  }
  return at;
}

/** Reads a file of alerts back whole; `length` is what `finish` returned. */
export function readAlertFile(path: string, length: number): AlertLog {
  const scores = new Float64Array(length);
  const rows = new Uint32Array(length);
  const reader = openAlertReader(path);
  let at = 0;
  for (let block = reader.next(); block !== null; block = reader.next()) {
    scores.set(block.scores, at);
    rows.set(block.rows, at);
    at += block.length;
  }
  reader.close();
  return { length, rows, scores };
}

/** Keeps alerts in memory: for one shard that is small. */
export function openAlertMemory(): AlertSink & { alerts(): AlertLog } {
  let rows: number[] = [];
  let scores: number[] = [];
  return {
    add(given, first) {
      for (let i = 0; i < given.length; i++) {
        if (given[i] === Number.NEGATIVE_INFINITY) continue;
        rows.push(first + i);
        scores.push(given[i]);
      }
    },
    finish: () => rows.length,
    read() {
      let block: AlertLog | null = this.alerts();
      return {
        next() {
          const found = block;
          block = null;
          return found;
        },
        close() {},
      };
    },
    discard() {
      rows = [];
      scores = [];
    },
    alerts() {
      const { length } = rows;
      return { length, rows: Uint32Array.from(rows), scores: Float64Array.from(scores) };
    },
  };
}
