import { expect, test } from "vitest";
import { Meter } from "../../../simulators/charging/meter.ts";

test("a meter shows what was rated at its next refresh, at a phase of its own", () => {
  const meter = new Meter(100, 0, 1230);
  expect([0, 30, 31, 129, 130, 131].map((t) => meter.after(t))).toEqual([
    ...[30, 30, 130, 130, 130, 230],
  ]);
});

test("a meter warns once of what comes from one refresh to the next", () => {
  const meter = new Meter(100, 10, 0);
  const counted = (bytes: number, time: number) => meter.count(bytes, time);
  expect(counted(9, 50)).toBe(false);
  expect(counted(1, 100)).toBe(true);
  expect(counted(20, 100)).toBe(false);
  expect(counted(9, 101)).toBe(false);
  expect(counted(9, 201)).toBe(false);
  expect(counted(1, 299)).toBe(true);
});

test("a meter without a limit warns of nothing", () => {
  expect(new Meter(100, 0, 0).count(1e12, 5)).toBe(false);
});
