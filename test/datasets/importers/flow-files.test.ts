import { describe, expect, it } from "vitest";
import { previewImport } from "../../../datasets/importing/preview-import.ts";
import { openZone } from "../../../datasets/importing/zone.ts";
import { fileOf, importFile, pick, type Settings } from "../imported.ts";

const HOUR = 3_600_000;
const T = Date.UTC(2024, 5, 3, 10);
const PHONE: Settings = { devices: ["10.8.0.69"] };
const CSV = "firstSeen,lastSeen,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes\n";
const TABLE =
  "Date first seen          Duration  Proto      Src IP Addr:Port          Dst IP Addr:Port     Packets    Bytes\n";
const ARGUS = "StartTime,LastTime,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,TotBytes,SrcBytes\n";

const there = (from: string, to: string, phone = "10.8.0.69") =>
  `${from},${to},UDP,${phone},5,198.51.100.7,6881,10,1000\n`;
const back = (from: string, to: string, phone = "10.8.0.69") =>
  `${from},${to},UDP,198.51.100.7,6881,${phone},5,20,9000\n`;
const pair = there("2024-06-03 10:00:01", "2024-06-03 10:00:41");

function importText(text: string, settings: Settings = {}) {
  return importFile(fileOf(text), { ...PHONE, ...settings });
}

describe("titles above a header are left out of", () => {
  it.each([
    ["CSV of nfdump", CSV + pair],
    [
      "tables of nfdump",
      `${TABLE}2024-06-03 10:00:01.000  00:00:40.000  UDP  10.8.0.69:5 -> 198.51.100.7:6881  10  1000\n`,
    ],
    [
      "argus",
      `${ARGUS}2024-06-03 10:00:01,2024-06-03 10:00:41,udp,10.8.0.69,5,->,198.51.100.7,6881,1000,1000\n`,
    ],
  ])("%s", async (_, text) => {
    const imported = await importText(`Probe 7\nMade by a portal\n\n${text}`);
    expect(pick(imported, "start", "time", "up")).toEqual([[T + 1000, T + 41_000, 1000]]);
    expect(imported.skipped).toEqual([
      { what: "stands above the header", rows: 2, bytes: 0, line: 1 },
    ]);
  });

  it("and records that stand there, as in a file that was sorted, are doubted", async () => {
    const { warnings } = await importText(pair + CSV + pair);
    expect(warnings.map(({ what, line }) => [what, line])).toContainEqual([
      "a row above the header is as full as it; is it a record? it is left out",
      1,
    ]);
  });

  it.each([
    ["nfdump", /usage.csv: must have a header with columns such as srcAddr and dstAddr/],
    ["argus", /usage.csv:1: must have column SrcBytes/],
  ])("but a file of %s without one is refused", async (format, message) => {
    await expect(importText("a,b\n1,2\n", { format })).rejects.toThrow(message);
    await expect(importText("a,b\n1,2\n".repeat(60), { format })).rejects.toThrow(message);
  });
});

