import { expect, test } from "vitest";
import { DAY } from "../../../datasets/sizes.ts";
import { UsualUse } from "../../../simulators/charging/usual-use.ts";

function after(days: readonly number[], bundle = 0) {
  const usual = new UsualUse([bundle, 0]);
  for (const bytes of days) {
    usual.today[0] = bytes;
    usual.endDay();
  }
  return usual;
}

test("a line that nobody knows yet is taken to use its bundle evenly over thirty days", () => {
  expect(after([], 3000).in(0, DAY)).toBe(100);
  expect(after([], 3000).in(0, DAY / 4)).toBe(25);
  expect(after([], 0).in(0, DAY)).toBe(0);
});

test("its own days outweigh that, the more there are", () => {
  expect(after([400], 3000).in(0, DAY)).toBe((3 * 100 + 400) / 4);
  expect(after(Array(297).fill(400), 3000).in(0, DAY)).toBe(397);
});

test("the day in hand is no usual day yet, and planes are kept apart", () => {
  const usual = after([400, 600]);
  usual.today[0] = 1e9;
  expect(usual.in(0, DAY)).toBe(200);
  expect(usual.in(1, DAY)).toBe(0);
});
