import { describe, expect, it } from "vitest";
import { type Pair, pairedSum } from "../../../bench/study/paired.ts";

const pairs = (...values: readonly (readonly [number, number])[]): Pair[] =>
  values.map(([before, after], cluster) => ({ seed: "1", cluster, before, after }));
const many = (of: (i: number) => readonly [number, number]) =>
  pairs(...Array.from({ length: 60 }, (_, i) => of(i)));

describe("what households saved", () => {
  it("is 0 without an interval where nothing changed on any", () => {
    expect(pairedSum(pairs([5, 5], [7, 7]))).toMatchObject({
      ...{ value: 0, low: null, high: null, method: "equal", equal: true, n: 2 },
    });
  });

  it("is not called equal where changes cancel out", () => {
    expect(pairedSum(pairs([5, 6], [7, 6]))).toMatchObject({ value: 0, equal: false, method: "t" });
  });

  it("has Student's interval below thirty households", () => {
    // Saved 1, 2, 3: mean 2, deviation 1; t of 2 degrees at 95 % is 4.3027.
    const { value, low, high, chance } = pairedSum(pairs([2, 1], [4, 2], [6, 3]));
    // t is 2 * sqrt(3), and of 2 degrees 0.0742 lie beyond it.
    expect(chance).toBeCloseTo(0.0742, 4);
    expect(value).toBe(6);
    expect(low).toBeCloseTo(6 - 4.3027 * Math.sqrt(3), 3);
    expect(high).toBeCloseTo(6 + 4.3027 * Math.sqrt(3), 3);
  });

  it("leaves no doubt where every household saves as much", () => {
    expect(pairedSum(pairs([5, 1], [7, 3])).chance).toBe(0);
  });

  it("has none of one household", () => {
    expect(pairedSum(pairs([5, 1]))).toMatchObject({ value: 4, low: null, chance: null });
  });

  it("is as likely by chance as replicates lie beyond 0, of thirty and more", () => {
    const { chance } = pairedSum(many((i) => [10, 10 + (i % 2 === 0 ? 1 : -1)]));
    expect(chance).toBeGreaterThan(0.8);
    const sure = pairedSum(many((i) => [10 + (i % 5), 1]));
    expect(sure.chance).toBeCloseTo(2 / 2001, 9);
    expect(pairedSum(many((i) => [1, 10 + (i % 5)])).chance).toBeCloseTo(2 / 2001, 9);
  });

  it.each([
    [
      "a few",
      (i: number) =>
        pairs(
          ...many((k) => [100 + k, 99 + (k % 3)])
            .slice(0, i)
            .map((p) => [p.before, p.after] as const),
        ),
      9,
    ],
    ["many", () => many((k) => [100 + 7 * (k % 11), 90 + 7 * (k % 11) - (k % 3)]), 60],
  ])("is told no less surely by the pairs, of %s", (_, of, n) => {
    const { low, high, unpairedLow, unpairedHigh } = pairedSum(of(n));
    expect((high as number) - (low as number)).toBeLessThanOrEqual(
      (unpairedHigh as number) - (unpairedLow as number),
    );
  });

  it.each([
    ["a few", 9],
    ["many", 60],
  ])("is told as surely without the pairs where nothing is left, of %s", (_, n) => {
    const all = many((k) => [100 + 13 * (k % 7), 0]).slice(0, n);
    const { low, high, unpairedLow, unpairedHigh } = pairedSum(all);
    expect([unpairedLow, unpairedHigh]).toEqual([low, high]);
  });
});