describe("the night on which clocks go back", () => {
  const zone = openZone("Europe/Berlin");
  const night = Date.UTC(2024, 9, 27);
  const repeated = (column: string, which: string) =>
    `${column} stands in an hour that the clocks of Europe/Berlin repeat; taken as the ${which}`;

  it.each([
    [
      "02:10:00",
      "02:20:00",
      {},
      [0, 10],
      [repeated("firstSeen", "earlier"), repeated("lastSeen", "earlier")],
    ],
    [
      "02:10:00",
      "02:20:00",
      { repeatedHour: "later" },
      [60, 70],
      [repeated("firstSeen", "later"), repeated("lastSeen", "later")],
    ],
    [
      "02:50:00",
      "02:10:00",
      {},
      [40, 60],
      [repeated("firstSeen", "earlier"), repeated("lastSeen", "later")],
    ],
    ["01:50:00", "03:00:00", {}, [-20, 110], []],
  ] as const)("has a flow from %s to %s under %j", async (from, to, settings, minutes, said) => {
    const text = CSV + there(`2024-10-27 ${from}`, `2024-10-27 ${to}`);
    const { rows, warnings } = await previewImport({
      file: fileOf(text),
      devices: ["10.8.0.69"],
      timezone: zone.name,
      ...settings,
    });
    const at = (minute: number) => night + (minute + 10) * 60_000;
    expect(rows.map(({ start, end }) => [start, end])).toEqual([minutes.map(at)]);
    const offsets = minutes.map((minute) => (minute < 50 ? 120 : 60));
    expect(rows.map(({ utcOffset, endOffset }) => [utcOffset, endOffset])).toEqual([offsets]);
    const told = warnings.map(({ what }) => what).filter((what) => /repeat;/.test(what));
    expect(told).toEqual(said);
  });

  it("makes no end lie before its start on any other", async () => {
    const text = CSV + there("2024-10-28 02:50:00", "2024-10-28 02:10:00");
    await expect(importText(text, { zone })).rejects.toThrow(
      "usage.csv:2:2: lastSeen must be at or after firstSeen, 2024-10-28 02:50:00",
    );
  });
});

it("a phone is paired and counted as one, however its addresses are spelled", async () => {
  const [from, to] = ["2024-06-03 10:00:01", "2024-06-03 10:00:41"];
  const mapped = back(from, to, "::FFFF:10.8.0.69").replace("198.51.100.7", "::ffff:198.51.100.7");
  const imported = await importText(CSV + there(from, to) + mapped);
  expect(pick(imported, "up", "down", "flows", "peers")).toEqual([[1000, 9000, 1, 1]]);
});

describe("bad rows", () => {
  const flow = (bytes: unknown) =>
    `{"first":"2024-06-03T10:00:01","last":"2024-06-03T10:00:41","in_packets":1,"in_bytes":${bytes},"proto":17,"src_port":5,"dst_port":6,"src4_addr":"10.8.0.69","dst4_addr":"198.51.100.7"}\n`;

  it("of JSON have one reason for all their values, which stand apart", async () => {
    const text = flow(100) + flow(-5) + flow('"many"') + flow(200);
    const { read, skipped, rows } = await importText(text, { maxErrors: 2 });
    expect(rows.map(({ up }) => up)).toEqual([300]);
    expect(
      read.badRows.map(({ line, column, name, value }) => [line, column, name, value]),
    ).toEqual([
      [2, null, "in_bytes", "-5"],
      [3, null, "in_bytes", "many"],
    ]);
    expect(skipped).toEqual([
      { what: "in_bytes must be a whole number from 0 and below 2^53", rows: 2, bytes: 0, line: 2 },
    ]);
  });
});

describe("options that a flow log has no use for are refused", () => {
  it.each([
    [{ date: T }, "import: date must be left out with nfdump, whose times have one"],
    [{ empty: new Set(["-"]) }, "import: empty must be left out with nfdump, which writes numbers"],
  ] as const)("%j", async (settings, message) => {
    await expect(importText(CSV + pair, settings as Settings)).rejects.toThrow(message);
  });
});

it("a time of day that seems to go back by hours is doubted, a late row is not", async () => {
  const row = (time: string) => `${time},${time},udp,10.8.0.69,5,->,198.51.100.7,6881,1000,1000\n`;
  const date = T - 10 * HOUR;
  const late = await importText(ARGUS + row("10:00:00") + row("09:30:00"), { date });
  const doubts = late.warnings.filter(({ what }) => /goes back/.test(what));
  expect(doubts).toEqual([]);
  const lost = await importText(ARGUS + row("00:20:00") + row("12:30:00"), { date });
  const told = lost.warnings.filter(({ what }) => /StartTime goes back/.test(what));
  expect(told).toMatchObject([{ rows: 1, line: 3 }]);
});
