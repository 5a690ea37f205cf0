import { describe, expect, it } from "vitest";
import { DAY } from "../../../datasets/sizes.ts";
import { openHabit } from "../../../detectors/state/habit.ts";
import { sortHabits } from "../../../detectors/state/sort-habits.ts";

const memory = 7 * DAY;

describe("sortHabits", () => {
  it("tells of a line's first sort what a habit tells", () => {
    const one = openHabit(1, DAY, memory);
    const other = sortHabits(1, 3, { window: DAY, memory });
    for (let day = 0; day < 30; day++) {
      const expected = one.add(0, day * DAY, 10 + day);
      expect(other.add(0, 2, day * DAY, 10 + day)).toBeCloseTo(expected, 9);
    }
  });

  it("finds nothing usual in a sort that is new on a line that is not", () => {
    const habits = sortHabits(2, 2, { window: DAY, memory });
    for (let day = 0; day < 10; day++) habits.add(0, 0, day * DAY, 100);
    expect(habits.add(0, 1, 10 * DAY, 100)).toBe(0);
    expect(habits.add(0, 1, 10 * DAY, 100)).toBeLessThan(25);
    expect(habits.add(1, 1, 10 * DAY, 100)).toBe(0);
    expect(habits.add(1, 1, 10 * DAY, 100)).toBeGreaterThan(90);
  });
});
