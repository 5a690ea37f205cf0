import { describe, expect, it } from "vitest";
import { closingMinute } from "../../../datasets/importing/flow-emitter.ts";
import { foldFlows } from "../../../datasets/importing/fold-flows.ts";
import { FLOW_ROW_FIELDS } from "../../../datasets/importing/folded-rows.ts";
import { FLOW_FIELDS } from "../../../datasets/importing/importer.ts";
import { NO_PORTS } from "../../../datasets/importing/service-ports.ts";
import { MINUTE } from "../../../datasets/sizes.ts";

interface Tuple {
  readonly device?: number;
  readonly start: number;
  readonly end: number;
  readonly up?: number;
  readonly down?: number;
  readonly peer?: number;
  readonly tuple?: number;
  readonly high?: number;
}

/** Folds tuples whose times are in seconds, after sorting them as importers do. */
function fold(tuples: readonly Tuple[]): Record<string, number>[] {
  const rows = tuples
    .map(({ device = 0, start, end, up = 0, down = 0, peer = 1, tuple = 1, high = 0 }) => {
      const minute = closingMinute(start * 1000, end * 1000);
      return [0, minute, device, end * 1000, start * 1000, up, down, 1, 2, peer, tuple, high];
    })
    .toSorted((a, b) => (a[1] as number) - (b[1] as number) || (a[2] as number) - (b[2] as number));
  const block = { values: Float64Array.from(rows.flat()), length: rows.length };
  const out: Record<string, number>[] = [];
  for (const { values, length } of foldFlows([block])) {
    for (let i = 0; i < length; i++) {
      const at = i * FLOW_ROW_FIELDS.length;
      out.push(
        Object.fromEntries(FLOW_ROW_FIELDS.map((name, j) => [name, values[at + j] as number])),
      );
    }
  }
  return out;
}

describe("folding flows", () => {
  it("adds up the tuples of a device's minute and counts peers and tuples once", () => {
    const rows = fold([
      { start: 1, end: 5, up: 10, down: 100, peer: 1, tuple: 1, high: 1 },
      { start: 2, end: 40, up: 1, down: 2, peer: 1, tuple: 2, high: 0 },
      { start: 41, end: 50, up: 5, down: 7, peer: 2, tuple: 3, high: 1 },
      { start: 3, end: 9, up: 4, down: 4, peer: 1, tuple: 1, high: 1 },
    ]);
    expect(rows).toEqual([
      {
        shard: 0,
        visibleAt: MINUTE,
        device: 0,
        seq: 0,
        time: 50_000,
        start: 1000,
        up: 20,
        down: 113,
        packetsUp: 4,
        packetsDown: 8,
        flows: 3,
        peers: 2,
        hiPortShare: 2 / 3,
      },
    ]);
  });

  it("asks only tuples that have ports for the share of high ones", () => {
    const answers = Array.from({ length: 8 }, (_, i) => ({ tuple: 10 + i, high: NO_PORTS }));
    const tuples = [{ tuple: 1, high: 1 }, { tuple: 2, high: 0 }, ...answers];
    const rows = fold(tuples.map((tuple) => ({ start: 1, end: 2, ...tuple })));
    expect(rows).toMatchObject([{ flows: 10, hiPortShare: 0.5 }]);
    expect(fold([{ start: 1, end: 2, high: NO_PORTS }])).toMatchObject([{ hiPortShare: 0 }]);
  });

  it("books a long tuple whole in the minute in which it closed, from that minute's start", () => {
    const [row] = fold([{ start: 30, end: 250, up: 1000 }]);
    expect(row).toMatchObject({ start: 240_000, time: 250_000, visibleAt: 300_000, up: 1000 });
  });

  it.each([
    ["closes on the stroke", 50, 60, 0],
    ["closes a second later", 50, 61, 1],
    ["has no length on the stroke", 60, 60, 1],
    ["lasts the whole minute", 0, 60, 0],
  ])("finds the minute of a tuple that %s", (_, start, end, minute) => {
    const [row] = fold([{ start, end, up: 1 }]);
    expect(row).toMatchObject({ visibleAt: (minute + 1) * MINUTE });
    expect(row?.["start"]).toBeGreaterThanOrEqual(minute * MINUTE);
    expect(row?.["time"]).toBeGreaterThanOrEqual(row?.["start"] as number);
  });

  it("keeps devices and minutes apart and numbers each device's rows", () => {
    const rows = fold([
      { device: 1, start: 70, end: 80 },
      { device: 0, start: 1, end: 2 },
      { device: 1, start: 3, end: 4 },
      { device: 0, start: 200, end: 201 },
    ]);
    const keys = rows.map(({ visibleAt = 0, device, seq }) => [visibleAt / MINUTE, device, seq]);
    expect(keys).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [2, 1, 1],
      [4, 0, 1],
    ]);
  });

  it("loses no byte over more rows than a block holds", () => {
    const tuples = Array.from({ length: 10_000 }, (_, i) => ({
      device: i % 3,
      start: i * 11,
      end: i * 11 + 5,
      up: i,
      down: 2 * i,
    }));
    const rows = fold(tuples);
    const sum = (name: string) => rows.reduce((total, row) => total + (row[name] as number), 0);
    expect([sum("up"), sum("down"), sum("packetsUp")]).toEqual([49_995_000, 99_990_000, 10_000]);
  });

  it("reads the fields that importers write", () => {
    expect(FLOW_FIELDS.slice(0, 5)).toEqual(["shard", "minute", "device", "end", "start"]);
  });
});
