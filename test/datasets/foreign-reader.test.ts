import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SMALL_TABLES } from "../../datasets/format/layout.ts";
import type { Manifest } from "../../datasets/format/manifest.ts";
import { openTable } from "../../datasets/format/reader.ts";
import type { Table } from "../../datasets/table.ts";
import { recordTruth } from "../../datasets/tables/record-truth.ts";
import { VIEW_TABLES, type ViewName } from "../../datasets/view.ts";
import { writeSmall } from "./small-dataset.ts";

/** What a reader makes of a file: for each column its sum, or how often each word occurs. */
interface Digest {
  rows: number;
  columns: Record<string, number | Record<string, number>>;
}

const ROOT = join(import.meta.dirname, "../..");
const peers = join(ROOT, "perf/peers/package.json");

/** Loads the foreign reader of perf/peers, or says why it can't. */
function loadPolars(): { pl: Polars | null; why: string } {
  try {
    return { pl: createRequire(peers)("nodejs-polars") as Polars, why: "" };
  } catch (error) {
    const reason = (error as Error).message.split("\n")[0];
    return { pl: null, why: `npm ci in perf/peers installs it (${reason})` };
  }
}

interface Series {
  sum(): number;
  nullCount(): number;
  cast(type: unknown): Series;
  toArray(): (string | number)[];
}
interface Polars {
  Int64: unknown;
  scanIPC(path: string): { collectSync(): { height: number; getColumn(name: string): Series } };
}

function findPyarrow(): { python: string | null; why: string } {
  for (const python of ["python3", "python"]) {
    try {
      execFileSync(python, ["-c", "import pyarrow"], { stdio: "pipe" });
      return { python, why: "" };
    } catch {
      // The next name is tried; when none works the test says that it was skipped.
    }
  }
  return { python: null, why: "no python3 with pyarrow at hand" };
}

let dir: string;
let files: [string, Table][];
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "billshock-foreign-"));
  rmSync(dir, { recursive: true });
  files = tablesOf(writeSmall(dir));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function tablesOf(manifest: Manifest): [string, Table][] {
  return Object.keys(manifest.files).map((path) => {
    const [folder, name] = path.split("/");
    if (path in SMALL_TABLES) return [path, SMALL_TABLES[path as keyof typeof SMALL_TABLES]];
    return [path, folder === "views" ? VIEW_TABLES[name as ViewName] : recordTruth];
  });
}

function own(path: string, table: Table): Digest {
  const reader = openTable(join(dir, path), table);
  const digest: Digest = { rows: reader.rows, columns: {} };
  for (let i = 0; i < reader.batches; i++) {
    const { length, columns } = reader.read(i);
    for (const { name, kind } of table.columns) {
      const values = Array.from(columns[name].subarray(0, length));
      digest.columns[name] =
        kind === "category"
          ? tally(values.map((code) => reader.vocabularies[name][code]))
          : values.reduce((sum, value) => sum + value, 0);
    }
  }
  reader.close();
  return digest;
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of [...words].sort()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

const { pl, why } = loadPolars();
const { python, why: whyNot } = findPyarrow();

describe("a reader that is not ours", () => {
  it.skipIf(pl === null)(
    `polars reads every file with equal counts, sums, words and times${why && `: SKIPPED, ${why}`}`,
    () => {
      const { Int64, scanIPC } = pl as Polars;
      for (const [path, table] of files) {
        const frame = scanIPC(join(dir, path)).collectSync();
        const digest: Digest = { rows: frame.height, columns: {} };
        for (const { name, kind } of table.columns) {
          const column = frame.getColumn(name);
          expect(column.nullCount(), `${path} ${name}`).toBe(0);
          digest.columns[name] =
            kind === "category"
              ? tally(column.toArray() as string[])
              : Number((kind === "share" ? column : column.cast(Int64)).sum() ?? 0);
        }
        expect(digest, path).toEqual(own(path, table));
      }
    },
  );

  it.skipIf(python === null)(
    `pyarrow reads every file with equal counts, sums, words, times and dictionaries${whyNot && `: SKIPPED, ${whyNot}`}`,
    () => {
      const script = `
import json, sys, pyarrow as pa, pyarrow.compute as pc
out = {}
for path in sys.argv[1:]:
    table = pa.ipc.open_file(path).read_all()
    table.validate(full=True)
    columns = {}
    for name in table.column_names:
        column = table[name]
        assert column.null_count == 0, name
        if pa.types.is_dictionary(column.type):
            counts = {}
            for word in sorted(column.to_pylist()): counts[word] = counts.get(word, 0) + 1
            columns[name] = counts
        else:
            if pa.types.is_timestamp(column.type):
                assert str(column.type) == "timestamp[ms, tz=UTC]", column.type
                column = column.cast(pa.int64())
            columns[name] = pc.sum(column.cast(pa.float64())).as_py() or 0
    out[path] = {"rows": table.num_rows, "columns": columns}
print(json.dumps(out))`;
      const paths = files.map(([path]) => join(dir, path));
      const out = execFileSync(python as string, ["-c", script, ...paths], { encoding: "utf8" });
      const digests = JSON.parse(out) as Record<string, Digest>;
      for (const [path, table] of files) {
        expect(digests[join(dir, path)], path).toEqual(own(path, table));
      }
    },
  );

  it("was given every file that a dataset holds, those without rows too", () => {
    const found = readdirSync(dir, { recursive: true, encoding: "utf8" });
    const arrow = found.filter((path) => path.endsWith(".arrow")).sort();
    expect(files.map(([path]) => path).sort()).toEqual(arrow);
    expect(files.some(([path, table]) => own(path, table).rows === 0)).toBe(true);
  });
});
