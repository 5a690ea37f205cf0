import { expect, it } from "vitest";
import { openDelays } from "../../../datasets/inspection/delays.ts";

it.each<[number[], { median: number; longest: number } | null]>([
  [[], null],
  [[0], { median: 0, longest: 0 }],
  [[59_980], { median: 60_000, longest: 59_980 }],
  [[9000, 1000, 2400], { median: 2000, longest: 9000 }],
  [[4000, 1000, 3000, 2000], { median: 2000, longest: 4000 }],
])("of %j ms the median and the longest are %j", (all, facts) => {
  const delays = openDelays();
  for (const ms of all) delays.add(ms);
  expect(delays.told()).toEqual(facts);
});
