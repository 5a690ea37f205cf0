import { describe, expect, it } from "vitest";
import type { SeedOutcome } from "../../../bench/study/cells.ts";
import { chineseAnswers } from "../../../bench/study/chinese-answers.ts";
import { englishAnswers } from "../../../bench/study/english-answers.ts";
import type { CaseOutcome } from "../../../bench/study/outcome.ts";
import type { Cell, Together } from "../../../bench/study/study-file.ts";
import { togetherOf } from "../../../bench/study/together.ts";
import { togetherSaid } from "../../../bench/study/together-said.ts";
import { loadStrategy } from "../../../jobs/load-strategies.ts";
import { aCase } from "./made-outcomes.ts";
import { MADE_WORLD } from "./made-study.ts";

type Left = Readonly<Record<string, readonly number[]>>;
type Half = CaseOutcome["split"];

/** Cases of 100 yuan each, and what each strategy leaves of them; what its answers cost, where that is said. */
function found(left: Left, { halves = [] as Half[], spent = {} as Record<string, number> } = {}) {
  const base = loadStrategy("torrent-cut");
  const outcomes = Object.entries(left).map(([name, yuan]): SeedOutcome[] => {
    const cases = yuan.map((ratedLeft, device) =>
      aCase({
        device,
        split: halves[device] ?? "test",
        ratedAtStake: 100_00,
        ratedLeft: ratedLeft * 100,
      }),
    );
    const strategy = { ...base, name };
    const rest = { lines: [], alarms: 0, wrongPlane: 0, touched: 0 };
    return [{ seed: "1", outcome: { strategy, mode: "closed", cases, ...rest } }];
  });
  const cells = Object.keys(left).map(
    (strategy) =>
      ({
        ...{ strategy, dataset: MADE_WORLD.name, mode: "closed" },
        netBenefit: strategy in spent ? { spent: spent[strategy] } : null,
      }) as Cell,
  );
  return togetherOf(cells, outcomes);
}

/** Four measures against four cases: two add up, one is superfluous, one does nothing. */
const FOUR: Left = {
  torrents: [0, 0, 100, 100],
  thefts: [100, 100, 0, 10],
  half: [50, 100, 100, 100],
  caches: [100, 100, 100, 100],
};

describe("what strategies come to side by side", () => {
  it.each<[title: string, left: Left, strategies: string[], saved: number, isEnough: boolean]>([
    ["takes the fewest that are enough", FOUR, ["torrents", "thefts"], 390, true],
    ["takes one where one is enough", { ...FOUR, all: [0, 0, 0, 30] }, ["all"], 370, true],
    ["of as many what saves most", { a: [5, 5], b: [1, 1] }, ["b"], 198, true],
    [
      "takes three, and no more",
      {
        a: [0, 100, 100, 100],
        b: [100, 0, 100, 100],
        c: [100, 100, 0, 100],
        d: [100, 100, 100, 1],
      },
      ["a", "b", "c"],
      300,
      false,
    ],
    ["counts what burns more against it", { a: [0, 150], b: [50, 0] }, ["a", "b"], 200, true],
  ])("%s", (_, left, strategies, saved, isEnough) => {
    const [one] = found(left);
    expect(one?.chosen).toEqual({ strategies, isEnough, saved: saved * 100 });
  });

  it("says what each adds to the one that saves most, and who adds nothing", () => {
    const [one] = found(FOUR);
    expect(one?.leader).toEqual({ strategy: "torrents", saved: 200_00 });
    expect(one?.beside).toEqual([
      { strategy: "thefts", saved: 190_00, adds: 190_00 },
      { strategy: "half", saved: 50_00, adds: 0 },
    ]);
  });

  it("takes the cheapest where answers have a price, however many they are", () => {
    const left = { dear: [0, 0], a: [0, 100], b: [100, 0], c: [0, 0] };
    const spent = { dear: 900, a: 10, b: 20, c: 31 };
    expect(found(left, { spent })[0]).toMatchObject({
      isPriced: true,
      chosen: { strategies: ["a", "b"], isEnough: true },
    });
    expect(found(left)[0]?.chosen.strategies).toEqual(["dear"]);
  });

  it("chooses on the calibration half and tells of the other", () => {
    const halves: Half[] = ["calibration", "test", "test"];
    const [one] = found({ lucky: [0, 90, 100], steady: [20, 20, 20] }, { halves });
    expect(one).toMatchObject({ isHalved: true, stake: 200_00 });
    expect(one?.chosen).toEqual({ strategies: ["lucky"], isEnough: true, saved: 10_00 });
    expect(one?.beside).toEqual([{ strategy: "steady", saved: 160_00, adds: 150_00 }]);
  });

  it("says nothing of one strategy, of none that saves, and where nothing was rated", () => {
    expect(found({ a: [0] })).toEqual([]);
    expect(found({ a: [0], b: [100] })).toEqual([]);
    expect(found({ a: [], b: [] })).toEqual([]);
    expect(togetherOf([], [])).toEqual([]);
  });
});

