import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importFile, pick, type Settings, sumOf } from "../datasets/imported.ts";

const CASES = join(process.env["BILLSHOCK_DATA"] ?? "../shared/data", "public-cases");
const PHONE: Settings = { devices: ["10.8.0.69"] };
const COUNTERS =
  "device=username,start=acctstarttime,time=acctupdatetime,up=acctinputoctets,down=acctoutputoctets,cumulative=acctsessionid";

/** File, settings, then what its own lines add up to: rows, bytes up, bytes down. */
const RIGHT: readonly (readonly [string, Settings, readonly number[]])[] = [
  ["n1-nfdump-appended-files.csv", PHONE, [3, 3_000_000, 27_000_000]],
  ["n2-nfdump-175.csv", PHONE, [1, 1_000_000, 9_000_000]],
  ["n3-nfdump-epoch-zero.csv", { ...PHONE, from: Date.UTC(2024, 0, 1) }, [1, 1_000_000, 9_000_000]],
  ["n5-nfdump-long.txt", PHONE, [1, 1_000_000, 9_000_000]],
  ["n6-nfdump.json", PHONE, [1, 1_000_000, 0]],
  ["a1-argus-service-names.csv", PHONE, [1, 1_002_100, 9_004_200]],
  ["a1b-argus-numeric.csv", PHONE, [1, 1_002_100, 9_004_200]],
  ["a2-argus-ragged-man.csv", PHONE, [1, 1_000_000, 9_000_000]],
  ["a3-argus-epoch-ipv6.csv", { devices: ["2001:db8:0:1::69"] }, [1, 1_010_000, 9_090_000]],
  [
    "a4-argus-default-time.csv",
    { ...PHONE, date: Date.UTC(2024, 5, 3) },
    [1, 1_000_000, 9_000_000],
  ],
  ["c1-cumulative-late-row.csv", { format: "cdr", map: COUNTERS }, [4, 4_000_000, 400_000_000]],
  ["c2-cumulative-newest-first.csv", { format: "cdr", map: COUNTERS }, [4, 4_000_000, 400_000_000]],
  ["c2b-cumulative-sorted.csv", { format: "cdr", map: COUNTERS }, [4, 4_000_000, 400_000_000]],
  ["c4-dup-and-empty-stop.csv", { format: "cdr", map: COUNTERS }, [3, 2000, 200_000]],
  [
    "c5-first-counter.csv",
    { format: "cdr", map: COUNTERS.replace("start=acctstarttime,", "") },
    [1, 1000, 200_000],
  ],
];

describe.skipIf(!existsSync(CASES))("inputs that broke us", () => {
  it.each(RIGHT)("%s holds the bytes of its lines", async (name, settings, expected) => {
    const imported = await importFile(join(CASES, name), settings);
    expect([imported.rows.length, sumOf(imported, "up"), sumOf(imported, "down")]).toEqual(
      expected,
    );
  });

  it.each([
    [
      "n3-nfdump-epoch-zero.csv",
      /:2: a row must lie within a year of the others, is of 1970-01-01 01:00:00/,
    ],
    [
      "a4-argus-default-time.csv",
      /:2:1: StartTime must be a time with its date; declare .* --date/,
    ],
  ])("%s is refused with its line until it is declared", async (name, message) => {
    await expect(importFile(join(CASES, name), PHONE)).rejects.toThrow(message);
  });

  it("names of ports count as their numbers do", async () => {
    const share = async (name: string, settings = PHONE) =>
      pick(await importFile(join(CASES, name), settings), "flows", "peers", "hiPortShare");
    expect(await share("a1-argus-service-names.csv")).toEqual([[4, 4, 0.5]]);
    expect(await share("a1b-argus-numeric.csv")).toEqual([[4, 4, 0.5]]);
    expect(await share("a3-argus-epoch-ipv6.csv", { devices: ["2001:db8:0:1::69"] })).toEqual([
      [2, 2, 1],
    ]);
    expect(await share("n2-nfdump-175.csv")).toEqual([[1, 1, 0]]);
  });

  it("a first counter without its start is left out, with its bytes", async () => {
    const [name, settings] = RIGHT.at(-1) as (typeof RIGHT)[number];
    const { skipped } = await importFile(join(CASES, name), settings);
    expect(skipped).toMatchObject([{ rows: 1, bytes: 50_000_001_000, line: 2 }]);
  });

  it("a log of one direction, rounded numbers and falling counters are told", async () => {
    const words = async (name: string, settings: Settings) =>
      (await importFile(join(CASES, name), settings)).warnings.map(({ what }) => what.slice(0, 31));
    expect(await words("n6-nfdump.json", PHONE)).toContain("1 of 1 TCP flows have no way ba");
    expect(await words("n5-nfdump-long.txt", PHONE)).toEqual(["Bytes is rounded by the tool to"]);
    expect(await words("c4-dup-and-empty-stop.csv", { format: "cdr", map: COUNTERS })).toEqual([
      "a counter fell and has begun an",
    ]);
  });
});
