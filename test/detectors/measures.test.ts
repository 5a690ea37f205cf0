import { describe, expect, it } from "vitest";
import { MB } from "../../datasets/sizes.ts";
import { openDecay } from "../../detectors/state/decay.ts";
import { levelOf } from "../../detectors/state/hourly-levels.ts";
import { isNight } from "../../detectors/state/night.ts";
import { MONDAY } from "./rows.ts";

describe("openDecay", () => {
  it("is right to eight digits from a moment to twenty time constants", () => {
    const decay = openDecay(1000);
    for (let passed = 0; passed < 20_000; passed += 7.3) {
      const exact = Math.exp(-passed / 1000);
      expect(Math.abs(decay(passed) - exact)).toBeLessThanOrEqual(1e-8 * exact);
    }
  });
});

describe("levelOf", () => {
  it("follows log2(1 + MB) to a tenth and never falls", () => {
    let last = 0;
    for (let bytes = 1; bytes < 2e12; bytes *= 1.07) {
      const level = levelOf(bytes);
      expect(Math.abs(level - Math.log2(1 + bytes / MB))).toBeLessThan(0.1);
      expect(level).toBeGreaterThanOrEqual(last);
      last = level;
    }
  });

  it.each([
    [0, 0],
    [MB, 1],
    [3 * MB, 2],
    [1023 * MB, 10],
    [1e15, 21],
  ])("is exact at powers of two, and stops growing: %d", (bytes, level) => {
    expect(levelOf(bytes)).toBeCloseTo(level, 6);
  });
});

it("levelOf counts in what it is told to", () => {
  expect(levelOf(3 * 40_000, 40_000)).toBeCloseTo(2, 6);
  for (const bytes of [0, 1e4, 5e6, 3e9]) expect(levelOf(bytes / 4, MB / 4)).toBe(levelOf(bytes));
});

describe("isNight", () => {
  it.each([
    [0, 0, true],
    [5.99, 0, true],
    [6, 0, false],
    [23.99, 0, false],
    [16, 480, true],
    [22, 480, false],
    [3, -210, false],
    [3.5, -210, true],
  ])("at %f h UTC, %i min east: %s", (hours, offset, expected) => {
    expect(isNight(MONDAY + hours * 3_600_000, offset)).toBe(expected);
  });
});
