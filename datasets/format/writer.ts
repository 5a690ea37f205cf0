import { createHash } from "node:crypto";
import { closeSync, openSync, writeSync } from "node:fs";
import {
  type AsyncByteQueue,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Struct,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { allocate, type Batch, type Table, type Values } from "../table.ts";
import { arrowSchema, type StoredColumn, storedColumns, type Vocabularies } from "./schema.ts";

/** What a finished file is: stands in the manifest. */
export interface FileFacts {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes rows of one table to one file. */
export interface TableWriter {
  /** Appends rows; the arrays belong to the caller again when it returns. */
  write(batch: Batch): void;
  /** Writes the footer and tells what the file is. */
  close(): FileFacts;
  /** Closes the unfinished file, which no reader will accept. */
  abort(): void;
}

/** Rows of each record batch but the last: large enough for speed, small enough for flat memory. */
const BATCH_ROWS = 65_536;

/**
 * Opens an Arrow IPC file of one table for writing; an existing file is an error.
 *
 * Uncompressed, since the library's compressed files are refused by other readers. Rows are
 * gathered into batches of 65,536 whatever the caller's batches are, so equal rows give equal
 * files, and memory is that of one batch. A file without rows holds its schema and dictionaries.
 * Throws on a code outside its vocabulary (it would wrap silently), on a time that is no integer,
 * on an absent column and on an array of another type.
 *
 * Costs a copy of each value that comes in less than full batches, the file write, and sha256 (about 0.8 ns a byte).
 */
export function openTableWriter(
  path: string,
  table: Table,
  vocabularies?: Vocabularies,
): TableWriter {
  const columns = storedColumns(table, vocabularies).map(openColumn);
  const schema = arrowSchema(columns.map(({ stored }) => stored));
  const struct = new Struct(schema.fields);
  const sink = openSink(path);
  const writer = new SyncFileWriter(sink);
  let capacity = 0;
  let pending = 0;
  let rows = 0;

  const grow = (wanted: number): void => {
    capacity = Math.min(BATCH_ROWS, Math.max(1024, capacity * 2, wanted));
    for (const column of columns) {
      const values = allocate(column.stored, capacity);
      values.set(column.pending.subarray(0, pending));
      column.pending = values;
    }
  };
  const put = (children: readonly ReturnType<typeof makeData>[], length: number): void => {
    writer.write(
      new RecordBatch(schema, makeData({ type: struct, length, children: [...children] })),
    );
    rows += length;
  };
  const flush = (): void => {
    put(
      columns.map((column) => column.child(column.pending.subarray(0, pending))),
      pending,
    );
    pending = 0;
  };

  return {
    write({ length, columns: given }) {
      for (const { stored } of columns) check(path, stored, given[stored.name], length);
      const alike = columns.every(
        ({ stored, pending: own }) => given[stored.name].constructor === own.constructor,
      );
      for (let from = 0; from < length; ) {
        // A full batch is written at once, from the caller's arrays.
        if (alike && pending === 0 && length - from >= BATCH_ROWS) {
          const run = [from, from + BATCH_ROWS] as const;
          put(
            columns.map((column) => column.child(given[column.stored.name].subarray(...run))),
            BATCH_ROWS,
          );
          from += BATCH_ROWS;
          continue;
        }
        const wanted = Math.min(pending + length - from, BATCH_ROWS);
        if (wanted > capacity) grow(wanted);
        const to = from + wanted - pending;
        for (const column of columns) {
          column.pending.set(given[column.stored.name].subarray(from, to), pending);
        }
        pending = wanted;
        from = to;
        if (pending === BATCH_ROWS) flush();
      }
    },
    close() {
      if (pending > 0 || rows === 0) flush();
      writer.close();
      return { rows, ...sink.facts() };
    },
    abort: () => sink.close(),
  };
}

/** The library's writer queues references to the caller's buffers; this one has them written at once. */
class SyncFileWriter extends RecordBatchFileWriter {
  constructor(sink: Sink) {
    super();
    this._sink = sink as unknown as AsyncByteQueue;
  }
}

interface Sink {
  write(chunk: Uint8Array): void;
  close(): void;
  facts(): { bytes: number; sha256: string };
}

function openSink(path: string): Sink {
  const fd = openSync(path, "wx");
  const hash = createHash("sha256");
  let bytes = 0;
  let open = true;
  return {
    write(chunk) {
      for (let at = 0; at < chunk.length; ) at += writeSync(fd, chunk, at, chunk.length - at);
      hash.update(chunk);
      bytes += chunk.length;
    },
    close() {
      if (open) closeSync(fd);
      open = false;
    },
    facts: () => ({ bytes, sha256: hash.digest("hex") }),
  };
}

interface PendingColumn {
  readonly stored: StoredColumn;
  pending: Values;
  /** Times of a batch as halves. */
  halves: Int32Array;
  child(values: Values): ReturnType<typeof makeData>;
}

function openColumn(stored: StoredColumn): PendingColumn {
  const { kind, type, vocabulary } = stored;
  // One vector for the life of the file: the file format has no replacement dictionaries.
  const dictionary: Vector | undefined = vocabulary && vectorFromArray(vocabulary, new Utf8());
  return {
    stored,
    pending: allocate(stored, 0),
    halves: new Int32Array(0),
    child(values) {
      const { length } = values;
      if (kind === "time" && this.halves.length < 2 * length) {
        this.halves = new Int32Array(2 * length);
      }
      const data = kind === "time" ? toHalves(values as Float64Array, this.halves) : values;
      return makeData({ type, length, nullCount: 0, data, dictionary } as never);
    },
  };
}

const HALF = 4_294_967_296;

/** Turns ms into 64-bit integers, as two halves: a bigint for each value costs 20 times more. */
function toHalves(values: Float64Array, halves: Int32Array): Int32Array {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    halves[2 * i] = value | 0;
    halves[2 * i + 1] = Math.floor(value / HALF);
  }
  return halves.subarray(0, 2 * values.length);
}

function check(
  path: string,
  column: StoredColumn,
  values: Values | undefined,
  length: number,
): void {
  const where = `${path}: column ${column.name}`;
  if (values === undefined) throw new TypeError(`${where}: must be given, got none`);
  if (values.length < length) {
    throw new RangeError(`${where}: must hold ${length} values, got ${values.length}`);
  }
  const sample = allocate(column, 0);
  const isCode = values instanceof Uint8Array || values instanceof Uint16Array;
  if (column.kind === "category" ? !isCode : values.constructor !== sample.constructor) {
    throw new TypeError(
      `${where}: must be a ${sample.constructor.name}, got a ${values.constructor.name}`,
    );
  }
  if (column.kind === "category") checkCodes(where, values, length, column.vocabulary as string[]);
  if (column.kind === "time") checkTimes(where, values as Float64Array, length);
}

function checkCodes(where: string, values: Values, length: number, words: readonly string[]): void {
  const count = words.length;
  for (let i = 0; i < length; i++) {
    if (values[i] >= count) {
      throw new RangeError(
        `${where}: code must be below ${count}, the length of its vocabulary, got ${values[i]} in row ${i}`,
      );
    }
  }
}

function checkTimes(where: string, values: Float64Array, length: number): void {
  for (let i = 0; i < length; i++) {
    const value = values[i];
    if (Math.floor(value) !== value || !(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) {
      throw new RangeError(`${where}: must be an integer number of ms, got ${value} in row ${i}`);
    }
  }
}