const WHO = [
  { name: "torrents", by: "operator" as const },
  { name: "thefts", by: "seller" as const },
];
const said = (all: readonly Together[], say = englishAnswers) =>
  togetherSaid(all, MADE_WORLD, WHO, say).map(({ text }) => text);

describe("the sentences about it", () => {
  it("name the set, and what is superfluous", () => {
    expect(said(found(FOUR))).toEqual([
      "The fewest strategies that save nine tenths of what is rated: torrents (operator) and thefts (seller). Together they save 390 of 400 CNY, if each case fares as under the one of them that helps it most.",
      "Beside torrents, which saves 200 of 400 CNY rated, thefts adds all 190 that it saves alone; half adds nothing that it does not save already, if each case fares as under the one of them that helps it most.",
    ]);
  });

  it("turn with the numbers", () => {
    const [set, beside] = said(found({ torrents: [0, 60], thefts: [40, 50] }));
    expect(set).toBe(
      "No three strategies save nine tenths of what is rated; nearest come torrents (operator) and thefts (seller). Together they save 150 of 200 CNY, if each case fares as under the one of them that helps it most.",
    );
    expect(beside).toMatch(/which saves 140 .* thefts adds 10 of the 110 that it saves alone, if/);
    // Beside what saves all, nobody needs to be told that all else is superfluous.
    const all = said(found({ torrents: [0, 60], thefts: [0, 0] }));
    expect(all).toEqual([
      "The fewest strategies that save nine tenths of what is rated: thefts (seller). It saves 200 of 200 CNY.",
    ]);
  });

  it("say on which half, and that a price was stated", () => {
    const halves: Half[] = ["calibration", "test"];
    const [set] = said(
      found({ torrents: [0, 60], thefts: [40, 50] }, { halves, spent: { torrents: 1, thefts: 2 } }),
    );
    expect(set).toBe(
      "The cheapest strategies that save nine tenths of what is rated in the calibration half: torrents (operator). It saves 40 of 100 CNY in the test half.",
    );
  });

  it("are in Chinese too", () => {
    expect(said(found(FOUR), chineseAnswers)).toEqual([
      "省下计费额九成所需最少的策略：torrents（运营商）、thefts（卖家）。合起来省下 400 CNY 中的 390（每起案例都按其中对它最有效的一个来算，并未一起模拟）。",
      "torrents 省下 400 CNY 中的 200；有了它，thefts 再省下它单独省的全部 190；half 是多余的（每起案例都按其中对它最有效的一个来算，并未一起模拟）。",
    ]);
  });

  it("are left out of another world", () => {
    const elsewhere = found(FOUR).map((each) => ({ ...each, dataset: "campus" }));
    expect(said(elsewhere)).toEqual([]);
  });
});
