import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Table as ArrowTable, Float64, tableToIPC, Uint32, vectorFromArray } from "apache-arrow";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTable, type TableReader } from "../../../datasets/format/reader.ts";
import { openTableWriter } from "../../../datasets/format/writer.ts";
import type { Batch, Table } from "../../../datasets/table.ts";
import { flows } from "../../../datasets/tables/flows.ts";
import { recordTruth } from "../../../datasets/tables/record-truth.ts";
import { batchOf, batchOfRows, rowsOf, SAMPLE, SAMPLE_WORDS, sampleRows } from "./batches.ts";

let dir: string;
let files = 0;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "billshock-arrow-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const fresh = (): string => join(dir, `${files++}.arrow`);

function writeAll(path: string, table: Table, batches: readonly Batch[]) {
  const writer = openTableWriter(path, table, SAMPLE_WORDS);
  for (const batch of batches) writer.write(batch);
  return writer.close();
}

const wordsOf = ({ vocabularies }: TableReader, name: string) => vocabularies[name];

function readRows(path: string, table: Table): number[][] {
  const reader = openTable(path, table);
  const rows: number[][] = [];
  for (let i = 0; i < reader.batches; i++) rows.push(...rowsOf(table, reader.read(i)));
  reader.close();
  return rows;
}

describe("a table on disk", () => {
  it("comes back value by value, whatever the rows and the batches", () => {
    fc.assert(
      fc.property(fc.array(sampleRows, { maxLength: 4 }), (parts) => {
        const path = fresh();
        const facts = writeAll(
          path,
          SAMPLE,
          parts.map((rows) => batchOfRows(SAMPLE, rows)),
        );
        const want = parts.flat().map((row) => rowsOf(SAMPLE, batchOfRows(SAMPLE, [row]))[0]);
        expect(readRows(path, SAMPLE).map((row) => row.map((v) => v + 0))).toEqual(
          want.map((row) => row.map((v) => v + 0)),
        );
        expect(facts.rows).toBe(want.length);
        expect(facts.bytes).toBe(statSync(path).size);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it("cuts 150,000 rows into batches of 65,536 and makes one file of them however they were given", () => {
    const whole = fresh();
    const parts = fresh();
    const one = writeAll(whole, flows, [batchOf(flows, 150_000)]);
    const batches = [70_000, 1, 0, 79_999];
    let at = 0;
    const many = writeAll(
      parts,
      flows,
      batches.map((length) => {
        at += length;
        return batchOf(flows, length, at - length);
      }),
    );
    expect(many).toEqual(one);
    const reader = openTable(whole, flows);
    expect([reader.batches, reader.rows]).toEqual([3, 150_000]);
    expect(rowsOf(flows, reader.read(2)).at(-1)).toEqual(
      rowsOf(flows, batchOf(flows, 1, 149_999))[0],
    );
    reader.close();
  });

  it("is written before write() returns: the caller's arrays may be reused", () => {
    const path = fresh();
    const writer = openTableWriter(path, SAMPLE, SAMPLE_WORDS);
    const batch = batchOf(SAMPLE, 70_000);
    const first = rowsOf(SAMPLE, { ...batch, length: 1 });
    writer.write(batch);
    for (const values of Object.values(batch.columns)) values.fill(1);
    writer.write({ ...batch, length: 1 });
    writer.close();
    expect(readRows(path, SAMPLE)[0]).toEqual(first[0]);
    expect(readRows(path, SAMPLE)[70_000]).toEqual(SAMPLE.columns.map(() => 1));
  });

  it("is the same file where a full batch has codes of 16 bits for a category of 8", () => {
    const batch = batchOf(flows, 65_536);
    const wide = Uint16Array.from(batch.columns["app"] as Uint8Array);
    const given = { length: 65_536, columns: { ...batch.columns, app: wide } };
    expect(writeAll(fresh(), flows, [given])).toEqual(writeAll(fresh(), flows, [batch]));
  });

  it("leaves out what lies behind `length` and reads arrays that start inside a buffer", () => {
    const path = fresh();
    const { columns } = batchOf(SAMPLE, 10);
    const inner = Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [name, values.subarray(3)]),
    );
    writeAll(path, SAMPLE, [{ length: 2, columns: inner }]);
    expect(readRows(path, SAMPLE)).toEqual(rowsOf(SAMPLE, batchOf(SAMPLE, 2, 3)));
  });

  it("holds its schema and words when it has no rows", () => {
    const path = fresh();
    expect(writeAll(path, SAMPLE, []).bytes).toBeGreaterThan(0);
    const reader = openTable(path, SAMPLE);
    expect(reader.rows).toBe(0);
    expect(reader.vocabularies).toEqual({ app: ["unknown", "web", "视频"], ...SAMPLE_WORDS });
    reader.close();
  });

  it("uses 16 bits for a category of more than 256 words", () => {
    const path = fresh();
    const plan = ["unknown", ...Array.from({ length: 300 }, (_, i) => `plan ${i}`)];
    const { columns } = batchOf(SAMPLE, 1);
    const writer = openTableWriter(path, SAMPLE, { plan });
    writer.write({ length: 1, columns: { ...columns, plan: Uint16Array.of(299) } });
    writer.close();
    const reader = openTable(path, SAMPLE);
    expect(rowsOf(SAMPLE, reader.read(0))[0].at(-1)).toBe(299);
    expect(wordsOf(reader, "plan")[299]).toBe("plan 298");
    reader.close();
  });

  it("is read by column, the others stay on disk", () => {
    const path = fresh();
    writeAll(path, SAMPLE, [batchOf(SAMPLE, 5)]);
    const reader = openTable(path, SAMPLE, ["device", "time"]);
    const { columns } = reader.read(0);
    expect(Object.keys(columns)).toEqual(["device", "time"]);
    expect(columns).toMatchObject({ device: Uint32Array.of(3, 34, 65, 96, 127) });
    expect(() => reader.read(1)).toThrow("batch must be in [0, 1), got 1");
    reader.close();
    expect(() => reader.read(0)).toThrow("is closed");
    expect(() => openTable(path, SAMPLE, ["devise"])).toThrow(/column must be one of time, up/);
  });

  it("reuses its arrays from batch to batch", () => {
    const path = fresh();
    writeAll(path, flows, [batchOf(flows, 65_537)]);
    const reader = openTable(path, flows, ["device"]);
    const [{ device: one }, { device: two }] = [reader.read(0).columns, reader.read(1).columns];
    expect(one).toBe(two);
    reader.close();
  });
});

describe("the writer refuses", () => {
  const cases: [string, Partial<Record<string, unknown>>, RegExp][] = [
    [
      "a code above its vocabulary",
      { app: Uint8Array.of(3) },
      /column app: code must be below 3.*got 3 in row 0/,
    ],
    [
      "a code that would wrap",
      { app: Uint16Array.of(257) },
      /column app: code must be below 3.*got 257/,
    ],
    [
      "half a millisecond",
      { time: Float64Array.of(1.5) },
      /column time: must be an integer number of ms, got 1.5/,
    ],
    ["a time that is none", { time: Float64Array.of(Number.NaN) }, /got NaN in row 0/],
    ["an endless time", { time: Float64Array.of(Number.POSITIVE_INFINITY) }, /got Infinity/],
    ["an absent column", { up: undefined }, /column up: must be given, got none/],
    ["too short an array", { up: new Float64Array(0) }, /column up: must hold 1 values, got 0/],
    [
      "an array of another type",
      { device: Float64Array.of(1) },
      /device: must be a Uint32Array, got a Float64Array/,
    ],
  ];
  it.each(cases)("%s", (_, change, message) => {
    const path = fresh();
    const writer = openTableWriter(path, SAMPLE, SAMPLE_WORDS);
    const { columns } = batchOf(SAMPLE, 1);
    const batch = { length: 1, columns: { ...columns, ...change } } as Batch;
    expect(() => writer.write(batch)).toThrow(message);
    expect(() => writer.write(batch)).toThrow(path);
    writer.abort();
  });

  it("a file that is there, an open vocabulary without words, and one without unknown", () => {
    const path = fresh();
    writeAll(path, SAMPLE, []);
    expect(() => openTableWriter(path, SAMPLE, SAMPLE_WORDS)).toThrow("EEXIST");
    expect(() => openTableWriter(fresh(), SAMPLE)).toThrow(
      "vocabulary of plan must begin with unknown, got none",
    );
    expect(() => openTableWriter(fresh(), SAMPLE, { plan: ["a"] })).toThrow(
      "must begin with unknown, got a",
    );
  });
});

describe("the reader refuses, with the path in front,", () => {
  const breakIt: [string, (path: string) => void, RegExp][] = [
    ["no bytes at all", (path) => truncateSync(path, 0), /is empty/],
    ["a handful of bytes", (path) => truncateSync(path, 9), /is no Arrow file, it has 9 bytes/],
    [
      "a file cut off by 1 byte",
      (path) => truncateSync(path, statSync(path).size - 1),
      /is cut off/,
    ],
    ["a file cut in half", (path) => truncateSync(path, statSync(path).size >> 1), /is cut off/],
    [
      "a text",
      (path) => writeFileSync(path, "device,time,up,down\n1,2,3,4\n5,6,7,8\n"),
      /does not begin with ARROW1/,
    ],
    [
      "a length of its footer that can't be",
      (path) => poke(path, -10, [255, 255, 255, 127]),
      /footer must have 1 to/,
    ],
    [
      "a broken footer",
      (path) => poke(path, -60, Array(40).fill(255)),
      /footer is broken|must be|is broken/,
    ],
  ];
  it.each(breakIt)("%s", (_, spoil, message) => {
    const path = fresh();
    writeAll(path, SAMPLE, [batchOf(SAMPLE, 3)]);
    spoil(path);
    expect(() => openTable(path, SAMPLE)).toThrow(message);
    expect(() => openTable(path, SAMPLE)).toThrow(path);
  });

  it("another table, and the same table with another word", () => {
    const path = fresh();
    writeAll(path, recordTruth, [batchOf(recordTruth, 3)]);
    expect(() => openTable(path, flows)).toThrow(
      `${path}: column 1 of flows must be time: Timestamp<MILLISECOND, UTC>, got row: Uint32`,
    );
    const other = fresh();
    const renamed: Table = {
      ...SAMPLE,
      columns: SAMPLE.columns.map((column) =>
        column.name === "app" ? { ...column, vocabulary: ["unknown", "video", "视频"] } : column,
      ),
    };
    writeAll(other, renamed, []);
    expect(() => openTable(other, SAMPLE)).toThrow(
      `${other}: column app: word 1 must be web, got video`,
    );
  });

  it("nulls, which another writer may leave", () => {
    const path = fresh();
    const [id, bytes] = [new Uint32(), new Float64()];
    const whole = { row: id, device: id, seq: id, episode: id, up: bytes };
    const columns = Object.entries(whole).map(([name, type]) => [
      name,
      vectorFromArray([1, 2], type),
    ]);
    const down = vectorFromArray([1, null], bytes);
    const table = new ArrowTable({ ...Object.fromEntries(columns), down });
    writeFileSync(path, tableToIPC(table, "file"));
    expect(() => readRows(path, recordTruth)).toThrow(
      `${path}: column down: must have no nulls, got 1`,
    );
    expect(openTable(path, recordTruth, ["row"]).rows).toBe(2);
  });

  it("but takes a file whose frozen vocabulary was shorter", () => {
    const path = fresh();
    const older: Table = {
      ...SAMPLE,
      columns: SAMPLE.columns.map((column) =>
        column.name === "app" ? { ...column, vocabulary: ["unknown", "web"] } : column,
      ),
    };
    writeAll(path, older, [batchOf(older, 2)]);
    const reader = openTable(path, SAMPLE);
    expect(wordsOf(reader, "app")).toEqual(["unknown", "web"]);
    reader.close();
  });

  // A decoder that believes it loops 16 million times for each of these lengths.
  it("any length that was spoilt, without looping as often as it says", () => {
    const path = fresh();
    writeAll(path, SAMPLE, [batchOf(SAMPLE, 8)]);
    const good = readFileSync(path);
    for (let at = 8; at + 4 <= good.length; at += 4) {
      const bad = Buffer.from(good);
      bad.writeUInt32LE(0x00ff_ffff, at);
      writeFileSync(path, bad);
      try {
        readRows(path, SAMPLE);
      } catch (error) {
        expect(String(error)).toContain(`RangeError: ${path}: `);
      }
    }
  }, 30_000);

  it("any spoilt byte, or reads on: never another error", () => {
    const path = fresh();
    writeAll(path, SAMPLE, [batchOf(SAMPLE, 8)]);
    const good = readFileSync(path);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, value) => {
        const bad = Buffer.from(good);
        bad[at] = value;
        writeFileSync(path, bad);
        try {
          readRows(path, SAMPLE);
        } catch (error) {
          expect(String(error)).toContain(`RangeError: ${path}: `);
        }
      }),
      { numRuns: 300, seed: 2 },
    );
  });
});

function poke(path: string, at: number, bytes: readonly number[]): void {
  const content = readFileSync(path);
  content.set(bytes, content.length + at);
  writeFileSync(path, content);
}
