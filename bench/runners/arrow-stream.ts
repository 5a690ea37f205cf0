import { makeData, RecordBatch, Struct, Utf8, vectorFromArray } from "apache-arrow";
import { arrowSchema, type StoredColumn, storedColumns } from "../../datasets/format/schema.ts";
import type { Column, Values } from "../../datasets/table.ts";
import {
  VIEW_TABLES,
  type ViewBatch,
  type ViewColumn,
  type ViewName,
} from "../../datasets/view.ts";
import { StreamWriter } from "./stream-writer.ts";

/** Writes batches of a view to an Arrow IPC stream, one record batch each. */
export interface ArrowStream {
  /** Writes a batch whose first row has the ordinal `first`; the arrays may be used again after. */
  write(batch: ViewBatch, first: number): void;
}

/**
 * Opens an Arrow IPC stream of a view for a program: `row`, the ordinal in the shard, in front of
 * the given columns in the order of the table.
 *
 * Categories are dictionaries of strings, written once, in front of the first batch, since not every
 * reader knows replacements and deltas; times are Timestamp(ms, UTC); nothing is null.
 */
export function openArrowStream(
  view: ViewName,
  columns: readonly ViewColumn[],
  write: (chunk: Uint8Array) => void,
): ArrowStream {
  const row: Column = { name: "row", kind: "id", summary: "ordinal of the row in its shard" };
  const given = VIEW_TABLES[view].columns.filter(({ name }) =>
    (columns as readonly string[]).includes(name),
  );
  const stored = storedColumns({ name: view, summary: "", columns: [row, ...given] });
  const schema = arrowSchema(stored);
  const struct = new Struct(schema.fields);
  // The type is named: inferred, a vector of words is a dictionary itself, and the stream's
  // dictionary batch would then hold that one's indices instead of the words.
  const dictionaries = new Map(
    stored.map(({ name, vocabulary }) => [
      name,
      vocabulary && vectorFromArray(vocabulary, new Utf8()),
    ]),
  );
  // Chunks are copied: a pipe may take them only after the reader's arrays have moved on.
  const writer = new StreamWriter((chunk) => write(Buffer.from(chunk)));
  return {
    write(batch, first) {
      const { length } = batch;
      const children = stored.map((column) => {
        const dictionary = dictionaries.get(column.name);
        const data = dataOf(column, batch, first);
        return makeData({ type: column.type, length, nullCount: 0, data, dictionary } as never);
      });
      writer.write(new RecordBatch(schema, makeData({ type: struct, length, children })));
    },
  };
}

const HALF = 4_294_967_296;

function dataOf({ name, kind }: StoredColumn, batch: ViewBatch, first: number): Values {
  const { length } = batch;
  if (name === "row") return Uint32Array.from({ length }, (_, i) => first + i);
  const values = batch[name as ViewColumn].subarray(0, length);
  if (kind !== "time") return values;
  const halves = new Int32Array(2 * length);
  for (let i = 0; i < length; i++) {
    halves[2 * i] = values[i] | 0;
    halves[2 * i + 1] = Math.floor(values[i] / HALF);
  }
  return halves;
}
