import { describe, expect, it } from "vitest";
import { usualDays } from "../../../detectors/state/usual-days.ts";

/** Books a value on each day, from day 100 on, and tells what was usual on each. */
function usualOf(values: readonly number[]): number[] {
  const days = usualDays(2, 2);
  return values.map((value, k) => {
    days.turn(1, 100 + k);
    days.add(1, 1, value);
    return days.usual(1, 1);
  });
}

describe("usualDays", () => {
  it.each([
    ["a steady one", [4, 4, 4, 4], [0, 0, 4, 4]],
    ["what began yesterday", [0, 0, 0, 8, 8], [0, 0, 0, 0, 0]],
    ["what began before", [0, 0, 8, 8, 8], [0, 0, 0, 0, 8 / 3]],
  ])("is the mean of the days before yesterday: %s", (_, values, usual) => {
    usualOf(values).forEach((mean, day) => {
      expect(mean).toBeCloseTo(usual[day] as number, 5);
    });
  });

  it("fades over two weeks, silent days too", () => {
    const days = usualDays(1, 1);
    for (let day = 0; day < 20; day++) {
      days.turn(0, day);
      days.add(0, 0, 7);
    }
    expect(days.usual(0, 0)).toBeCloseTo(7, 5);
    days.turn(0, 34);
    expect(days.usual(0, 0)).toBeCloseTo(7 * Math.exp(13 * Math.log(13 / 14)), 4);
    expect(days.past(0)).toBe(34);
    days.turn(0, 1000);
    expect(days.usual(0, 0)).toBeLessThan(0.2);
    expect(days.past(0)).toBe(1000);
  });

  it("knows nothing of a day that is over, and keeps devices apart", () => {
    const days = usualDays(2, 1);
    days.turn(0, 5);
    days.turn(0, 4);
    expect([days.past(0), days.past(1)]).toEqual([0, 0]);
  });
});
