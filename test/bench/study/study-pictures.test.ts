import { describe, expect, it } from "vitest";
import { costsOf } from "../../../bench/study/costs.ts";
import { MIXES } from "../../../bench/study/mix.ts";
import type { CaseOutcome } from "../../../bench/study/outcome.ts";
import { english } from "../../../bench/study/page/english.ts";
import { studyPage } from "../../../bench/study/page/study-page.ts";
import type { NightCourse, StudyFile } from "../../../bench/study/study-file.ts";
import { GB, HOUR } from "../../../datasets/sizes.ts";
import { aCase, aLine, NOTHING } from "./made-outcomes.ts";
import { MADE_WORLD, type MadeStrategy, madeStudy } from "./made-study.ts";

const EQUAL = { bytesLeft: 10 * GB, ratedLeft: 50_000, moneyLeft: 40_000 };
/** Five households with a case each, of which a strategy leaves so much. */
const left = (name: string, bytesLeft: readonly number[]): MadeStrategy => ({
  name,
  cases: bytesLeft.map((bytes, device) => {
    const changes: Partial<CaseOutcome> = bytes === 10 * GB ? EQUAL : { bytesLeft: bytes };
    return aCase({ ...changes, device, cluster: device });
  }),
});

async function picture(file: StudyFile, name: string): Promise<string> {
  const { figures } = await studyPage(file, english);
  const found = figures.find((each) => each.name === name);
  if (found === undefined) throw new RangeError(`no picture ${name}`);
  return found.svg.replaceAll("\u00a0", " ");
}

/** Marks of a picture: what they say, their path and their colour. */
function marks(svg: string, sort: string) {
  const of = new RegExp(
    `aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="${sort}"([^>]*)`,
    "g",
  );
  return [...svg.matchAll(of)].map(([, says = "", rest = ""]) => ({
    says,
    path: / d="([^"]*)"/.exec(rest)?.[1] ?? "",
    colour: /(?:fill|stroke)="(#\w+)"/.exec(rest)?.[1],
  }));
}

/** From where to where the intervals of a picture reach, in its own units. */
function intervals(svg: string): readonly (readonly [from: number, to: number])[] {
  const of =
    /aria-roledescription="rule mark" transform="translate\(([-\d.]+),[^)]*\)" x2="([-\d.]+)"/g;
  return [...svg.matchAll(of)].map(([, x, x2]) => [Number(x), Number(x) + Number(x2)]);
}

