import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import * as arrow from "apache-arrow";

const PYTHON = resolve(import.meta.dirname, "../../examples/spark/.venv/bin/python");

const WRITE = `
import sys
import pyarrow as pa
import pyarrow.parquet as pq
pq.write_table(pa.ipc.open_stream(sys.stdin.buffer).read_all(), sys.argv[1])
`;

const READ = `
import sys
import pyarrow as pa
import pyarrow.parquet as pq
table = pq.read_table(sys.argv[1])
table = table.sort_by([(name, "ascending") for name in table.column_names])
with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as stream:
    stream.write_table(table)
`;

/** Writes a table as Parquet. */
export function writeParquet(table: arrow.Table, file: string): void {
  execFileSync(PYTHON, ["-c", WRITE, file], { input: arrow.tableToIPC(table, "stream") });
}

/** Reads all Parquet of a folder, ordered by its columns from the first. */
export function readParquet(folder: string): arrow.Table {
  return arrow.tableFromIPC(execFileSync(PYTHON, ["-c", READ, folder], { maxBuffer: 1e8 }));
}
