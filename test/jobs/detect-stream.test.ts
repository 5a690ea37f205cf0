import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as arrow from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mergeAlarms } from "../../bench/scoring/alarms.ts";
import { SCORING_DEFAULTS } from "../../bench/scoring/scoring-options.ts";
import { tariffOf } from "../../datasets/billing/tariff-file.ts";
import { openDataset } from "../../datasets/dataset.ts";
import type { Fleet } from "../../datasets/fleet.ts";
import { importedDevices } from "../../datasets/importing/plan-columns.ts";
import type { Values } from "../../datasets/table.ts";
import { VIEW_TABLES, VIEWS, type ViewBatch, type ViewName } from "../../datasets/view.ts";
import { DETECTORS } from "../../detectors/catalogue.ts";
import { detectStream, type StreamJob } from "../../jobs/detect-stream.ts";
import { generate } from "../../jobs/generate.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";

const folder = mkdtempSync(join(tmpdir(), "billshock-stream-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const tariff = tariffOf("ct2015");
const LINES = 20;

/** All rows of a view in order of delivery, as a detector of a dataset gets them. */
type Rows = { readonly length: number } & Readonly<Record<string, Values>>;
const views = new Map<ViewName, Rows>();

beforeAll(async () => {
  const dir = join(folder, "city");
  const scenario = loadScenario("city@L0", { devices: LINES });
  await generate({ scenario, seed: "1", out: dir });
  const dataset = openDataset(dir);
  for (const view of VIEWS) {
    const parts = [...dataset.readView(view, 0)].map((batch) => ({ ...batch }));
    const [only] = parts as [ViewBatch];
    expect(parts.length).toBe(1);
    const own = VIEW_TABLES[view].columns.map(({ name }) => [
      name,
      (batchColumn(only, name) as Values).slice(0, only.length),
    ]);
    views.set(view, { length: only.length, ...Object.fromEntries(own) });
  }
  dataset.close();
});

function batchColumn(batch: ViewBatch, name: string): Values {
  return (batch as unknown as Record<string, Values>)[name] as Values;
}

/** Rows in order of (line, delivery), as places among those in order of delivery. */
function lineByLine({ length, device }: Rows): readonly number[] {
  const places = Array.from({ length }, (_, i) => i);
  return places.sort((a, b) => (device?.[a] as number) - (device?.[b] as number) || a - b);
}

type Typed = readonly [name: string, values: readonly unknown[], type: arrow.DataType];

function streamOf(columns: readonly Typed[], batches = 1): Uint8Array {
  const size = Math.ceil((columns[0]?.[1].length ?? 0) / batches);
  const tables = Array.from({ length: batches }, (_, b) => {
    const cut = ([name, values, type]: Typed) => [
      name,
      arrow.vectorFromArray(values.slice(b * size, (b + 1) * size), type),
    ];
    return new arrow.Table(Object.fromEntries(columns.map(cut)) as Record<string, arrow.Vector>);
  });
  const [first, ...others] = tables as [arrow.Table, ...arrow.Table[]];
  return arrow.tableToIPC(first.concat(...others), "stream");
}

/** A view as an engine would hand it over: keys of text, times in µs, 64-bit bytes, words of text. */
function viewStream(view: ViewName, rows: Rows): Uint8Array {
  const order = lineByLine(rows);
  const columns = VIEW_TABLES[view].columns.flatMap(({ name, kind, vocabulary }): Typed[] => {
    if (name === "seq" || (kind === "category" && vocabulary === undefined)) return [];
    const of = <T>(read: (value: number) => T) => order.map((i) => read(rows[name]?.[i] as number));
    if (name === "device") {
      return [[name, of((line) => `imsi-${String(line).padStart(3, "0")}`), new arrow.Utf8()]];
    }
    switch (kind) {
      case "time":
        return [[name, of((ms) => new Date(ms)), new arrow.TimestampMicrosecond("UTC")]];
      case "bytes":
      case "id":
      case "count":
        return [[name, of(BigInt), new arrow.Int64()]];
      case "money":
        return [[name, of(Number), new arrow.Float64()]];
      case "flag":
        return [[name, of((flag) => flag === 1), new arrow.Bool()]];
      case "category":
        return [[name, of((code) => vocabulary?.[code]), new arrow.Utf8()]];
      case "share":
        return [[name, of(Number), new arrow.Float32()]];
      default:
        return [[name, of(Number), new arrow.Int32()]];
    }
  });
  return streamOf(columns, 7);
}

async function answer(job: StreamJob, input: Uint8Array) {
  const chunks: Uint8Array[] = [];
  // In pieces, as a pipe hands it over.
  async function* pieces() {
    for (let at = 0; at < input.length; at += 10_007) yield input.subarray(at, at + 10_007);
  }
  const seen = await detectStream(job, pieces(), (chunk) => chunks.push(chunk));
  return { table: arrow.tableFromIPC(Buffer.concat(chunks)), seen };
}

function fleetOf(count: number): Fleet {
  const { columns } = importedDevices({ count, tariff, utcOffset: 480, billingDay: 1, from: 0 });
  return { ...(columns as unknown as Fleet), deviceCount: count, from: 0 };
}

const alone = DETECTORS.filter(
  ({ scope, learnsFrom = "nothing" }) => scope === "device" && learnsFrom === "nothing",
);
const pairs = alone.flatMap((spec) => spec.views.map((view) => [spec.name, view] as const));

describe("a stream of rows line by line", () => {
  it.each(pairs)("has %s say on %s what it says of the dataset", async (name, view) => {
    const spec = alone.find((each) => each.name === name) as (typeof alone)[number];
    const rows = views.get(view) as Rows;
    const scores = new Float64Array(rows.length);
    const options = Object.fromEntries(
      Object.entries(spec.params).map(([key, param]) => [key, param.default]),
    ) as Readonly<Record<string, number>>;
    spec.create(options, fleetOf(LINES), view, {}).observe(rows as unknown as ViewBatch, scores);
    const { table, seen } = await answer(
      { detectors: [name], view, tariff, utcOffset: 480, alarms: true },
      viewStream(view, rows),
    );
    expect(seen).toEqual({ rows: rows.length, lines: new Set(rows["device"]).size });
    const order = lineByLine(rows);
    const said = order.map((i) => scores[i] as number);
    expect([...(table.getChild(name) ?? [])]).toEqual(
      said.map((score) => (score === Number.NEGATIVE_INFINITY ? null : score)),
    );
    const lines = order.map((i) => rows["device"]?.[i] as number);
    const always = {
      ...{ scored: new Uint8Array(LINES).fill(1), from: new Float64Array(LINES), deviceDays: 1 },
      to: new Float64Array(LINES).fill(Number.POSITIVE_INFINITY),
    };
    const alerts = {
      ...{ length: rows.length, device: Uint32Array.from(lines), score: Float64Array.from(said) },
      time: Float64Array.from(order, (i) => rows["visibleAt"]?.[i] as number),
      ...{ row: new Float64Array(0), rowStart: new Float64Array(0), rowEnd: new Float64Array(0) },
    };
    const alarms = mergeAlarms(alerts, spec.score.threshold, always, SCORING_DEFAULTS);
    const flags = [...(table.getChild(`${name} alarm`) ?? [])];
    expect(flags.flatMap((flag, i) => (flag ? [i] : []))).toEqual([...alarms]);
  });

  it("forgets lines that are through, and confuses none of two thousand", async () => {
    const lines = 2050;
    const of = <T>(read: (line: number, day: number) => T) =>
      Array.from({ length: 2 * lines }, (_, i) => read(Math.floor(i / 2), i % 2));
    const input = streamOf(
      [
        ["device", of((line) => line - 7), new arrow.Int32()],
        ["time", of((_, day) => new Date(day * 3_600_000)), new arrow.TimestampMillisecond("UTC")],
        ["up", of(() => 0), new arrow.Float64()],
        ["down", of((line) => 1000 + line), new arrow.Float64()],
      ],
      3,
    );
    const { table, seen } = await answer({ detectors: ["high-usage-24h"] }, input);
    expect(seen).toEqual({ rows: 2 * lines, lines });
    const scores = [...(table.getChild("high-usage-24h") ?? [])] as number[];
    const unit = (scores[0] as number) / 1000;
    expect(scores.map((score) => Math.round(score / unit))).toEqual(
      of((line, day) => (day + 1) * (1000 + line)),
    );
    expect(table.schema.fields.map(({ name }) => name)).toEqual([
      ...["device", "time", "high-usage-24h"],
    ]);
    expect([...(table.getChild("device") ?? [])].slice(0, 4)).toEqual([-7, -7, -6, -6]);
  });
});

const TIME = new arrow.TimestampMillisecond("UTC");
const at = (...ms: number[]) => ms.map((each) => new Date(each));
const plain: Typed[] = [
  ["device", ["a", "a", "b"], new arrow.Utf8()],
  ["time", at(10, 20, 5), TIME],
  ["up", [1, 2, 3], new arrow.Float64()],
  ["down", [1, 2, 3], new arrow.Float64()],
];
const instead = (...columns: Typed[]) => [
  ...plain.filter(([name]) => columns.every((column) => column[0] !== name)),
  ...columns,
];

describe("a stream that can't be read", () => {
  it.each<[why: string, columns: Typed[], job: Partial<StreamJob>, message: RegExp]>([
    [
      "lines out of order",
      instead(["device", ["b", "a", "a"], new arrow.Utf8()]),
      {},
      /^row 1: rows must be sorted by device, then by time: a comes after b$/,
    ],
    [
      "a line that comes back",
      instead(
        ["device", [1, 2, 1], new arrow.Int64() as arrow.DataType].map((v, i) =>
          i === 1 ? [1n, 2n, 1n] : v,
        ) as unknown as Typed,
      ),
      {},
      /^row 2: .* 1 comes after 2$/,
    ],
    [
      "rows out of order",
      instead(["time", at(20, 10, 5), TIME]),
      {},
      /^row 1: rows of a device must be sorted .* got 1970-01-01T00:00:00.010Z after/,
    ],
    [
      "a name that is none",
      instead(["dwn", [1, 2, 3], new arrow.Float64()]),
      {},
      /^unknown column dwn of charging; did you mean down/,
    ],
    [
      "a column that lacks",
      plain.slice(0, 3),
      {},
      /must have device, time, up, down, it lacks down/,
    ],
    [
      "a number that is none",
      instead(["up", [1, -2, 3], new arrow.Float64()]),
      {},
      /^row 1: up must be a whole number in \[0, \d+\], got -2$/,
    ],
    [
      "half a byte",
      instead(["up", [1, 2.5, 3], new arrow.Float64()]),
      {},
      /^row 1: up must be a whole number .* got 2.5$/,
    ],
    [
      "no number",
      instead(["down", [1, null, 3], new arrow.Float64()]),
      {},
      /^row 1: down must not be null$/,
    ],
    [
      "a number for a time",
      instead(["time", [1, 2, 3], new arrow.Float64()]),
      {},
      /^column time: must be a timestamp, got Float64; cast it$/,
    ],
    [
      "text for a number",
      instead(["up", ["1", "2", "3"], new arrow.Utf8()]),
      {},
      /^column up: must be a number, got Utf8/,
    ],
    [
      "a word that is none",
      instead(["province", ["Hubei", "Hubie", null], new arrow.Utf8()]),
      { detectors: ["province-velocity"] },
      /^row 1: unknown province Hubie; did you mean Hubei/,
    ],
    [
      "a row that ends before it begins",
      instead(["start", at(10, 21, 5), TIME]),
      {},
      /^row 1: start, time and visibleAt must follow each other, got 1970-01-01T00:00:00.021Z, 1970-01-01T00:00:00.020Z, 1970-01-01T00:00:00.020Z$/,
    ],
    [
      "a row that was there before it closed",
      instead(["visibleAt", at(10, 20, 4), TIME]),
      {},
      /^row 2: start, time and visibleAt must follow each other/,
    ],
    [
      "a program",
      plain,
      { detectors: ["exec-csv:cat"] },
      /^cat: must be of the catalogue or a module, got a program, .* ask bench$/,
    ],
    [
      "a row of nobody",
      instead(["device", ["a", null, "b"], new arrow.Utf8()]),
      {},
      /^row 1: device must not be null$/,
    ],
    [
      "a number of nobody",
      instead(["device", [1, 1, null], new arrow.Int32()]),
      {},
      /^row 2: device must not be null$/,
    ],
    [
      "a key that is none",
      instead(["device", [1, 2, 3], new arrow.Float64()]),
      {},
      /^column device: must be text or whole numbers, got Float64/,
    ],
    [
      "a detector that lacks its column",
      plain,
      { detectors: ["roaming-guard"] },
      /^roaming-guard: must have roaming, which the stream lacks$/,
    ],
    [
      "a detector of another view",
      plain,
      { detectors: ["bt-flow-shape"] },
      /^bt-flow-shape: must read charging, it reads flows/,
    ],
    [
      "a detector that looks across lines",
      plain,
      { detectors: ["account-block"], view: "wlan" },
      /^account-block: looks across lines/,
    ],
    [
      "a detector that learns",
      plain,
      { detectors: ["logistic"] },
      /^logistic: learns from a calibration half/,
    ],
    ["several in one", plain, { detectors: ["any-of(dual-cap,money-cap)"] }, /combines detectors/],
    ["many values of one", plain, { detectors: ["dual-cap:mb=1..10"] }, /swept|mb/],
    [
      "nobody's name",
      plain,
      { detectors: ["dual-cup"] },
      /unknown detector dual-cup.* did you mean dual-cap/,
    ],
  ])("says of %s what it must be", async (_, columns, job, message) => {
    const run = answer({ detectors: ["high-usage-24h"], ...job }, streamOf(columns));
    await expect(run).rejects.toThrow(message);
  });

  it("says so of bytes that are no Arrow, of none, and of half a stream", async () => {
    const job = { detectors: ["high-usage-24h"] };
    for (const input of [new Uint8Array(0), Buffer.from("device,time\n1,2\n")]) {
      await expect(answer(job, input)).rejects.toThrow(/stdin must be an Arrow IPC stream/);
    }
    const whole = streamOf(plain);
    for (const less of [200, 8, 1]) {
      const half = whole.subarray(0, whole.length - less);
      await expect(answer(job, half)).rejects.toThrow(/^stdin must be an Arrow IPC stream: /);
    }
  });
});
