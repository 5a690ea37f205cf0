import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VIEW_TABLES, VIEWS, type ViewBatch, type ViewName } from "../../../datasets/view.ts";
import type { DetectorSpec } from "../../../detectors/detector.ts";
import { type Alerts, alertsOf } from "./alerts-of.ts";
import { columnsOf, lateRows, writeLateDataset } from "./late-dataset.ts";
import { findPython } from "./peers.ts";

const EXAMPLES = resolve(import.meta.dirname, "../../../examples");
const ARROW = import.meta.resolve("apache-arrow");
const HOUR = 3_600_000;
const MB = 1_048_576;

let folder: string;
let dataset: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "billshock-twins-"));
  dataset = await writeLateDataset(join(folder, "city"));
  for (const [name, text] of Object.entries(PROGRAMS)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function twin(name: string, view: ViewName, score: () => (b: ViewBatch, i: number) => number) {
  const create: DetectorSpec["create"] = () => {
    const of = score();
    return {
      observe(batch, scores) {
        for (let i = 0; i < batch.length; i++) scores[i] = of(batch, i);
      },
    };
  };
  const spec: DetectorSpec = {
    ...{ name, summary: "", views: [view], reads: columnsOf(view), detects: ["*"] },
    ...{ scope: "device", score: { unit: "-", threshold: 1 }, params: {}, create },
  };
  return spec;
}

/** The rule of the examples. */
const hourly = (view: ViewName) =>
  twin("hourly", view, () => {
    const used = new Map<string, number>();
    return ({ device, time, down }, i) => {
      const key = `${device[i]} ${Math.floor(time[i] / HOUR)}`;
      const total = (used.get(key) ?? 0) + down[i];
      used.set(key, total);
      return total >= MB ? total : Number.NEGATIVE_INFINITY;
    };
  });

/** A number that no column can change without being noticed; exact in every language. */
const checksum = (view: ViewName) =>
  twin("checksum", view, () => (batch, i) => {
    let sum = 0;
    for (const [k, { name, kind, vocabulary }] of VIEW_TABLES[view].columns.entries()) {
      const value = batch[name as "down"][i];
      const word = vocabulary?.[value];
      const digits = [...(word ?? "")].reduce((all, letter) => all + letter.charCodeAt(0), 0);
      const number = kind === "share" ? Math.floor(value * 1000) : value;
      sum += (k + 1) * ((word === undefined ? number : digits) % 1009);
    }
    return sum;
  });

const PROGRAMS = {
  "sum-pyarrow.py": `
import sys, math, pyarrow as pa, pyarrow.ipc as ipc
def digits(column):
    kind = column.type
    if pa.types.is_dictionary(kind):
        words = [sum(map(ord, word)) % 1009 for word in column.dictionary.to_pylist()]
        return [words[code] for code in column.indices.to_pylist()]
    if pa.types.is_timestamp(kind): column = column.cast(pa.int64())
    values = column.to_pylist()
    if kind == pa.float32(): values = [math.floor(value * 1000) for value in values]
    return [value % 1009 for value in values]
for batch in ipc.open_stream(sys.stdin.buffer):
    sums = [0] * len(batch)
    for k, column in enumerate(batch.columns[1:]):
        sums = [a + (k + 1) * b for a, b in zip(sums, digits(column))]
    print("".join(f"{row},{score!r}\\n" for row, score in zip(batch["row"].to_pylist(), sums)), flush=True)
`,
  "sum-polars.py": `
import sys, polars as pl, pyarrow.ipc as ipc
def digits(column):
    if column.dtype in (pl.Categorical, pl.Enum, pl.String):
        return pl.Series([sum(map(ord, word)) for word in column.cast(pl.String).to_list()], dtype=pl.Float64) % 1009
    if isinstance(column.dtype, pl.Datetime): column = column.dt.epoch("ms")
    if column.dtype == pl.Float32: column = (column.cast(pl.Float64) * 1000).floor()
    return column.cast(pl.Float64) % 1009
for batch in ipc.open_stream(sys.stdin.buffer):
    frame = pl.from_arrow(batch)
    score = sum((k + 1) * digits(column) for k, column in enumerate(frame.get_columns()[1:]))
    pl.DataFrame({"row": frame["row"], "score": score}).write_ipc_stream(sys.stdout.buffer)
    sys.stdout.buffer.flush()
`,
  "sum-arrow.mjs": `
import { DataType, RecordBatchReader, tableFromArrays, tableToIPC } from ${JSON.stringify(ARROW)};
const digits = (type, value) => {
  if (typeof value === "string") return [...value].reduce((sum, c) => sum + c.charCodeAt(0), 0) % 1009;
  return (DataType.isFloat(type) && type.precision === 1 ? Math.floor(value * 1000) : value) % 1009;
};
for await (const batch of await RecordBatchReader.from(process.stdin)) {
  const score = new Float64Array(batch.numRows);
  for (const [k, { name, type }] of batch.schema.fields.slice(1).entries()) {
    const column = batch.getChild(name);
    for (let i = 0; i < score.length; i++) score[i] += (k + 1) * digits(type, column.get(i));
  }
  process.stdout.write(tableToIPC(tableFromArrays({ row: batch.getChild("row").toArray(), score }), "stream"));
}
`,
  "sum.awk": `
BEGIN { FS = ","; for (c = 32; c < 127; c++) ord[sprintf("%c", c)] = c }
NR == 1 { for (i = 2; i <= NF; i++) name[i] = $i; n = split(order, names, " "); for (k = 1; k <= n; k++) weight[names[k]] = k; next }
NF == 0 { print ""; fflush(); next }
{
  sum = 0
  for (i = 2; i <= NF; i++) {
    if ($i ~ /^[0-9.e+-]+$/ && !(name[i] in isWord)) value = name[i] == "hiPortShare" ? int($i * 1000) : $i
    else { value = 0; for (c = 1; c <= length($i); c++) value += ord[substr($i, c, 1)] }
    sum += weight[name[i]] * (value % 1009)
  }
  printf "%d,%d\\n", $1, sum
}
`,
};

/** The first rows that two runs score otherwise, or why there is nothing to compare. */
async function differences(view: ViewName, argument: string, wanted: Alerts) {
  const { failure, scores } = await alertsOf(dataset, view, argument);
  if (failure) return failure;
  return [...new Set([...wanted.scores.keys(), ...scores.keys()])]
    .filter((row) => !Object.is(wanted.scores.get(row), scores.get(row)))
    .slice(0, 5)
    .map((row) => [row, wanted.scores.get(row), scores.get(row)]);
}

const { python, why } = findPython("polars", "pyarrow");

describe("a rule by the hour over records that come late", () => {
  it("is put to the test: many a record closed in an earlier hour than one before it", () => {
    const late = Object.fromEntries(VIEWS.map((view) => [view, lateRows(dataset, view)]));
    expect(late["charging"]).toBeGreaterThan(100);
  });

  it.each(VIEWS)("scores %s alike in awk, node and as a module", async (view) => {
    const wanted = await alertsOf(dataset, view, hourly(view));
    expect(wanted.failure).toBeNull();
    expect(wanted.scores.size).toBeGreaterThan(100);
    const awk = `exec-csv:awk -W interactive -f ${EXAMPLES}/detector.awk:view=${view}`;
    expect(await differences(view, awk, wanted)).toEqual([]);
    const node = `exec:node ${EXAMPLES}/detector-arrow.mjs:view=${view}`;
    expect(await differences(view, node, wanted)).toEqual([]);
  });

  it.skipIf(python === null).each(VIEWS)(
    `scores %s alike in pyarrow and polars${why}`,
    async (view) => {
      const wanted = await alertsOf(dataset, view, hourly(view));
      for (const name of ["detector-pyarrow.py", "detector-polars.py"]) {
        const program = `exec:${python} ${EXAMPLES}/${name}:view=${view}`;
        expect(await differences(view, program, wanted), name).toEqual([]);
      }
    },
  );

  it("finds the same sums of a day in detector.js, whose state is a table", async () => {
    const DAY = 24 * HOUR;
    const daily = twin("daily", "charging", () => {
      const sent = new Map<string, number>();
      return ({ device, time, up }, i) => {
        const key = `${device[i]} ${Math.floor(time[i] / DAY)}`;
        sent.set(key, (sent.get(key) ?? 0) + up[i]);
        return sent.get(key) as number;
      };
    });
    const wanted = await alertsOf(dataset, "charging", daily);
    expect(await differences("charging", `${EXAMPLES}/detector.js`, wanted)).toEqual([]);
  });
});

describe("a program that reads every column", () => {
  const programs = (view: ViewName) => ({
    node: `exec:node ${folder}/sum-arrow.mjs:view=${view}`,
    awk: `exec-csv:awk -W interactive -v "order=${columnsOf(view).join(" ")}" -f ${folder}/sum.awk:view=${view}`,
  });

  it.each(VIEWS)("sees in %s what its twin sees: node and awk", async (view) => {
    const wanted = await alertsOf(dataset, view, checksum(view));
    expect(wanted.scores.size).toBeGreaterThan(500);
    for (const [name, program] of Object.entries(programs(view))) {
      expect(await differences(view, program, wanted), name).toEqual([]);
    }
  });

  it.skipIf(python === null).each(VIEWS)(
    `sees in %s what its twin sees: pyarrow and polars${why}`,
    async (view) => {
      const wanted = await alertsOf(dataset, view, checksum(view));
      for (const name of ["sum-pyarrow.py", "sum-polars.py"]) {
        const program = `exec:${python} ${folder}/${name}:view=${view}`;
        expect(await differences(view, program, wanted), name).toEqual([]);
      }
    },
  );
});
