import { expect, it } from "vitest";
import { judge } from "../../../datasets/audit/judge.ts";
import type { Measured } from "../../../datasets/audit/measure-contrast.ts";

type Figures = NonNullable<Measured["figures"]>;

/** Sides that nothing tells apart, by a sample so large that errors hardly count. */
const ALIKE: Figures = {
  ...{ area: 0.5, low: 0.49, high: 0.51, error: 0.005 },
  ...{ top: 0.5, topZ: 0 },
  atom: { cell: "ttl = 64", z: 2, inside: 0.5, outside: 0.5 },
  dealt: [3, 4, 5],
};

/** Figures of one contrast, and what they are a leak by: chance gave atoms a z of 5 at most. */
const CASES: readonly (readonly [title: string, figures: Partial<Figures>, leaks: string[]])[] = [
  ["nothing", {}, []],
  ["an area of .54, however certain", { area: 0.54 }, []],
  ["an area of .56 that is certain", { area: 0.56 }, ["area"]],
  ["an area of .60 that chance gives too", { area: 0.6, error: 0.1 }, []],
  ["a top of .84", { top: 0.84, topZ: 9 }, []],
  ["a top of .86", { top: 0.86, topZ: 9 }, ["top"]],
  ["a top of .86 that chance gives too", { top: 0.86, topZ: 4.9 }, []],
  ["an atom as large as chance gives", { atom: { ...ALIKE.atom, z: 5.4 } }, []],
  ["an atom beyond chance", { atom: { ...ALIKE.atom, z: 5.6 } }, ["atom"]],
];

it.each(CASES)("%s", (_title, figures, leaks) => {
  const measured: Measured = {
    contrast: { view: "flows", group: "terminal", inside: "a", outside: "b" } as never,
    devices: [100, 100],
    rows: [1000, 1000],
    isJudged: true,
    figures: { ...ALIKE, ...figures },
  };
  expect(judge([measured]).flatMap((judged) => judged.leaks)).toEqual(leaks);
});

it("an area that is certain alone may be chance among many", () => {
  const measured = (figures: Partial<Figures>): Measured => ({
    contrast: { view: "flows", group: "terminal", inside: "a", outside: "b" } as never,
    devices: [100, 100],
    rows: [1000, 1000],
    isJudged: true,
    figures: { ...ALIKE, ...figures },
  });
  // z = .15 / (1.4 * .05) = 2.1, a chance of .016: below .05 alone, above it among a hundred.
  const one = measured({ area: 0.65, error: 0.05 });
  expect(judge([one])[0]?.leaks).toEqual(["area"]);
  const many = judge([one, ...Array.from({ length: 99 }, () => measured({}))]);
  expect(many[0]?.leaks).toEqual([]);
});
