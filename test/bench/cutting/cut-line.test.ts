import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutLine } from "../../../bench/cutting/cut-line.ts";
import { lineOrders } from "../../../bench/cutting/line-orders.ts";
import type { Makeup } from "../../../bench/cutting/observed-makeup.ts";
import type { Subject } from "../../../bench/cutting/recorded-world.ts";
import type { LedgerRows } from "../../../bench/world.ts";
import {
  type EnforcementRow,
  fillEnforcement,
  type GivenRow,
} from "../../../datasets/enforcement.ts";

const [DATA, WLAN] = [1, 2];

/** Rows as [start, end, bytes down, rating group]; parts as [row, subject, bytes down]. */
function rowsOf(
  rows: readonly (readonly [number, number, number, number?])[],
  parts: readonly (readonly [number, number, number])[] = [],
): LedgerRows {
  return {
    length: rows.length,
    start: Float64Array.from(rows, ([start]) => start),
    end: Float64Array.from(rows, ([, end]) => end),
    up: new Float64Array(rows.length),
    down: Float64Array.from(rows, ([, , bytes]) => bytes),
    ratingGroup: Uint8Array.from(rows, ([, , , group = DATA]) => group),
    parts: {
      length: parts.length,
      row: Uint32Array.from(parts, ([row]) => row),
      subject: Int32Array.from(parts, ([, subject]) => subject),
      up: new Float64Array(parts.length),
      down: Float64Array.from(parts, ([, , bytes]) => bytes),
    },
  };
}

const rowOf = (given: GivenRow): EnforcementRow => {
  const row = fillEnforcement({ device: 0, ...given }, (column, message) => {
    throw new RangeError(`${column} ${message}`);
  });
  if (row === null) throw new RangeError("no row");
  return row;
};

interface Given {
  readonly rows: LedgerRows;
  readonly done: readonly GivenRow[];
  readonly subjects?: readonly Subject[];
  readonly areSessions?: boolean;
  readonly guests?: Makeup;
}

const left = ({ rows, done, subjects = [], areSessions = true, guests }: Given) => {
  const orders = lineOrders(done.map(rowOf));
  const cut = cutLine(rows, { orders, subjects, areSessions, guests, apps: undefined });
  return [...cut.down];
};

const THEFT: Subject = { device: 0, kind: "wlan-credential-theft", onset: 0, end: 10_000 };
const TORRENT: Subject = { device: 0, kind: "bt-over-hotspot", onset: 0, end: 10_000 };
const VISIT: Subject = { device: 0, kind: null, onset: 0, end: 10_000 };

describe("mobile data", () => {
  const rows = rowsOf([
    [0, 1000, 500],
    [1000, 2000, 600],
    [2000, 3000, 700],
    [1000, 2000, 800, WLAN],
  ]);

  it.each<[title: string, done: GivenRow[], bytes: number[]]>([
    ["is whole where nothing was done", [], [500, 600, 700, 800]],
    ["stops at a cut, in whole bytes", [{ action: "cut-data", from: 1001 }], [500, 0, 0, 800]],
    ["flows evenly until then", [{ action: "cut-data", from: 1500 }], [500, 300, 0, 800]],
    [
      "goes on when the hold is over",
      [{ action: "cut-data", from: 1500, until: 2500 }],
      [500, 300, 350, 800],
    ],
    [
      "is cut once where two holds overlap",
      [
        { action: "cut-data", from: 1500, until: 1800 },
        { action: "cut-data", from: 1600, until: 2500 },
      ],
      [500, 300, 350, 800],
    ],
    ["is left alone by a message", [{ action: "notify", from: 0 }], [500, 600, 700, 800]],
    [
      "and sessions stop when the line is suspended",
      [{ action: "suspend-line", from: 1500 }],
      [500, 300, 0, 400],
    ],
    [
      "is what a bucket lets through, of all that the line moves",
      [{ action: "throttle", from: 1000, rate: 2400 }],
      // 300 bytes a second.
      [500, 300, 300, 800],
    ],
    [
      "is whole under a bucket that is wide enough",
      [{ action: "throttle", from: 1000, rate: 5600 }],
      [500, 600, 700, 800],
    ],
  ])("%s", (_, done, bytes) => {
    expect(left({ rows, done })).toEqual(bytes);
  });

  it("shares one bucket among records of the same time", () => {
    const both = rowsOf([
      [0, 1000, 300],
      [0, 1000, 900],
    ]);
    // 600 bytes a second, of 1,200.
    expect(left({ rows: both, done: [{ action: "throttle", from: 0, rate: 4800 }] })).toEqual([
      ...[150, 450],
    ]);
  });

  it("lies at its end where a record has no extent", () => {
    const points = rowsOf([
      [1000, 1000, 5],
      [2000, 2000, 6],
    ]);
    expect(left({ rows: points, done: [{ action: "cut-data", from: 2000 }] })).toEqual([5, 0]);
  });

  it("of guests goes by the share that another view tells", () => {
    const guests: Makeup = { share: (_, [from]) => (from === 1000 ? 0.25 : 1) };
    const done: GivenRow[] = [{ action: "block-tether", from: 1000 }];
    expect(left({ rows, done, guests })).toEqual([500, 450, 0, 800]);
    expect(left({ rows, done })).toEqual([500, 600, 700, 800]);
  });
});

