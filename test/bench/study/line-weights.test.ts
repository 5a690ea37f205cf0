import { describe, expect, it } from "vitest";
import { cellsOf } from "../../../bench/study/cells.ts";
import { costsOf } from "../../../bench/study/costs.ts";
import { lineScale, lineWeights } from "../../../bench/study/line-weights.ts";
import type { Mix } from "../../../bench/study/mix.ts";
import type { LineOutcome } from "../../../bench/study/outcome.ts";
import { answersOf } from "../../../bench/study/sentences.ts";
import type { StudyDataset } from "../../../bench/study/study-file.ts";
import { GB } from "../../../datasets/sizes.ts";
import { loadStrategy } from "../../../jobs/load-strategies.ts";
import { aCase, aLine, NOTHING } from "./made-outcomes.ts";

const at = (device: number, kind: string) => ({ seed: "1", device, kind });

/** Ten lines in half a month: a case each on 0 and 1, both kinds on 2, two look-alikes on 3, one on 1. */
const LIVED = {
  cases: [at(0, "a"), at(1, "a"), at(2, "a"), at(2, "b")],
  lookAlikes: [at(3, "x"), at(3, "x"), at(1, "x")],
  ...{ lineDays: 150, days: 15 },
};
const lines = Array.from({ length: 10 }, (_, device) => ({ seed: "1", device }));
const mixed = (rates: Mix["rates"], lookAlikes: Record<string, number> = {}) =>
  lineWeights(LIVED, { name: "mine", rates, lookAlikes });

describe("weights of lines", () => {
  it("leave all as it was where a mix has everything as often as it was lived", () => {
    const scale = lineScale(LIVED);
    expect(scale).toBe(200);
    const { of } = mixed({ a: 3 * scale, b: scale }, { x: 3 * scale });
    for (const line of lines) {
      const { cases, others } = of(line);
      expect(cases + others).toBeCloseTo(scale, 9);
    }
  });

  it("share a line among all that happened on it, so that nobody pays twice", () => {
    const { of, ofKind, caseMonths } = mixed({ a: 6, b: 4 }, { x: 30 });
    expect(of(lines[0] as never)).toEqual({ cases: 2, others: 0 });
    // Line 1 is half the case's, half the look-alike's; line 2 half of each kind's.
    expect(of(lines[1] as never)).toEqual({ cases: 1, others: 5 });
    expect(of(lines[2] as never)).toEqual({ cases: 3, others: 0 });
    expect([ofKind(lines[2] as never, "a"), ofKind(lines[2] as never, "b")]).toEqual([1, 2]);
    expect(of(lines[3] as never)).toEqual({ cases: 0, others: 10 });
    expect(caseMonths).toBe(3);
  });

  it("add up to a thousand line-months", () => {
    const { of } = mixed({ a: 6, b: 4 }, { x: 30 });
    const months = lines.reduce((sum, line) => {
      const { cases, others } = of(line);
      return sum + (cases + others) / 2;
    }, 0);
    expect(months).toBeCloseTo(1000, 9);
  });

  it("take kinds that a mix does not name to happen never, and look-alikes as they were lived", () => {
    const { of } = mixed({ a: 3 });
    expect(of(lines[2] as never).cases).toBeCloseTo(0.5, 9);
    expect(of(lines[3] as never).others).toBeCloseTo(200, 9);
  });
});

const WORLD: StudyDataset = {
  ...{ name: "city", mode: "closed", truth: true, seeds: ["1"], lines: 10, days: 30 },
  ...{ currency: "CNY", tariffs: ["ct2015"], enriched: true },
};

