import { describe, expect, it } from "vitest";
import type { Tariff } from "../../../datasets/billing/tariff.ts";
import { billState } from "../../../datasets/inspection/bill-state.ts";

const TARIFF: Tariff = {
  name: "mine",
  summary: "100 bytes, then a fen a byte",
  source: "a test",
  currency: "CNY",
  kind: "overage",
  groups: {
    data: { bundleBytes: 100, amount: 1, perBytes: 1, incrementBytes: 1 },
    wlan: { bundleBytes: 0, amount: 1, perBytes: 1, incrementBytes: 1 },
  },
  moneyCap: 50,
  volumeCap: 0,
  period: "month",
};

/** Records of one byte count a row: [time, bytes, in the bundle, charged, group]. */
type Row = readonly [
  time: number,
  bytes: number,
  inBundle: number,
  charged: number,
  group?: string,
];
const linesOf = (rows: readonly Row[]) =>
  rows.map(([time, bytes, inBundle, charged, ratingGroup = "data"], seq) => ({
    line: {
      ...{ seq, time, start: time - 1, visibleAt: time + 1, up: 0, down: bytes },
      ...{ ratingGroup, cause: "volumeLimit", inBundle, charged, total: 0 },
    },
  }));

describe("the state of a bill", () => {
  it.each<[string, Row[], object]>([
    ["untouched without records", [], { limit: 100, used: 0, reachedAt: null }],
    ["in use", [[10, 60, 60, 0]], { limit: 100, used: 60, reachedAt: null }],
    ["used up to the byte", [[10, 100, 100, 0]], { limit: 100, used: 100, reachedAt: null }],
    [
      "used up by the first record that it did not cover whole",
      [
        [10, 60, 60, 0],
        [20, 60, 40, 20],
        [30, 60, 0, 60],
      ],
      { limit: 100, used: 100, reachedAt: 20 },
    ],
    [
      "used up before its sum says so, where the rest had gone before",
      [
        [10, 30, 30, 0],
        [20, 30, 10, 20],
      ],
      { limit: 100, used: 40, reachedAt: 20 },
    ],
    [
      "not worn down by another group",
      [[10, 500, 0, 500, "wlan"]],
      { limit: 100, used: 0, reachedAt: null },
    ],
  ])("has a bundle %s", (_, rows, data) => {
    expect(billState(TARIFF, linesOf(rows)).bundles).toEqual({ data });
  });

  it("reaches a cap with the record that makes it whole", () => {
    const lines = linesOf([
      [10, 1, 0, 49],
      [20, 1, 0, 1],
      [30, 1, 0, 7],
    ]);
    expect(billState(TARIFF, lines).moneyCap).toEqual({ limit: 50, used: 57, reachedAt: 20 });
    expect(billState(TARIFF, lines.slice(0, 1)).moneyCap?.reachedAt).toBeNull();
    expect(billState({ ...TARIFF, volumeCap: 3 }, lines).volumeCap).toEqual({
      ...{ limit: 3, used: 3, reachedAt: 30 },
    });
  });

  it("knows no cap that the plan has not, and no bundle where each byte is paid", () => {
    const plain = { ...TARIFF, kind: "pay-as-you-go", moneyCap: 0 } as const;
    expect(billState(plain, linesOf([[10, 5, 0, 5]]))).toEqual({
      ...{ bundles: {}, moneyCap: null, volumeCap: null },
    });
  });
});
