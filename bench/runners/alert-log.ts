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
  return new AlertFile(path);
}

/** A class, since every detector has one on every shard: its methods compile once. */
class AlertFile implements AlertSink {
  readonly #path: string;
  readonly #fd: number;
  readonly #header: Float64Array;
  readonly #scores: Float64Array;
  readonly #rows: Uint32Array;
  #pending = 0;
  #count = 0;
  #isOpen = true;

  constructor(path: string) {
    this.#path = path;
    this.#fd = openSync(path, "w");
    const buffer = new ArrayBuffer(8 + BLOCK * 12);
    this.#header = new Float64Array(buffer, 0, 1);
    this.#scores = new Float64Array(buffer, 8, BLOCK);
    this.#rows = new Uint32Array(buffer, 8 + BLOCK * 8, BLOCK);
  }

  add(given: Float64Array, first: number): void {
    for (let i = 0; i < given.length; i++) {
      if (given[i] === Number.NEGATIVE_INFINITY) continue;
      this.#scores[this.#pending] = given[i];
      this.#rows[this.#pending] = first + i;
      if (++this.#pending === BLOCK) this.#flush();
    }
  }

  finish(): number {
    this.#flush();
    this.#close();
    return this.#count;
  }

  read(): AlertReader {
    return openAlertReader(this.#path);
  }

  discard(): void {
    this.#close();
    rmSync(this.#path, { force: true });
  }

  #flush(): void {
    const pending = this.#pending;
    if (pending === 0) return;
    this.#header[0] = pending;
    const parts = [
      this.#header,
      this.#scores.subarray(0, pending),
      this.#rows.subarray(0, pending),
    ];
    for (const part of parts) {
      const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at);
    }
    this.#count += pending;
    this.#pending = 0;
  }

  #close(): void {
    if (this.#isOpen) closeSync(this.#fd);
    this.#isOpen = false;
  }
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

/** Bytes of a file of so many alerts. */
export function alertFileBytes(alerts: number): number {
  return Math.ceil(alerts / BLOCK) * 8 + alerts * 12;
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
