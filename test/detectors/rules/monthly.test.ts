import { describe, expect, it } from "vitest";
import { GB, KB } from "../../../datasets/sizes.ts";
import { dualCap } from "../../../detectors/rules/dual-cap.ts";
import { moneyCap } from "../../../detectors/rules/money-cap.ts";
import { percentAlert } from "../../../detectors/rules/percent-alert.ts";
import { planCap } from "../../../detectors/rules/plan-cap.ts";
import { plainFleet, scoresOf } from "../rows.ts";

/** Hours from 1 January 2024 to 1 February. */
const MONTH = 31 * 24;
const uncapped = plainFleet({ moneyCap: new Float64Array(4), volumeCap: new Float64Array(4) });

describe("lines that share a bundle", () => {
  const shared = { payer: Uint32Array.of(0, 0, 2, 3) };
  const rows = [
    { at: 1, device: 0, down: 2 * GB, charged: 10 },
    { at: 2, device: 1, down: 2 * GB, charged: 20 },
    { at: 3, device: 2, down: GB, charged: 40 },
    { at: 4, device: 0, down: GB, charged: 80 },
  ];

  it.each([
    ["plan-cap", planCap, {}, [0.4, 0.8, 0.2, 1]],
    ["dual-cap", dualCap, { money: 100, volume: 10 * GB }, [0.2, 0.4, 0.4, 1.1]],
    ["money-cap", moneyCap, { cap: 100 }, [0.1, 0.3, 0.4, 1.1]],
    ["percent-alert", percentAlert, {}, [-Infinity, 80, -Infinity, 100]],
  ] as const)("are metered together by %s", (_, spec, options, scores) => {
    const fleet = plainFleet({
      ...shared,
      moneyCap: new Float64Array(4),
      volumeCap: new Float64Array(4),
    });
    expect(scoresOf(spec as never, "charging", rows, options, fleet)).toEqual(scores);
  });
});

describe("plan-cap", () => {
  it("scores the share of the line's bundle and starts anew on its billing day", () => {
    const rows = [
      { at: 1, down: 2 * GB },
      { at: 2, down: 3 * GB },
      { at: MONTH - 1, up: 5 * GB },
      { at: MONTH, down: GB },
    ];
    expect(scoresOf(planCap, "charging", rows)).toEqual([0.4, 1, 2, 0.2]);
  });

  it("bills from another day of the month where the fleet says so", () => {
    const rows = [
      { at: 13 * 24, down: GB },
      { at: 14 * 24, down: 2 * GB },
    ];
    const fleet = plainFleet({ billingDay: new Uint8Array(4).fill(15) });
    expect(scoresOf(planCap, "charging", rows, {}, fleet)).toEqual([0.2, 0.4]);
  });

  it("counts the data group only where there are groups, and everything where there are none", () => {
    const rows = [
      { at: 1, down: GB, ratingGroup: "wlan" },
      { at: 2, down: GB, ratingGroup: "data" },
    ];
    expect(scoresOf(planCap, "charging", rows)).toEqual([-Infinity, 0.2]);
    expect(scoresOf(planCap, "wlan", [{ at: 1, down: GB }])).toEqual([0.2]);
  });

  it("falls back on its own quota for a line without a bundle", () => {
    const fleet = plainFleet({ quota: new Float64Array(4) });
    const rows = [{ at: 1, down: 30 }];
    expect(scoresOf(planCap, "charging", rows, { quota: 60 }, fleet)).toEqual([0.5]);
  });
});

describe("money-cap", () => {
  it("adds up the bill itself where the view has it, every rating group", () => {
    const rows = [
      { at: 1, charged: 30_000, ratingGroup: "data" },
      { at: 2, charged: 69_900, ratingGroup: "wlan" },
      { at: 3, charged: 100 },
    ];
    expect(scoresOf(moneyCap, "charging", rows)).toEqual([0.3, 0.999, 1]);
  });

  it("prices bytes over the bundle where it does not, and nothing below", () => {
    // 30,000 millionths of a minor unit a KB: 1,000 KB over the bundle cost 30 minor units.
    const rows = [
      { at: 1, down: 5 * GB },
      { at: 2, down: 1000 * KB },
    ];
    expect(scoresOf(moneyCap, "flows", rows, { cap: 60 }, uncapped)).toEqual([0, 0.5]);
  });
});

describe("dual-cap", () => {
  it.each([
    ["money", { charged: 50_000, down: GB }, 0.5],
    ["volume", { charged: 10_000, down: 12 * GB }, 0.8],
  ])("scores by whichever cap is nearer: %s", (_, row, score) => {
    expect(scoresOf(dualCap, "charging", [{ at: 1, ...row }])).toEqual([score]);
  });

  it("uses its own caps for a line whose plan has none", () => {
    const rows = [{ at: 1, charged: 25_000, down: 30 * GB }];
    expect(scoresOf(dualCap, "charging", rows, {}, uncapped)).toEqual([0.75]);
  });

  it("has the volume half alone in the wlan view", () => {
    expect(scoresOf(dualCap, "wlan", [{ at: 1, down: 30 * GB }])).toEqual([2]);
  });
});

describe("percent-alert", () => {
  const none = -Infinity;
  const shares = [0.49, 0.01, 0.34, 0.01, 0.1, 0.05, 0.9, 0.1, 3.5];
  const rows = shares.map((share, i) => ({ at: i + 1, down: Math.ceil(share * 5 * GB) }));

  it.each([
    ["cn", [none, none, 80, none, none, 100, none, 200, 500]],
    ["au", [none, 50, none, 85, none, 100, none, 200, 500]],
    ["us", [none, none, 75, none, none, 100, none, 200, 500]],
  ])("speaks once at each step of %s, and at every further hundred", (preset, expected) => {
    expect(scoresOf(percentAlert, "charging", rows, { preset })).toEqual(expected);
  });

  it("counts money for the eu", () => {
    const charges = [3999, 1, 999, 1, 5000].map((charged, i) => ({ at: i + 1, charged }));
    const scores = scoresOf(percentAlert, "charging", charges, { preset: "eu" });
    expect(scores).toEqual([none, 80, none, 100, 200]);
  });

  it("speaks again in the next month", () => {
    const months = [1, MONTH + 1].map((at) => ({ at, down: 5 * GB }));
    expect(scoresOf(percentAlert, "charging", months)).toEqual([100, 100]);
  });
});
