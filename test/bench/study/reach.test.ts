import { describe, expect, it } from "vitest";
import { chineseAnswers } from "../../../bench/study/chinese-answers.ts";
import { englishAnswers } from "../../../bench/study/english-answers.ts";
import { reachOf } from "../../../bench/study/reach.ts";
import type { Cell, StudyStrategy } from "../../../bench/study/study-file.ts";
import { MADE_WORLD } from "./made-study.ts";

type Halves = [calibration: number, test: number] | null;
const cell = (strategy: string, saved: number, halves: Halves = null): Cell =>
  ({
    ...{ strategy, kind: "all", ratedSaved: { value: saved }, ratedAtStake: 1_000_00 },
    halves:
      halves === null
        ? null
        : { calibration: halves[0], test: { value: halves[1] }, testAtStake: 400_00 },
  }) as unknown as Cell;
const STRATEGIES: Pick<StudyStrategy, "name" | "by">[] = [
  { name: "hotspot-off", by: "owner" },
  { name: "caches-cleared", by: "owner" },
  { name: "second-factor", by: "seller" },
  { name: "torrent-cut", by: "operator" },
  { name: "rate-told", by: "operator" },
];
const said = (cells: Cell[], strategies = STRATEGIES, say = englishAnswers) =>
  reachOf(cells, MADE_WORLD, strategies, say)?.text ?? null;

describe("how far each hand gets by itself", () => {
  const lived = [
    cell("hotspot-off", 700_00),
    cell("caches-cleared", 0),
    cell("second-factor", 0),
    cell("torrent-cut", 900_00),
    cell("rate-told", 900_00),
  ];
  it.each<[title: string, cells: Cell[], text: string | null]>([
    [
      "names the best of each, and how many do as much",
      lived,
      "Of 1,000 CNY rated, an owner alone saves 700 at most, by hotspot-off, a seller saves nothing alone and an operator alone saves 900 at most, by torrent-cut (1 other as much).",
    ],
    [
      "turns with the numbers",
      [cell("hotspot-off", 0), cell("caches-cleared", 20_00), cell("torrent-cut", -5_00)],
      "Of 1,000 CNY rated, an owner alone saves 20 at most, by caches-cleared and an operator saves nothing alone.",
    ],
    [
      "chooses on the one half and tells of the other",
      [
        cell("hotspot-off", 500_00, [100_00, 400_00]),
        cell("caches-cleared", 900_00, [200_00, 1_00]),
        cell("torrent-cut", 100_00, [0, 100_00]),
      ],
      "Of 400 CNY rated in the test half, an owner alone saves 1 at most, by caches-cleared and an operator saves nothing alone.",
    ],
    ["says nothing of one hand alone", [cell("torrent-cut", 1), cell("rate-told", 2)], null],
    ["says nothing of no strategy", [], null],
  ])("%s", (_, cells, text) => {
    expect(said(cells)).toBe(text);
  });

  it("says nothing where nothing was rated, and of strategies that are not named", () => {
    const free = lived.map((each) => ({ ...each, ratedAtStake: 0 }));
    expect(said(free)).toBeNull();
    expect(said(lived, [])).toBeNull();
  });

  it("says it in Chinese", () => {
    expect(said(lived, STRATEGIES, chineseAnswers)).toBe(
      "计费额共 1,000 CNY：机主单独最多省 700，靠 hotspot-off；卖家单独什么也省不下；运营商单独最多省 900，靠 torrent-cut（另有 1 个一样多）。",
    );
  });
});
