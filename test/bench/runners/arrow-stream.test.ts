import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataType, tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openArrowStream } from "../../../bench/runners/arrow-stream.ts";
import { recut } from "../../../bench/runners/recut.ts";
import { openDataset } from "../../../datasets/dataset.ts";
import { VIEW_TABLES, VIEWS, type ViewName } from "../../../datasets/view.ts";
import { columnsOf, writeLateDataset } from "./late-dataset.ts";
import { findNodePolars, findPython } from "./peers.ts";

/** Each column of a stream as its reader sees it: words as words, times in ms, numbers as they are. */
type Columns = Record<string, (string | number)[]>;

let folder: string;
let dataset: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "billshock-stream-"));
  dataset = await writeLateDataset(join(folder, "city"));
  for (const view of VIEWS) writeStream(view);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (view: ViewName) => join(folder, `${view}.arrows`);

/** Writes a view's first 3000 rows as a program is given them, in pieces of 1 to 90 rows. */
function writeStream(view: ViewName): void {
  const chunks: Uint8Array[] = [];
  const columns = columnsOf(view);
  const stream = openArrowStream(view, columns, (chunk) => chunks.push(chunk));
  const source = openDataset(dataset);
  for (const { batch, first } of recut(source.readView(view, 0, columns), {
    columns,
    key: 5,
    longest: 90,
  })) {
    if (first > 3000) break;
    stream.write(batch, first);
  }
  source.close();
  writeFileSync(fileOf(view), Buffer.concat(chunks));
}

/** The same rows as they lie in the files. */
function expected(view: ViewName, rows: number): Columns {
  const source = openDataset(dataset);
  const names = columnsOf(view);
  const out: Columns = { row: Array.from({ length: rows }, (_, row) => row) };
  for (const name of names) out[name] = [];
  for (const batch of source.readView(view, 0, names)) {
    for (const { name, vocabulary } of VIEW_TABLES[view].columns) {
      const values = batch[name as keyof typeof batch] as Float64Array;
      for (let i = 0; i < batch.length && out[name].length < rows; i++) {
        out[name].push(vocabulary?.[values[i]] ?? values[i]);
      }
    }
  }
  source.close();
  return out;
}

function check(read: Columns, view: ViewName): void {
  expect(Object.keys(read)).toEqual(["row", ...columnsOf(view)]);
  const rows = read["row"].length;
  expect(rows).toBeGreaterThan(500);
  const wanted = expected(view, rows);
  for (const [name, values] of Object.entries(read)) {
    expect(values, `${view} ${name}`).toEqual(wanted[name]);
  }
}

function ofPython(script: string, python: string, view: ViewName): Columns {
  const out = execFileSync(python, ["-c", script, fileOf(view)], {
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  return JSON.parse(out) as Columns;
}

const PYARROW = `
import json, sys, pyarrow as pa, pyarrow.ipc as ipc
out = {}
for batch in ipc.open_stream(sys.argv[1]):
    batch.validate(full=True)
    for name, column in zip(batch.schema.names, batch.columns):
        assert column.null_count == 0, name
        if pa.types.is_timestamp(column.type):
            assert str(column.type) == "timestamp[ms, tz=UTC]", column.type
            column = column.cast(pa.int64())
        out.setdefault(name, []).extend(column.to_pylist())
print(json.dumps(out))`;
const POLARS = `
import json, sys, polars as pl, pyarrow.ipc as ipc
whole = pl.read_ipc_stream(sys.argv[1])
parts = pl.concat([pl.from_arrow(batch) for batch in ipc.open_stream(sys.argv[1])])
out = {}
for name in whole.columns:
    values = []
    for frame in (whole, parts):
        column = frame[name]
        assert column.null_count() == 0, name
        if isinstance(column.dtype, pl.Datetime):
            assert column.dtype == pl.Datetime("ms", "UTC"), column.dtype
            column = column.dt.epoch("ms")
        values.append(column.to_list())
    assert values[0] == values[1], name
    out[name] = values[0]
print(json.dumps(out))`;

const pyarrow = findPython("pyarrow");
const polars = findPython("polars", "pyarrow");
const nodePolars = findNodePolars();

describe("the Arrow stream that a program is given", () => {
  it.each(VIEWS)("holds every column of %s for Node's apache-arrow", (view) => {
    const table = tableFromIPC(readFileSync(fileOf(view)));
    expect(table.batches.length).toBeGreaterThan(20);
    const columns: Columns = {};
    for (const { name, type } of table.schema.fields) {
      const vector = table.getChild(name);
      columns[name] = Array.from(vector ?? [], (value) => value as string | number);
      expect(DataType.isDictionary(type), name).toBe(typeof columns[name][0] === "string");
    }
    check(columns, view);
  });

  it.skipIf(pyarrow.python === null).each(VIEWS)(
    `holds every column of %s for pyarrow${pyarrow.why}`,
    (view) => check(ofPython(PYARROW, pyarrow.python as string, view), view),
  );

  it.skipIf(polars.python === null).each(VIEWS)(
    `holds every column of %s for polars, whole and by batch${polars.why}`,
    (view) => check(ofPython(POLARS, polars.python as string, view), view),
  );

  it.skipIf(nodePolars.pl === null).each(VIEWS)(
    `holds every column of %s for polars in node${nodePolars.why}`,
    (view) => {
      const { readIPCStream } = nodePolars.pl as {
        readIPCStream(bytes: Buffer): {
          columns: string[];
          getColumn(name: string): { toArray(): unknown[] };
        };
      };
      const frame = readIPCStream(readFileSync(fileOf(view)));
      const columns = Object.fromEntries(
        frame.columns.map((name) => [
          name,
          frame
            .getColumn(name)
            .toArray()
            .map((value) => (value instanceof Date ? value.getTime() : (value as number))),
        ]),
      );
      check(columns, view);
    },
  );
});