describe("bars kind by kind", () => {
  const barOf = async (bytesLeft: readonly number[]) => {
    const svg = await picture(madeStudy([left("one", bytesLeft)]), "city-L1-saved-bytes");
    const [bar] = marks(svg, "bar");
    const width = Number(/h(-?[\d.]+)v/.exec(bar?.path ?? "")?.[1]);
    return { ...bar, width, intervals: intervals(svg).length, isEqual: svg.includes(">=</text>") };
  };
  const some = [4, 5, 6, 4, 5].map((each) => each * GB);

  it("reach as far as what is saved, with the interval of its cell", async () => {
    // Stakes differ, or both intervals of the cell would be the same.
    const cases = some.map((bytesLeft, device) =>
      aCase({ bytesLeft, bytesAtStake: (6 + 2 * device) * GB, device, cluster: device }),
    );
    const file = madeStudy([{ name: "one", cases }]);
    const svg = await picture(file, "city-L1-saved-bytes");
    const [cell] = file.cells;
    expect(cell?.bytesSaved.low).not.toBe(cell?.bytesSaved.unpairedLow);
    const [bar] = marks(svg, "bar");
    expect(bar?.says).toBe("GB saved of 50.0 GB: 26; strategy: one");
    const wide = Number(/h(-?[\d.]+)v/.exec(bar?.path ?? "")?.[1]);
    const { value = 0, low, high } = cell?.bytesSaved ?? {};
    const at = (bytes?: number | null) => ((bytes ?? Number.NaN) / value) * wide;
    const [[from, to] = [0, 0], ...more] = intervals(svg);
    expect(more).toEqual([]);
    expect(Math.min(from, to)).toBeCloseTo(at(low), 3);
    expect(Math.max(from, to)).toBeCloseTo(at(high), 3);
  });

  it("turn to the other side, and red, where more is burnt", async () => {
    const saved = await barOf(some);
    const burnt = await barOf(some.map((each) => 20 * GB - each));
    expect(saved).toMatchObject({ says: "GB saved of 50.0 GB: 26; strategy: one" });
    expect(burnt).toMatchObject({ says: "GB saved of 50.0 GB: −26; strategy: one" });
    expect([saved.colour, burnt.colour]).toEqual(["#0072b2", "#d55e00"]);
  });

  it("are 0 without an interval where all is equal to the byte, and have none of one household", async () => {
    const both = madeStudy([
      ...[
        left("one", some),
        {
          ...left(
            "same",
            [0, 0, 0, 0, 0].map(() => 10 * GB),
          ),
        },
      ],
    ]);
    const svg = await picture(
      { ...both, answers: both.answers.map((each) => ({ ...each, isIdle: false })) },
      "city-L1-saved-bytes",
    );
    expect(marks(svg, "bar")).toHaveLength(1);
    expect(await barOf([4 * GB])).toMatchObject({ intervals: 0 });
    expect(await barOf(some)).toMatchObject({ intervals: 1, isEqual: false });
  });

  it("of one kind stay 0 where another is stopped", async () => {
    const mixed: MadeStrategy = {
      name: "one",
      cases: [
        ...left("one", some).cases,
        ...[5, 6].map((device) =>
          aCase({ kind: "app-auto-update", device, cluster: device, ...EQUAL }),
        ),
      ],
    };
    const svg = await picture(madeStudy([mixed]), "city-L1-saved-bytes");
    expect(marks(svg, "bar").map(({ says }) => says)).toEqual([
      "GB saved of 20.0 GB: 0; strategy: one",
      "GB saved of 50.0 GB: 26; strategy: one",
    ]);
    expect(svg.split(">=</text>").length - 1).toBe(1);
    expect(intervals(svg)).toHaveLength(1);
  });

  it("have what it was rated at in a picture of its own, if anything was", async () => {
    const svg = await picture(madeStudy([left("one", some)]), "city-L1-saved-rated");
    expect(marks(svg, "bar")[0]?.says).toMatch(/^rated CNY saved of 2,500 CNY: 1,?500;/);
    const free = { ratedAtStake: 0, ratedLeft: 0, moneyAtStake: 0, moneyLeft: 0 };
    const file = madeStudy([{ name: "one", cases: [aCase(free)] }]);
    const { figures } = await studyPage(file, english);
    expect(figures.map(({ name }) => name)).toEqual(["city-L1-saved-bytes"]);
  });
});

describe("the course of a night", () => {
  const nightOf = (rated: number): NightCourse => ({
    ...{ dataset: "city@L1", seed: "1", kind: "bt-over-hotspot", utcOffset: 480 },
    ...{ onset: 0, end: 4 * HOUR, unchanged: [] },
    asItWas: [
      [HOUR, 10_000],
      [3 * HOUR, 40_000],
    ],
    courses: [{ strategies: ["cut", "told"], points: [[2 * HOUR, rated]] }],
  });
  const drawn = async (rated: number) => {
    const file = madeStudy([left("cut", [4 * GB])], { nights: [nightOf(rated)] });
    const svg = await picture(file, "city-L1-courses");
    return { svg, own: marks(svg, "line mark").filter(({ colour }) => colour === "#0072b2") };
  };
  /** Height of a path's end: 104 is nothing. */
  const endOf = (path = "") => Number(path.split(",").at(-1));

  it("goes up in steps to what it ends at, and stays there", async () => {
    const { svg, own } = await drawn(20_000);
    expect(own).toHaveLength(2);
    expect(endOf(own[0]?.path)).toBe(0);
    expect(endOf(own[1]?.path)).toBe(52);
    // A step: the time moves first, the sum after it.
    expect(own[1]?.path).toMatch(/^M0,104L([\d.]+),104L\1,52L/);
    expect(svg).toContain("Title text 'cut +1 200'");
    expect(svg).toContain("Title text 'as it was 400'");
  });

  it("moves with the sum", async () => {
    const { own } = await drawn(30_000);
    expect(endOf(own[1]?.path)).toBe(26);
  });

  it("names in a table who shares a course, and who leaves it as it was", async () => {
    const night = {
      ...nightOf(0),
      unchanged: ["bill-read"],
      courses: [{ strategies: ["cut", "told"], points: [] }],
    };
    const { html } = await studyPage(madeStudy([left("cut", [GB])], { nights: [night] }), english);
    expect(html).toContain(
      '<tr><td>as it was, bill-read</td><td class="n">1970-01-01 09:00:00</td>\n<td class="n">1970-01-01 11:00:00</td><td class="n">400</td></tr>',
    );
    expect(html).toContain(
      '<tr><td>cut, told</td><td class="n">–</td>\n<td class="n">–</td><td class="n">0</td></tr>',
    );
    expect(html).toContain("Under one strategy more it was as it was, to the byte.");
  });
});

