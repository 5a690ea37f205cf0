import { describe, expect, it } from "vitest";
import { cellsOf, type Reckoning } from "../../../bench/study/cells.ts";
import { costsOf } from "../../../bench/study/costs.ts";
import { rankedStrategies } from "../../../bench/study/ranking.ts";
import { answersOf } from "../../../bench/study/sentences.ts";
import type { StudyDataset } from "../../../bench/study/study-file.ts";
import { GB } from "../../../datasets/sizes.ts";
import { loadStrategy } from "../../../jobs/load-strategies.ts";
import { aCase, aLine } from "./made-outcomes.ts";

const WORLD: StudyDataset = {
  ...{ name: "city", mode: "closed", truth: true, seeds: ["1"], lines: 10, days: 30 },
  ...{ currency: "CNY", tariffs: ["ct2015"], enriched: true },
};

/** Ten lines in a month: one case that is spared 300 yuan, and what its line and another go through. */
function cellsUnder(reckoning: Reckoning, name = "torrent-cut") {
  const strategy = loadStrategy(name);
  const nothing = aLine().harm;
  const lines = [
    aLine({ device: 0, cluster: 0, hasCase: true, alarms: 60, messages: 2 }),
    aLine({
      ...{ alarms: 30, messages: 1, isCutOff: true },
      harm: { ...nothing, lost: [GB, GB, 0, 0, 0] },
    }),
  ];
  const rows = { cases: [aCase()], lines, alarms: 90, wrongPlane: 0, touched: 2 };
  return cellsOf({ dataset: "city", lineDays: 300, ...reckoning }, [
    { seed: "1", outcome: { strategy, mode: "closed", ...rows } },
  ]);
}
const worthOf = (reckoning: Reckoning, name?: string) =>
  cellsUnder(reckoning, name).find(({ kind }) => kind === "all")?.netBenefit;

describe("a net benefit", () => {
  // 1,000 line-months are a hundred times the ten of this world; money is in fen.
  it.each([
    ["message=0.5", 30_000, 150, 50 / (30_000 - 100)],
    ["false-cut=20", 30_000, 2_000, 2_000 / 30_000],
    ["lost-gb=3", 30_000, 600, 600 / 30_000],
    ["message=0.5,false-cut=20,lost-gb=3", 30_000, 2_750, 2_650 / (30_000 - 100)],
    ["message=200", 30_000, 60_000, null],
  ])("under %s", (text, saved, spent, breakEven) => {
    const net = worthOf({ costs: costsOf(text) });
    expect(net?.saved).toBeCloseTo(100 * saved);
    expect(net?.spent).toBeCloseTo(100 * spent);
    expect(net?.value).toBeCloseTo(100 * (saved - spent));
    if (breakEven === null) expect(net?.breakEven).toBeNull();
    else expect(net?.breakEven).toBeCloseTo(breakEven, 9);
  });

  it("counts hours of people where a team looks, and none where a machine acts", () => {
    const costs = costsOf("team-hour=1");
    const hours = 100 * (90 / 30);
    expect(loadStrategy("dual-cap-alarm-2015").team).toBeNull();
    expect(worthOf({ costs }, "dual-cap-alarm-2015")?.spent).toBe(0);
    const team = { ...loadStrategy("torrent-cut"), team: 30 };
    const outcome = { mode: "closed", alarms: 30, wrongPlane: 0, touched: 1 } as const;
    const lines = [aLine({ alarms: 90 })];
    const cells = cellsOf({ dataset: "city", lineDays: 300, costs }, [
      { seed: "1", outcome: { ...outcome, strategy: team, cases: [aCase()], lines } },
    ]);
    const all = cells.find(({ kind }) => kind === "all");
    expect(all?.netBenefit?.spent).toBeCloseTo(100 * hours);
  });

  it("takes cases, and what answering costs on their lines, as often as the mix has them", () => {
    const costs = costsOf("message=0.5,false-cut=20");
    const mix = { name: "mine", rates: { "bt-over-hotspot": 2 } };
    const net = worthOf({ costs, mix });
    expect(net?.saved).toBeCloseTo(2 * 30_000);
    // Two of the thousand line-months are those of cases; nine lines of ten had none.
    expect(net?.spent).toBeCloseTo(2 * 100 + 998 * ((50 + 2_000) / 9));
    // At break-even so many cases pay for what it costs on all other lines.
    const often = { "bt-over-hotspot": 2 * (net?.breakEven ?? 0) };
    expect(worthOf({ costs, mix: { name: "even", rates: often } })?.value).toBeCloseTo(0, 6);
  });

  it("is not reckoned where no costs are stated", () => {
    expect(cellsUnder({}).map(({ netBenefit }) => netBenefit)).toEqual([null, null, null]);
    expect(answersOf(WORLD, cellsUnder({}))[0]?.text).not.toMatch(/worth/);
  });

  it("ranks strategies, and a sentence says which way it goes", () => {
    const costs = costsOf("false-cut=2000");
    const [dear] = [cellsUnder({ costs })].map((cells) => answersOf(WORLD, cells)[0]?.text);
    expect(dear).toMatch(
      /In 1,000 line-months with cases as often as in mix enriched it costs more than it saves: 170,000 CNY\. 6\.7 times as many cases would pay for it\.$/,
    );
    const cheap = answersOf(WORLD, cellsUnder({ costs: costsOf("false-cut=20") }))[0]?.text;
    expect(cheap).toMatch(
      /it is worth 28,000 CNY\. 0\.067 times as many cases would pay for it\.$/,
    );
    const seldom = answersOf(WORLD, cellsUnder({ costs: costsOf("false-cut=400000") }))[0]?.text;
    expect(seldom).toMatch(/1,333 times as many cases would pay for it\.$/);
    const never = answersOf(WORLD, cellsUnder({ costs: costsOf("message=200") }))[0]?.text;
    expect(never).toMatch(/No number of cases would pay for it\.$/);
    const free = cellsUnder({ costs: costsOf("message=0") }).map((cell) => ({
      ...cell,
      strategy: "free",
    }));
    const ranked = rankedStrategies([...cellsUnder({ costs }), ...free], WORLD);
    expect(ranked.map(({ strategy }) => strategy)).toEqual(["free", "torrent-cut"]);
  });
});

describe("costs", () => {
  it("are read by name, in minor units, and what is not named costs nothing", () => {
    expect(costsOf("message=.1, team-hour=200")).toEqual({
      ...{ message: 10, "team-hour": 20_000, "false-cut": 0, "lost-gb": 0 },
    });
  });

  it.each([
    ["mesage=1", "--cost-of: unknown cost mesage; did you mean message?"],
    ["message", "--cost-of: must read name=amount, such as message=0.1,false-cut=20, got message"],
    [
      "message=-1",
      "--cost-of: must read name=amount, such as message=0.1,false-cut=20, got message=-1",
    ],
    ["message=1,message=2", "--cost-of: must name message once, got message=1,message=2"],
  ])("refuse %s", (text, message) => {
    expect(() => costsOf(text)).toThrow(message);
  });
});
