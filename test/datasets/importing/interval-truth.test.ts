import { expect, it } from "vitest";
import { openIntervalTruth } from "../../../datasets/importing/interval-truth.ts";
import type { TruthInterval } from "../../../datasets/importing/truth-intervals.ts";

const interval = (device: number, from: number, to: number): TruthInterval => ({
  ...{ device, kind: "bt", from, to, line: 2, isRepeated: false },
});

/** Rows of 100 bytes down, by device and stretch of time. */
function batchOf(rows: readonly (readonly [device: number, start: number, time: number])[]) {
  const column = (read: (row: (typeof rows)[number], i: number) => number) =>
    Float64Array.from(rows, read);
  const columns = {
    ...{ device: column(([device]) => device), seq: column((_, i) => i) },
    ...{ start: column(([, start]) => start), time: column(([, , time]) => time) },
    ...{ visibleAt: column(([, , time]) => time), up: column(() => 0), down: column(() => 100) },
  };
  return { length: rows.length, columns };
}

it.each([
  ["before all of them", [0, 0, 10], []],
  ["in none, between two", [0, 20, 30], []],
  [
    "from one into the next",
    [0, 15, 35],
    [
      [0, 25],
      [1, 25],
    ],
  ],
  [
    "over all",
    [0, 0, 100],
    [
      [0, 10],
      [1, 20],
    ],
  ],
  ["within one", [0, 32, 40], [[1, 100]]],
  ["of a moment at an onset", [0, 30, 30], [[1, 100]]],
  ["of a moment at an end", [0, 20, 20], []],
  ["after all", [0, 50, 60], []],
  ["of another line", [1, 5, 6], [[2, 100]]],
  ["of a line without any", [2, 10, 20], []],
] as const)("books a row %s", (_, row, expected) => {
  const truth = openIntervalTruth(
    [interval(0, 10, 20), interval(0, 30, 50), interval(1, 0, 10)],
    "flows",
  );
  const marks = truth.mark(batchOf([row]), 7);
  const { episode = [], down = [] } = marks.columns;
  expect(Array.from(episode, (id, i) => [id, down[i]])).toEqual(expected);
});

it("looks at few intervals of a line for each row, however many the line has", () => {
  const many = Array.from({ length: 4096 }, (_, i) => interval(0, i * 10, i * 10 + 5));
  let looks = 0;
  const counted = new Proxy(many, {
    get(target, name, receiver) {
      if (typeof name === "string" && /^\d+$/.test(name)) looks++;
      return Reflect.get(target, name, receiver);
    },
  });
  const truth = openIntervalTruth(counted, "flows");
  looks = 0;
  truth.mark(batchOf([[0, 40_950, 40_955]]), 0);
  expect(truth.booked()[4095]).toMatchObject({ rows: 1, bytes: 100 });
  looks -= many.length;
  // Twelve halvings, and a handful for the one that it touches.
  expect(looks).toBeLessThan(24);
});