describe("worth over how often cases happen", () => {
  const [enriched] = MIXES;
  const harmful = (name: string, gigabytes: number): MadeStrategy => ({
    ...left(name, [0]),
    lines: [
      aLine({
        harm: { ...NOTHING, lost: [gigabytes * GB, 0, 0, 0, 0], pending: 0, pushesMissed: 0 },
      }),
    ],
  });
  /** One saves 300 yuan and harms nobody, the other all 500 and loses GB at so much each. */
  const file = (cost: string) =>
    madeStudy(
      [
        left("mild", [5 * GB]),
        { ...harmful("hard", 10), cases: [aCase({ bytesLeft: 0, ratedLeft: 0 })] },
      ],
      {},
      { costs: costsOf(`lost-gb=${cost}`), ...(enriched ? { mix: enriched } : {}) },
    );
  const said = async (cost: string) => {
    const { html } = await studyPage(file(cost), english);
    return /<h3>Worth, over how often cases happen<\/h3><p>(.*?)<\/p>/s.exec(html)?.[1];
  };

  it("says who leads from where to where, and that moves with what harm costs", async () => {
    expect(await said("10")).toBe(
      "From 0.01 to 0.5 times as many cases nothing is worth more than mild. From 0.5 to 100 times as many cases nothing is worth more than hard.",
    );
    expect(await said("40")).toBe(
      "From 0.01 to 2 times as many cases nothing is worth more than mild. From 2 to 100 times as many cases nothing is worth more than hard.",
    );
  });

  it("draws each line from what its fixed cost is", async () => {
    const lines = marks(await picture(file("10"), "city-L1-prevalence"), "line mark");
    expect(lines.map(({ says }) => says.replace(/^.*strategy: /, ""))).toEqual([
      ...["hard", "mild", "doing nothing"],
    ]);
    // Of ten lines 10 GB at 10 yuan are 10,000 in 1,000 line-months; a hundredth of 50,000 saved is 500.
    expect(lines[0]?.says).toContain("1,000 line-months: −9,500;");
  });

  it("without costs says why it weighs nothing", async () => {
    const { html, figures } = await studyPage(madeStudy([left("mild", [GB])]), english);
    expect(html).toContain("No costs were stated (--cost-of)");
    expect(figures.map(({ name }) => name)).not.toContain("city-L1-prevalence");
  });

  it("says nothing of a world of one line", async () => {
    const one = { datasets: [{ ...MADE_WORLD, lines: 1 }] };
    const { html } = await studyPage(madeStudy([left("mild", [GB])], one), english);
    expect(html).not.toContain(english.worth.head);
    expect(html).not.toContain(english.adoption.head);
  });
});

describe("worth over how many have it", () => {
  const cases = (ratedLeft: number) => [aCase({ bytesLeft: GB, ratedLeft })];
  const file = (adoption: number) =>
    madeStudy([
      { name: "guarded", cases: cases(0), adoption },
      { name: "watched", cases: cases(40_000) },
    ]);
  const said = async (adoption: number) => {
    const { html } = await studyPage(file(adoption), english);
    return /<h3>Over how many have it<\/h3><p>(.*?)<\/p>/s.exec(html)?.[1]?.replace("\u00a0", " ");
  };

  it("says at which share safeguards are worth as much as what nobody adopts", async () => {
    expect(await said(1)).toBe("guarded is worth as much as watched at 20 % of the lines.");
    expect(await said(0.5)).toBe("guarded is worth as much as watched at 10 % of the lines.");
  });

  it("is a straight line up to the share that was lived", async () => {
    const lines = marks(await picture(file(0.5), "city-L1-adoption"), "line mark");
    const [guarded, watched] = lines.map(({ path }) => path);
    expect(guarded).toMatch(/^M0,240L320,[\d.]+$/);
    expect(watched).toMatch(/^M0,([\d.]+)L640,\1$/);
  });
});
