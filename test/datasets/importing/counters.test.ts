import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openCounters } from "../../../datasets/importing/counters.ts";
import { openRowSorter } from "../../../datasets/importing/row-sorter.ts";

const RANGE = 0x1_0000_0000;
const FIELDS = ["device", "time", "start", "up", "down"];
const DIRECTORY = mkdtempSync(join(tmpdir(), "billshock-counters-"));
afterAll(() => rmSync(DIRECTORY, { recursive: true, force: true }));

interface Session {
  readonly knowsStart?: boolean;
  readonly isWide?: boolean;
  readonly memoryRows?: number;
}

/** Feeds rows of [time, up, down, start?, session?, device?]; tells what came out and what was said. */
function differences(rows: readonly (number | string)[][], options: Session = {}) {
  const { knowsStart = true, isWide = false, memoryRows } = options;
  const out: number[][] = [];
  const said: string[] = [];
  const left: (string | number)[][] = [];
  const counters = openCounters({
    fields: FIELDS,
    counters: [
      { field: "up", isWide },
      { field: "down", isWide },
    ],
    knowsStart,
    openSorter: (order) =>
      openRowSorter({ ...order, directory: DIRECTORY, ...(memoryRows && { memoryRows }) }),
    tally: {
      skip: (reason, bytes, line) => left.push([reason.slice(0, 17), bytes, line ?? 0]),
      warn: (what, line) => said.push(`${/passed|anew|less than half/.exec(what)?.[0]} ${line}`),
      note: (what) => said.push(what),
    },
    emit: (row) => out.push([...row].slice(1)),
  });
  rows.forEach(([time, up, down, start = 0, session = "s", device = 0], i) => {
    const numbers = [device, time, start, up, down] as number[];
    counters.add(String(session), Float64Array.from(numbers), i + 2);
  });
  counters.finish();
  const sums = [2, 3].map((k) => out.reduce((sum, row) => sum + (row[k] as number), 0));
  return { out, sums, said, left };
}

const ROWS = [
  [10, 1, 100],
  [20, 2, 200],
  [30, 3, 300],
  [40, 4, 400],
];

describe("counters that run on through a session", () => {
  it.each([
    ["in order", [0, 1, 2, 3]],
    ["with a late row", [0, 2, 1, 3]],
    ["newest first", [3, 2, 1, 0]],
    ["twice", [0, 1, 2, 3, 0, 1, 2, 3]],
  ])("give the same differences %s, in memory or by way of the disk", (_, order) => {
    const rows = order.map((i) => ROWS[i] as number[]);
    for (const memoryRows of [undefined, 2]) {
      const { out, sums, said } = differences(rows, memoryRows ? { memoryRows } : {});
      expect(out).toEqual([
        [10, 0, 1, 100],
        [20, 10, 1, 100],
        [30, 20, 1, 100],
        [40, 30, 1, 100],
      ]);
      expect([sums, said]).toEqual([[4, 400], []]);
    }
  });

  it("are told apart by session and by device, however their rows are mixed", () => {
    const { sums } = differences([
      [10, 1, 100, 0, "s", 0],
      [10, 7, 70, 0, "t", 0],
      [12, 9, 90, 0, "s", 1],
      [20, 2, 200, 0, "s", 0],
      [20, 8, 80, 0, "t", 0],
      [22, 10, 91, 0, "s", 1],
    ]);
    expect(sums).toEqual([2 + 8 + 10, 200 + 80 + 91]);
  });

  it("of one second are in the order of what they count", () => {
    const { sums, said } = differences([
      [10, 5, 500],
      [10, 1, 100],
      [20, 6, 600],
    ]);
    expect([sums, said]).toEqual([[6, 600], []]);
  });

  it.each<[string, number[][], Session, number[], string[]]>([
    [
      "up wraps while down runs on",
      [
        [10, RANGE - 10, 5],
        [20, 20, 9],
      ],
      {},
      [RANGE + 20, 9],
      ["passed 3"],
    ],
    [
      "down wraps while up runs on",
      [
        [10, 5, RANGE - 1],
        [20, 9, 0],
      ],
      {},
      [9, RANGE],
      ["passed 3"],
    ],
    [
      "down wraps twice",
      [
        [10, 1, RANGE - 5],
        [20, 2, 5],
        [30, 3, RANGE - 5],
        [40, 4, 5],
      ],
      {},
      [4, 2 * RANGE + 5],
      ["passed 3", "passed 5"],
    ],
    [
      "one falls by more than half of the range: wrapped",
      [
        [10, 1, 3e9],
        [20, 2, 5e8],
      ],
      {},
      [2, RANGE + 5e8],
      ["passed 3"],
    ],
    [
      "one falls by less than that: begun anew",
      [
        [10, 1, 2e9],
        [20, 2, 5e8],
      ],
      {},
      [2, 2.5e9],
      ["anew 3"],
    ],
    [
      "both wrap in one row",
      [
        [10, RANGE - 10, RANGE - 20],
        [20, 10, 20],
      ],
      {},
      [RANGE + 10, RANGE + 20],
      ["passed 3", "passed 3"],
    ],
    [
      "both fall from anywhere: begun anew",
      [
        [10, 3e9, 4e9],
        [20, 10, 20],
      ],
      {},
      [3e9 + 10, 4e9 + 20],
      ["anew 3", "anew 3"],
    ],
    [
      "a wide counter can't pass its end",
      [
        [10, 1, RANGE - 1],
        [20, 2, 7],
      ],
      { isWide: true },
      [2, RANGE + 6],
      ["anew 3"],
    ],
    [
      "a counter above 2^32 can't either",
      [
        [10, 1, 3 * RANGE],
        [20, 2, 7],
      ],
      {},
      [2, 3 * RANGE + 7],
      ["anew 3"],
    ],
    [
      "an empty row at the end",
      [
        [10, 1, 100],
        [20, 0, 0],
      ],
      {},
      [1, 100],
      ["anew 3", "anew 3"],
    ],
    [
      "a row that lies about its time",
      [
        [10, 1, 100],
        [20, 3, 300],
        [30, 2, 200],
        [40, 4, 400],
      ],
      {},
      [4, 400],
      ["less than half 4", "less than half 4"],
    ],
    [
      "a number used again, by its start",
      [
        [10, 5, 500, 0],
        [40, 7, 700, 30],
      ],
      {},
      [12, 1200],
      [],
    ],
  ])("%s", (_, rows, options, sums, said) => {
    const found = differences(rows, options);
    expect([found.sums, found.said]).toEqual([sums, said]);
  });

  it("begin at their first row where nobody says when the session began", () => {
    const { out, left } = differences(
      [
        [20, 2000, 50_000_200_000],
        [10, 1000, 50e9],
      ],
      {
        knowsStart: false,
      },
    );
    expect(out).toEqual([[20, 10, 1000, 200_000]]);
    expect(left).toEqual([["the first counter", 50e9 + 1000, 3]]);
  });

  it("begin at zero where the first row counts nothing", () => {
    const { out, left } = differences(
      [
        [10, 0, 0, 10],
        [20, 1, 2, 20],
      ],
      { knowsStart: false },
    );
    expect([out, left]).toEqual([
      [
        [10, 10, 0, 0],
        [20, 10, 1, 2],
      ],
      [],
    ]);
  });
});