/** A torrent that one strategy stops, thefts that another does, and what each withholds of look-alikes. */
function cellsUnder(mix: Mix | undefined, costs?: string) {
  const thefts = [1, 2].map((device) =>
    aCase({ ...{ device, cluster: device, kind: "wlan-credential-theft" }, ratedLeft: 0 }),
  );
  const missed = { bytesLeft: 10 * GB, ratedLeft: 50_000, moneyLeft: 40_000 };
  const lookAlikes = [3, 4].map((device) => ({ kind: "family-hotspot", device }));
  const harmed = (device: number, gigabytes: number): LineOutcome =>
    aLine({
      ...{ device, cluster: device, messages: 1, isCutOff: true },
      harm: { ...NOTHING, lost: [0, 0, 0, gigabytes * GB, 0], pending: 0, pushesMissed: 0 },
    });
  const outcomes = [
    ["torrent-cut", [aCase(), ...thefts.map((each) => ({ ...each, ...missed }))], [harmed(3, 2)]],
    ["seller-second-factor", [aCase(missed), ...thefts], [harmed(5, 7)]],
  ] as const;
  return outcomes.flatMap(([name, cases, changed]) => {
    const outcome = { cases, lookAlikes, lines: changed, alarms: 1, wrongPlane: 0, touched: 1 };
    return cellsOf(
      {
        ...{ dataset: "city", lineDays: 300 },
        ...(mix ? { mix } : {}),
        ...(costs ? { costs: costsOf(costs) } : {}),
      },
      [{ seed: "1", outcome: { ...outcome, mode: "closed", strategy: loadStrategy(name) } }],
    );
  });
}
const EVERYDAY: Mix = {
  ...{ name: "everyday", rates: { "bt-over-hotspot": 4, "wlan-credential-theft": 1 } },
  lookAlikes: { "family-hotspot": 60 },
};
const ordinaryOf = (cells: ReturnType<typeof cellsUnder>) =>
  cells.filter(({ kind }) => kind === "ordinary").map((each) => each.perThousandLineMonths);

describe("harm under a mix", () => {
  it("counts a line with a look-alike as often as the mix has that, and any other for the rest", () => {
    const [ofLookAlike, ofPlain] = ordinaryOf(cellsUnder(EVERYDAY));
    expect(ofLookAlike?.wantedBytesLost).toBeCloseTo((60 / 2) * 2 * GB, 3);
    expect([ofLookAlike?.messages, ofLookAlike?.peopleCutOff]).toEqual([30, 30]);
    // Five lines of ten had neither; 1,000 less 60 and 5 line-months are theirs.
    expect(ofPlain?.wantedBytesLost).toBeCloseTo((935 / 5) * 7 * GB, 0);
    const [lived] = ordinaryOf(cellsUnder(undefined));
    expect(lived?.wantedBytesLost).toBe(100 * 2 * GB);
  });

  it("is told in a sentence, and none is told of what was lived", () => {
    const text = (mix: Mix | undefined) =>
      answersOf(WORLD, cellsUnder(mix)).find(({ strategy }) => strategy === "torrent-cut")?.text;
    const of = answersOf(WORLD, cellsUnder(EVERYDAY)).map((each) => each.text);
    expect(of.join("\n")).toContain(
      "In 1,000 line-months of mix everyday that is 60.0 GB withheld, 30 lines cut off for nothing and 30 messages.",
    );
    expect(text(undefined)).not.toContain("line-months of mix");
  });
});

describe("the order of strategies", () => {
  const moved = (mix: Mix | undefined, costs?: string) =>
    answersOf(WORLD, cellsUnder(mix, costs)).find(({ text }) => /as lived/.test(text))?.text;

  it("moves with the mix, and a sentence says how", () => {
    expect(moved(EVERYDAY)).toBe(
      "By what they save, of 2, seller-second-factor is first as lived and last under everyday and torrent-cut is last as lived and first under everyday.",
    );
    const same = { ...EVERYDAY, rates: { "bt-over-hotspot": 1, "wlan-credential-theft": 4 } };
    expect(moved(same)).toBe(
      "Under mix everyday all 2 strategies stand in the same order by what they save as lived.",
    );
    expect(moved(undefined)).toBeUndefined();
  });

  it("moves with harm where costs are stated", () => {
    // 60 GB of look-alikes and 4 torrents at 300 yuan, against 1,309 GB of plain lines and a theft at 500.
    expect(moved(EVERYDAY, "lost-gb=1")).toMatch(/^By what they are worth, of 2, seller-/);
    const rare = { ...EVERYDAY, lookAlikes: { "family-hotspot": 900 } };
    expect(moved(rare, "lost-gb=1")).toMatch(/stand in the same order by what they are worth/);
  });

  it("is worth nothing where cases are as rare as a break-even says, and costs what is fixed without any", () => {
    const all = cellsUnder(EVERYDAY, "lost-gb=1").filter(({ kind }) => kind === "all");
    const worths = all.flatMap(({ netBenefit }) => netBenefit ?? []);
    expect(worths.length).toBe(2);
    for (const { value, fixed, breakEven } of worths) {
      expect(fixed).toBeGreaterThan(0);
      expect((breakEven as number) * (value + fixed)).toBeCloseTo(fixed, 6);
    }
  });
});
