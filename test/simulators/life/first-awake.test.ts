import { expect, test } from "vitest";
import { firstAwake } from "../../../simulators/life/first-awake.ts";

/** Stayed up until 1, wakes at 7.5, sleeps from 23 on; the day ends at 24. */
const life = { sleptAt: 1, wakesAt: 7.5, sleepsAt: 23 };

test.each([
  [0, 0],
  [0.9, 0.9],
  [1, 8],
  [5, 8],
  [8, 8],
  [12, 12],
  [22.9, 22.9],
  [23, Infinity],
  [24, Infinity],
])("who is told at %f is awake at %f", (t, awake) => {
  expect(firstAwake(life, t, 24)).toBe(awake);
});

test("who stays up beyond midnight is awake until the day ends", () => {
  expect(firstAwake({ ...life, sleepsAt: 26 }, 23.9, 24)).toBe(23.9);
  expect(firstAwake({ ...life, sleepsAt: 26 }, 25, 24)).toBe(Infinity);
});
