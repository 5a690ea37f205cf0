import { describe, expect, it } from "vitest";
import { fileOf, importFile, type Settings, sumOf } from "../imported.ts";

const MAP = "device=D,start=B,time=E,up=U,down=V";
const HOUR = "2024-06-01 00:00:00,2024-06-01 01:00:00";

function records(lines: readonly string[], settings: Settings = {}) {
  const text = `D,B,E,U,V\n${lines.join("\n")}\n`;
  return importFile(fileOf(text), { format: "cdr", map: MAP, ...settings });
}

function flows(lines: readonly string[], settings: Settings = {}) {
  const text = `StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,TotBytes,SrcBytes\n${lines.join("\n")}\n`;
  return importFile(fileOf(text), { devices: ["10.0.0.1"], ...settings });
}

const words = ({ warnings }: Awaited<ReturnType<typeof records>>) =>
  warnings.map(({ what, rows, line }) => [what.slice(0, 40), rows, line]);

describe("clocks that jump by years", () => {
  it.each([
    [
      "backwards in a record",
      `a,1970-01-01 00:00:00,1970-01-01 00:10:00,1,1`,
      "1970-01-01 00:00:00",
    ],
    [
      "forwards in a record",
      `a,2099-01-01 00:00:00,2099-01-01 00:10:00,1,1`,
      "2099-01-01 00:00:00",
    ],
    ["in a start alone", `a,1970-01-01 00:00:00,2024-06-01 00:10:00,1,1`, "1970-01-01 00:00:00"],
  ])("are refused with their line: %s", async (_, line, time) => {
    await expect(records([`a,${HOUR},1,1`, `b,${HOUR},1,1`, line])).rejects.toThrow(
      new RegExp(`usage.csv:4: a row must lie within a year of the others, is of ${time}: `),
    );
  });

  it("are cut off by bounds, counted with their bytes, or declared by both", async () => {
    const lines = [`a,${HOUR},1,1`, "a,1970-01-01 00:00:00,1970-01-01 00:10:00,5,6"];
    const cut = await records(lines, { from: Date.UTC(2024, 0, 1) });
    expect([cut.rows.length, sumOf(cut, "up")]).toEqual([1, 1]);
    expect(cut.skipped).toEqual([
      { what: "not wholly within --from and --to", rows: 1, bytes: 11, line: 3 },
    ]);
    const declared = await records(lines, { from: 0, to: Date.UTC(2025, 0, 1) });
    expect(declared.rows).toHaveLength(2);
    expect(words(declared)).toContainEqual([
      "no row for 19874 days after 1970-01-01 0",
      undefined,
      2,
    ]);
  });

  it("of months are told, of days not", async () => {
    const later = await records([`a,${HOUR},1,1`, "a,2024-12-01 00:00:00,2024-12-01 00:00:00,1,1"]);
    expect(words(later)).toEqual([["no row for 182 days after 2024-06-01 01:", undefined, 3]]);
    const soon = await records([`a,${HOUR},1,1`, "a,2024-08-01 00:00:00,2024-08-01 00:00:00,1,1"]);
    expect(words(soon)).toEqual([]);
  });

  it("that never were set are told", async () => {
    const old = await records(["a,1970-01-01 00:00:00,1970-01-01 00:10:00,1,1"]);
    expect(words(old)).toEqual([
      ["all rows lie before 1990: the clock that", undefined, undefined],
    ]);
  });
});

describe("records that last longer than a rule's window", () => {
  it("are counted with their share of the bytes", async () => {
    const long = await records([
      "a,2024-06-01 00:00:00,2024-06-01 06:30:00,0,750",
      "a,2024-06-01 06:30:00,2024-06-01 07:30:00,0,250",
    ]);
    expect(long.warnings).toHaveLength(1);
    expect(long.warnings[0]?.what).toMatch(/longer than 1 h .* hold 75 % .* lasts 6.5 h/);
    const flow = await flows(["2024/06/01 00:00:00,28800,tcp,10.0.0.1,4,->,9.9.9.9,443,900,400"]);
    expect(flow.warnings[0]?.what).toMatch(/longer than 5 min .* hold 100 % .* lasts 8 h/);
    expect(flow.rows.map(({ start, time }) => (time as number) - (start as number))).toEqual([
      60_000,
    ]);
  });

  it("are no word worth where they hold next to nothing", async () => {
    const few = await records([
      "a,2024-06-01 00:00:00,2024-06-01 06:30:00,0,1",
      "a,2024-06-01 06:30:00,2024-06-01 07:30:00,0,999",
    ]);
    expect(few.warnings).toEqual([]);
  });
});

describe("a device that is not who the file is about", () => {
  const line = (from: string, bytes: number, sent: number) =>
    `2024/06/01 00:00:00,1,udp,${from},4,->,9.9.9.9,443,${bytes},${sent}`;

  it("is told by the addresses that are", async () => {
    const running = flows([line("10.0.0.7", 100, 40), line("10.0.0.7", 100, 40)]);
    await expect(running).rejects.toThrow(
      'holds none (2 with neither end local); most bytes are of "10.0.0.7" (2 rows), "9.9.9.9" (2 rows)',
    );
  });

  it("is told when it has a small part, or none", async () => {
    const found = await flows([line("10.0.0.7", 900, 40), line("10.0.0.1", 100, 40)], {
      devices: ["10.0.0.1", "10.0.0.2,fe80::1"],
    });
    expect(found.warnings).toEqual([
      { what: 'no row of device "10.0.0.2,fe80::1"', bytes: 0 },
      {
        what: 'the devices have 10.0 % of the bytes; most others are of "10.0.0.7" (1 row), "9.9.9.9" (1 row)',
        bytes: 900,
      },
    ]);
  });
});

describe("a flow log", () => {
  it("of one direction is told", async () => {
    const one = await flows(["2024/06/01 00:00:00,1,tcp,10.0.0.1,4,->,9.9.9.9,443,900,900"]);
    expect(one.warnings.map(({ what }) => what.slice(0, 40))).toEqual([
      "1 of 1 TCP flows have no way back: the l",
      "no byte is down: the log holds one direc",
    ]);
  });

  it("that was joined twice is told, with its bytes", async () => {
    const line = "2024/06/01 00:00:00,1,tcp,10.0.0.1,4,->,9.9.9.9,443,900,400";
    const other = "2024/06/01 00:00:00,1,tcp,10.0.0.1,4,->,9.9.9.9,443,900,401";
    const twice = await flows([line, other, line]);
    expect(sumOf(twice, "up")).toBe(1201);
    expect(twice.warnings).toEqual([
      {
        what: "a flow repeats an earlier one: its ends, times, bytes and packets are the same",
        rows: 1,
        bytes: 900,
      },
    ]);
  });
});
