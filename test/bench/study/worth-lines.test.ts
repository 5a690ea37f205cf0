import { describe, expect, it } from "vitest";
import { adoptionLines, meetingsOf } from "../../../bench/study/adoption-lines.ts";
import { costsOf } from "../../../bench/study/costs.ts";
import {
  crossingsOf,
  leadsOver,
  type WorthLine,
  worthAt,
  worthLines,
} from "../../../bench/study/worth-lines.ts";
import { GB } from "../../../datasets/sizes.ts";
import { aCase, aLine, NOTHING } from "./made-outcomes.ts";
import { madeStudy } from "./made-study.ts";

const SPAN = { from: 0.01, to: 100 };
const line = (strategy: string, gain: number, fixed: number): WorthLine => ({
  ...{ strategy, gain, fixed },
});

describe("worth over how often cases happen", () => {
  it("is its net benefit where they are as frequent as in the mix, and less what stays where there are none", () => {
    const harm = { ...NOTHING, lost: [2 * GB, 0, 0, 0, 0], pending: 0, pushesMissed: 0 };
    const lines = [aLine({ harm }), aLine({ harm, device: 0, cluster: 0, hasCase: true })];
    const { cells } = madeStudy(
      [{ name: "one", cases: [aCase()], lines }],
      {},
      {
        costs: costsOf("lost-gb=10"),
      },
    );
    const all = cells.find(({ kind }) => kind === "all");
    const [own] = worthLines(cells);
    // 300 yuan saved and 20 yuan of harm on its line; 20 beside; ten lines are a hundredth of 1,000.
    expect(own).toEqual({ strategy: "one", gain: 2_800_000, fixed: 200_000 });
    expect(worthAt(own as WorthLine, 1)).toBe(all?.netBenefit?.value);
    expect(worthAt(own as WorthLine, 0)).toBe(-200_000);
  });

  it("is of none where nobody stated costs", () => {
    expect(worthLines(madeStudy([{ name: "one", cases: [aCase()] }]).cells)).toEqual([]);
  });

  it.each<[title: string, lines: WorthLine[], leads: (readonly [string | null, number, number])[]]>(
    [
      ["nobody leads where all cost more than they save", [line("a", -1, 5)], [[null, 0.01, 100]]],
      ["what costs nothing leads from the start", [line("a", 1, 0)], [["a", 0.01, 100]]],
      [
        "a dearer one that gains more takes over where they cross",
        [line("a", 10, 20), line("b", 30, 100)],
        [
          [null, 0.01, 2],
          ["a", 2, 4],
          ["b", 4, 100],
        ],
      ],
      [
        "one that is never the best leads nowhere",
        [line("a", 10, 20), line("b", 30, 100), line("c", 9, 21)],
        [
          [null, 0.01, 2],
          ["a", 2, 4],
          ["b", 4, 100],
        ],
      ],
      [
        "three that meet in one point hand over to the steepest",
        [line("a", 1, 0), line("b", 2, 3), line("c", 3, 6)],
        [
          ["a", 0.01, 3],
          ["c", 3, 100],
        ],
      ],
    ],
  )("%s", (_, lines, leads) => {
    expect(leadsOver(lines, SPAN)).toEqual(
      leads.map(([leader, from, to]) => ({ leader, from, to })),
    );
  });

  it("turns round with the sign of a gain", () => {
    const leaderAt = (gain: number) => leadsOver([line("a", gain, 1)], SPAN).at(-1)?.leader;
    expect([leaderAt(3), leaderAt(-3)]).toEqual(["a", null]);
  });

  it("covers the span without a gap", () => {
    const lines = Array.from({ length: 12 }, (_, i) => line(`s${i}`, 1 + i * i, (i * i * i) / 7));
    const leads = leadsOver(lines, SPAN);
    expect(leads[0]?.from).toBe(SPAN.from);
    expect(leads.at(-1)?.to).toBe(SPAN.to);
    for (const [i, { from }] of leads.entries()) if (i > 0) expect(from).toBe(leads[i - 1]?.to);
    for (const { leader, from, to } of leads) {
      const middle = (from + to) / 2;
      const best = Math.max(0, ...lines.map((each) => worthAt(each, middle)));
      const own = lines.find(({ strategy }) => strategy === leader);
      expect(own === undefined ? 0 : worthAt(own, middle)).toBeCloseTo(best, 9);
    }
  });

  it("names every crossing in the span, and who goes over whom", () => {
    const lines = [line("a", 10, 20), line("b", 30, 100), line("c", 0, 0), line("far", 1, 1000)];
    expect(crossingsOf(lines, SPAN)).toEqual([
      { factor: 2, over: "a", under: "c" },
      { factor: 100 / 30, over: "b", under: "c" },
      { factor: 4, over: "b", under: "a" },
    ]);
  });
});

describe("worth over how many have it", () => {
  const strategies = (adoption: number | null) =>
    madeStudy([{ name: "one", cases: [aCase()] }]).strategies.map((each) => ({
      ...each,
      adoption,
    }));
  const cells = madeStudy([{ name: "one", cases: [aCase()] }]).cells.filter(
    ({ kind }) => kind === "all",
  );

  it("goes up to the share that was lived, of safeguards alone", () => {
    expect(adoptionLines(cells, { strategies: strategies(0.6) })).toEqual([
      { strategy: "one", to: 0.6, worth: 3_000_000 },
    ]);
    expect(adoptionLines(cells, { strategies: strategies(null) })).toEqual([]);
  });

  it.each([
    [1, 50, 0.5],
    [0.6, 50, 0.3],
    [1, 100, 1],
    [1, 101, null],
    [1, -5, null],
  ])("lived at %d meets what is worth %d at %s of the lines", (to, worth, share) => {
    const met = meetingsOf([{ strategy: "a", to, worth: 100 }], [{ strategy: "b", worth }]);
    expect(met).toEqual(share === null ? [] : [{ strategy: "a", other: "b", share, worth }]);
  });
});
