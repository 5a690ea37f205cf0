import { describe, expect, it } from "vitest";
import { MB } from "../../../datasets/sizes.ts";
import { creepingTrend } from "../../../detectors/baselines/creeping-trend.ts";
import { scoresOf } from "../rows.ts";

/** One row at noon of each day, of so many MB up. */
const daysOf = (mb: readonly number[], marks = {}) =>
  mb.map((each, day) => ({
    ...{ at: 24 * day + 12, up: each * MB, access: "cellular", ...marks },
  }));

describe("creeping-trend", () => {
  it.each([
    ["doubles from day to day", [1, 3, 7, 15, 31, 63, 1], 3],
    ["stays", [7, 7, 7, 7, 7, 7, 7], -Infinity],
    ["shrinks", [63, 31, 15, 7, 3, 1, 9], -Infinity],
    ["steps up once", [1, 1, 1, 3, 3, 3, 9], 0.6],
    ["has one large day", [1, 1, 1, 1, 63, 1, 9], 0.333],
    ["is too short", [1, 3, 7, 15, 31, 63], -Infinity],
  ])("scores growth by the share of pairs that grow: %s", (_, mb, score) => {
    expect(scoresOf(creepingTrend, "flows", daysOf(mb)).at(-1)).toBe(score);
  });

  it("holds silent days for days without bytes", () => {
    const rows = daysOf([1, 3, 7, 15, 31, 63, 1]).filter((_, day) => day !== 1);
    expect(scoresOf(creepingTrend, "flows", rows).at(-1)).toBeCloseTo((13 / 15) * (11 / 3), 2);
  });

  it("forgets what is older than two weeks", () => {
    const growth = [1, 3, 7, 15, 31, 63];
    const rows = daysOf([...growth, ...Array.from({ length: 15 }, () => 63)]);
    expect(scoresOf(creepingTrend, "flows", rows).at(-1)).toBe(-Infinity);
  });

  it.each([
    ["on screen", { foreground: 1 }],
    ["a guest's", { tethering: 1 }],
    ["over Wi-Fi", { access: "wifi" }],
  ])("takes no notice on the phone of what is seen or free: %s", (_, marks) => {
    const rows = daysOf([1, 3, 7, 15, 31, 63, 1], marks);
    expect(scoresOf(creepingTrend, "netstats", rows).at(-1)).toBe(-Infinity);
  });
});
