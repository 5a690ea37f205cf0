import { expect, it } from "vitest";
import { touches } from "../../../datasets/inspection/time-window.ts";

it.each([
  [0, 9, false],
  [0, 10, false],
  [0, 11, true],
  [10, 10, true],
  [12, 13, true],
  [19, 30, true],
  [20, 20, false],
  [20, 30, false],
  [0, 30, true],
])("from %i to %i touches [10, 20): %s", (start, end, isTouched) => {
  expect(touches({ from: 10, to: 20 }, start, end)).toBe(isTouched);
});