describe("an owner", () => {
  const rows = rowsOf(
    [
      [0, 1000, 500],
      [1000, 2000, 600],
      [1000, 2000, 800, WLAN],
    ],
    [
      [1, 0, 400],
      [2, 1, 800],
    ],
  );

  it("ends incidents that have begun, on both networks, and nothing else", () => {
    const done: GivenRow[] = [{ action: "owner-stops", from: 1500 }];
    expect(left({ rows, done, subjects: [TORRENT, THEFT] })).toEqual([500, 400, 400]);
    expect(left({ rows, done, subjects: [TORRENT, VISIT] })).toEqual([500, 400, 800]);
    const later = { ...TORRENT, onset: 1600 };
    expect(left({ rows, done, subjects: [later, VISIT] })).toEqual([500, 600, 800]);
  });
});

describe("a WLAN session", () => {
  const rows = rowsOf(
    [
      [0, 1000, 500, WLAN],
      [1500, 2500, 600, WLAN],
      [3000, 4000, 700, WLAN],
      [0, 4000, 800],
    ],
    [
      [0, 0, 500],
      [1, 0, 600],
      [2, 1, 700],
    ],
  );
  const subjects = [THEFT, VISIT];

  it.each<[title: string, done: GivenRow[], bytes: number[]]>([
    ["runs on where logins are refused", [{ action: "block-new-login", from: 500 }], [500, 0, 0]],
    [
      "may open when the refusal is over",
      [{ action: "block-new-login", from: 500, until: 3000 }],
      [500, 0, 700],
    ],
    ["ends, and the next opens", [{ action: "disconnect-session", from: 2000 }], [500, 300, 700]],
    [
      "of a stranger is refused by a second factor, a look-alike's is not",
      [{ action: "require-second-factor", from: 100 }],
      [500, 0, 700],
    ],
    ["is left by a cut of mobile data", [{ action: "cut-data", from: 0 }], [500, 600, 700]],
  ])("%s", (_, done, bytes) => {
    expect(left({ rows, done, subjects }).slice(0, 3)).toEqual(bytes);
  });

  it("is dead while the line is, where no record says when it began", () => {
    const done: GivenRow[] = [{ action: "suspend-line", from: 500, until: 2000 }];
    expect(left({ rows, done, subjects, areSessions: false })).toEqual([250, 300, 700, 500]);
  });
});

describe("whatever is done", () => {
  const window = fc.record({
    from: fc.integer({ min: 0, max: 10_000 }),
    length: fc.option(fc.integer({ min: 1, max: 5000 }), { nil: null }),
    action: fc.constantFrom(
      ...(["cut-data", "throttle", "suspend-line", "block-new-login"] as const),
      ...(["disconnect-session", "require-second-factor", "owner-stops"] as const),
    ),
  });
  const record = fc.tuple(
    fc.integer({ min: 0, max: 10_000 }),
    fc.integer({ min: 0, max: 3000 }),
    fc.integer({ min: 0, max: 1e9 }),
    fc.constantFrom(DATA, WLAN),
  );

  it("no record that closed before changes, and none grows", () => {
    fc.assert(
      fc.property(fc.array(window, { minLength: 1 }), fc.array(record), (windows, records) => {
        const done = windows.map(({ from, length, action }) => ({
          ...{ from, until: length === null ? null : from + length, action },
          ...(action === "throttle" ? { rate: 8000 } : {}),
        }));
        const sorted = records
          .map(([start, length, bytes, group]) => [start, start + length, bytes, group] as const)
          .sort((a, b) => a[1] - b[1]);
        const parts = sorted.map(([, , bytes], row) => [row, 0, Math.floor(bytes / 2)] as const);
        const subjects = [{ ...THEFT, onset: 2000, end: 9000 }];
        const cut = left({ rows: rowsOf(sorted, parts), done, subjects });
        const first = Math.min(...done.map(({ from }) => from));
        for (const [i, [, end, bytes]] of sorted.entries()) {
          expect(Number.isInteger(cut[i])).toBe(true);
          expect(cut[i]).toBeGreaterThanOrEqual(0);
          expect(cut[i]).toBeLessThanOrEqual(bytes);
          if (end < first) expect(cut[i]).toBe(bytes);
        }
      }),
    );
  });
});
