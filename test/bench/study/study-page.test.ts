import { describe, expect, it } from "vitest";
import { costsOf } from "../../../bench/study/costs.ts";
import type { CaseOutcome } from "../../../bench/study/outcome.ts";
import { chinese } from "../../../bench/study/page/chinese.ts";
import { english } from "../../../bench/study/page/english.ts";
import { studyPage } from "../../../bench/study/page/study-page.ts";
import type { NightCourse, StudyFile } from "../../../bench/study/study-file.ts";
import { GB, HOUR } from "../../../datasets/sizes.ts";
import { wellFormed } from "../report/well-formed.ts";
import { aCase, aLine, NOTHING } from "./made-outcomes.ts";
import { MADE_WORLD, type MadeStrategy, madeStudy } from "./made-study.ts";

const EQUAL = { bytesLeft: 10 * GB, ratedLeft: 50_000, moneyLeft: 40_000 };
const UPDATE = { kind: "app-auto-update", device: 2, cluster: 2 };
const of = (name: string, ...cases: readonly Partial<CaseOutcome>[]): MadeStrategy => ({
  ...{ name, cases: cases.map((changes) => aCase(changes)) },
});
const lost = (bytes: number, cutOff = false) =>
  aLine({
    harm: { ...NOTHING, lost: [bytes, 0, 0, 0, 0], pending: 0, pushesMissed: 0 },
    isCutOff: cutOff,
  });

const NAME = '<night & "day">';
const STRATEGIES: readonly MadeStrategy[] = [
  { ...of("half", {}, { ...UPDATE, ...EQUAL }), lines: [lost(4 * GB, true)] },
  { ...of(NAME, { bytesLeft: 12 * GB }, { ...UPDATE, bytesLeft: 0 }), lines: [lost(GB)] },
  {
    ...of("missed", { ...EQUAL, wrongPlane: true }, { ...UPDATE, ...EQUAL }),
    lines: [aLine({ device: 0, cluster: 0, hasCase: true })],
  },
];
const NIGHT: NightCourse = {
  ...{ dataset: "city@L1", seed: "1", kind: "bt-over-hotspot", utcOffset: 480 },
  ...{ onset: 0, end: 6 * HOUR, unchanged: ["missed"] },
  asItWas: [
    [HOUR, 20_000],
    [5 * HOUR, 50_000],
  ],
  courses: [
    { strategies: ["half", NAME], points: [[HOUR, 20_000]] },
    { strategies: ["none"], points: [] },
  ],
};
const COSTS = costsOf("false-cut=1,lost-gb=1");
const FILE = madeStudy(
  STRATEGIES.map((each, i) => (i === 0 ? { ...each, adoption: 0.5 } : each)),
  { nights: [NIGHT], warnings: [`${NAME}: beware`] },
  { costs: COSTS, mix: { name: "mine", rates: { "bt-over-hotspot": 3, "app-auto-update": 1 } } },
);

/** A space that does not break is a space to a reader. */
async function made(file: StudyFile, words = english) {
  const { html, figures } = await studyPage(file, words);
  return { html: html.replaceAll("\u00a0", " "), figures };
}
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

describe("the page of a study", () => {
  it.each([
    ["en", english],
    ["zh", chinese],
  ] as const)(
    "in %s is well-formed and has nothing from elsewhere, its pictures too",
    async (lang, words) => {
      const { html, figures } = await studyPage(FILE, words);
      expect(wellFormed(html.replace("<!doctype html>\n", ""))).toEqual([]);
      expect(html).not.toMatch(/<script|<link|<img|src=|@import|url\(|undefined|NaN|null/);
      expect(html).toContain(`<html lang="${lang}">`);
      const addresses = [...html.matchAll(/https?:[^"]*/g)].map(([address]) => address);
      expect(new Set(addresses)).toEqual(
        new Set(["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"]),
      );
      expect(figures).toHaveLength(5);
      for (const { name, svg } of figures) {
        expect(wellFormed(svg), name).toEqual([]);
        expect(html).toContain(svg);
      }
      expect(html).not.toContain(NAME);
      expect(html).toContain("&lt;night &amp; &quot;day&quot;&gt;");
    },
  );

  it("names its pictures after world, what they show and language, each once", async () => {
    const all = [...(await made(FILE)).figures, ...(await made(FILE, chinese)).figures];
    const names = all.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.slice(0, 5)).toEqual([
      ...["city-L1-courses", "city-L1-saved-bytes", "city-L1-saved-rated"],
      ...["city-L1-prevalence", "city-L1-adoption"],
    ]);
    expect(names[5]).toBe("city-L1-courses-zh");
  });

  it("leads from each language to the other", async () => {
    expect((await made(FILE)).html).toContain('<a href="report.zh.html" lang="zh">中文</a>');
    expect((await made(FILE, chinese)).html).toContain('<a href="report.html" lang="en">');
  });

  it("says every answer of the study, and what does nothing in one sentence", async () => {
    const idle = { ...of("idle", EQUAL), lines: [] };
    const file = madeStudy([...STRATEGIES, idle]);
    const { html } = await made(file);
    for (const { text, isIdle } of file.answers) {
      if (!isIdle) expect(html).toContain(`<li>${escaped(text).replaceAll('"', "&quot;")}</li>`);
    }
    expect(html).toContain("Nothing changes, to the byte, under idle.");
    expect(html).not.toContain("<td>idle</td>");
  });

  it("says what a study that has it can't say, and no more", async () => {
    const { html } = await made(FILE);
    expect(html).toContain("hang on the mix (mine)");
    expect(html).toContain("every sum here is of ct2015");
    expect(html).not.toContain("of records the rest is cut");
    const open = { ...MADE_WORLD, mode: "open" as const, enriched: false };
    const records = await made({ ...FILE, datasets: [open], cells: [], answers: [], nights: [] });
    expect(records.html).toContain("of records the rest is cut");
    expect(records.html).not.toContain("hang on the mix");
  });
});

describe("records on the page", () => {
  const open = { ...MADE_WORLD, name: "june", mode: "open" as const, enriched: false };
  const cut = { lines: 2, bytes: 28 * GB, rated: 14_100, billed: 14_100 };
  const record = (strategy: string, changes: object = {}) => ({
    ...{ dataset: "june", strategy, alarms: 2, alarmsPerDay: 0.067, lines: 2 },
    ...{ atFirstAlarm: { bytes: 5 * GB, rated: 0 }, cut, untold: [] as string[] },
    ...changes,
  });
  const blind = {
    ...FILE,
    ...{ datasets: [{ ...open, truth: false }], cells: [], answers: [], nights: [] },
    records: [record(NAME), record("told", { cut: null, untold: ["nobody wrote it down"] })],
  };

  it.each([
    ["en", english],
    ["zh", chinese],
  ] as const)("without truth say what would be cut, in %s", async (_, words) => {
    const { html, figures } = await made(blind, words);
    expect(wellFormed(html.replace("<!doctype html>\n", ""))).toEqual([]);
    expect(figures).toEqual([]);
    const numbers = ["2", "0.07", "2", "5.00", "0", "28.00", "141", "141"];
    expect(html).toContain(
      `<td>&lt;night &amp; &quot;day&quot;&gt;</td>${numbers.map((each) => `<td class="n">${each}</td>`).join("")}`,
    );
    expect(html).toContain(`<td class="n">${words.records.untold}</td><td class="n">–</td>`);
    expect(html).toContain("nobody wrote it down");
    expect(html).not.toContain("CUR");
    expect(html).not.toMatch(/class="kinds matrix|undefined|NaN|null/);
  });

  it("beside lives say where both agree, and why not", async () => {
    const side = { bytes: 3 * GB, rated: 900, billed: 900, withheld: GB, alarms: 7 };
    const both = { dataset: "june", straddled: { cases: 0, wanted: 0, rated: 0 } };
    const beside = [
      { ...both, strategy: "a", open: side, closed: side, agree: "to the byte" as const, why: [] },
      {
        ...{ ...both, strategy: "b", open: side, closed: { ...side, bytes: 2 * GB } },
        ...{ agree: "no" as const, why: ["who knows"] },
      },
    ];
    const { html } = await made({ ...FILE, datasets: [open], cells: [], answers: [], beside });
    expect(html).toMatch(/<td>a<\/td><td class="n">3\.00<\/td><td class="n">3\.00<\/td>/);
    expect(html).toMatch(/<td>b<\/td><td class="n">3\.00<\/td><td class="n">2\.00<\/td>/);
    expect(html).toContain('<td>no<small class="says" lang="en">who knows</small></td>');
    const inChinese = await made(
      { ...FILE, datasets: [open], cells: [], answers: [], beside },
      chinese,
    );
    expect(inChinese.html).toContain("<td>一个字节不差</td>");
  });
});

describe("the words of the page", () => {
  /** Every text of a language by its place; of a function, that it is one. */
  const texts = (of: unknown, path = ""): [string, string][] =>
    typeof of === "string" || typeof of === "function"
      ? [[path, typeof of === "string" ? of : "function"]]
      : Object.entries(of as object).flatMap(([key, each]) => texts(each, `${path}.${key}`));

  it("are as many in both languages, and none is missing", () => {
    const [en, zh] = [texts(english), texts(chinese)];
    expect(zh.map(([place]) => place).sort()).toEqual(en.map(([place]) => place).sort());
    const empty = [...en, ...zh].filter(([, text]) => text === "").map(([place]) => place);
    expect(empty).toEqual([".suffix", ".answers.between"]);
  });

  it("are Chinese where the page is", async () => {
    const apart = [".lang", ".suffix", ".between", ".stop", ".other.", ".answers.between"];
    const plain = texts(chinese).filter(
      ([place, text]) => text !== "function" && !apart.some((each) => place.includes(each)),
    );
    for (const [place, text] of plain) expect(text, place).toMatch(/\p{Script=Han}/u);
    const { html } = await made(FILE, chinese);
    const visible = html
      .replace(/<head>.*<\/head>/s, "")
      .replaceAll(/<([a-z]+)[^>]* lang="en">.*?<\/\1>/gs, "");
    for (const [place, text] of texts(english)) {
      if (text.length > 12 && text !== "function") expect(visible, place).not.toContain(text);
    }
    // Sentences of four English words in a row are none of names.
    expect(visible.replaceAll(/<[^>]*>/g, "|")).not.toMatch(/[a-z]+ [a-z]+ [a-z]+ [a-z]+/);
  });
});

describe("the matrix", () => {
  const rowOf = (html: string, name: string) => {
    const board = html.slice(html.indexOf('class="kinds matrix bytes"'));
    const row = board.slice(board.indexOf(`<td>${name}</td>`));
    return [
      ...row.slice(0, row.indexOf("</tr>")).matchAll(/<td class="([^"]*)"([^>]*)>(.*?)<\/td>/g),
    ].map(([, , attributes = "", text = ""]) => ({ attributes, text }));
  };
  const textsIn = (html: string, name: string) => rowOf(html, name).map(({ text }) => text);

  it("has the share of each kind, = where it is equal to the byte, and all kinds", async () => {
    const { html } = await made(FILE);
    expect(textsIn(html, "half").slice(0, 3)).toEqual(["=", "60 %", "30 %"]);
    expect(textsIn(html, escaped(NAME).replaceAll('"', "&quot;")).slice(0, 3)).toEqual([
      ...["100 %", "\u221220 %", "40 %"],
    ]);
  });

  it("paints what is saved green, what is burnt beside orange, and what is equal not at all", async () => {
    const { html } = await made(FILE);
    const painted = (name: string) =>
      rowOf(html, name).map(({ attributes }) => /var\((--\w+)\) (\d+)%/.exec(attributes)?.slice(1));
    expect(painted("half").slice(0, 2)).toEqual([undefined, ["--good", "42"]]);
    expect(painted("&lt;night &amp; &quot;day&quot;&gt;").slice(0, 2)).toEqual([
      ["--good", "70"],
      ["--bad", "14"],
    ]);
  });

  it("turns its sign with the bytes", async () => {
    const cellFor = async (bytesLeft: number) =>
      rowOf((await made(madeStudy([of("one", { bytesLeft })]))).html, "one")[0];
    expect(await cellFor(8 * GB)).toMatchObject({ text: "20 %" });
    expect((await cellFor(8 * GB))?.attributes).toContain("--good");
    expect(await cellFor(12 * GB)).toMatchObject({ text: "\u221220 %" });
    expect((await cellFor(12 * GB))?.attributes).toContain("--bad");
  });

  it("marks cases whose answer missed their network", async () => {
    const { html } = await made(FILE);
    expect(textsIn(html, "missed").slice(0, 3)).toEqual([
      ...["=", "=<small>⊘ 1</small>", "=<small>⊘ 1</small>"],
    ]);
    expect(textsIn(html, "half").join("")).not.toContain("⊘");
  });

  it("leaves empty what has no case, and says so where nothing was at stake", async () => {
    const free = { ratedAtStake: 0, ratedLeft: 0, moneyAtStake: 0, moneyLeft: 0 };
    const { html } = await made(
      madeStudy([of("both", {}, UPDATE), of("one", { bytesLeft: GB }), of("free", free, UPDATE)]),
    );
    expect(textsIn(html, "one")[0]).toBe("");
    const rated = html.slice(html.indexOf('class="kinds matrix rated"'));
    expect(rated).toMatch(/<td>free<\/td>\s*<td[^>]*>60 %<\/td><td[^>]*>–<\/td>/);
  });

  it("calls all or nothing only what is", async () => {
    const shareOf = async (bytesLeft: number) =>
      textsIn((await made(madeStudy([of("one", { bytesLeft })]))).html, "one")[0];
    expect(await shareOf(0)).toBe("100 %");
    expect(await shareOf(1)).toBe("&gt; 99 %");
    expect(await shareOf(10 * GB - 1_000_000)).toBe("0.0093 %");
  });

  it("has harm of each sort on a scale of its own, of lines with and without a case", async () => {
    const { html } = await made(FILE);
    const [gigabytes, , , cutOff] = rowOf(html, "half").slice(3);
    const [less, , , none] = rowOf(html, "&lt;night &amp; &quot;day&quot;&gt;").slice(3);
    expect([gigabytes?.text, cutOff?.text, less?.text, none?.text]).toEqual([
      ...["4.00", "1", "1.00", "–"],
    ]);
    expect(gigabytes?.attributes).toContain("var(--bad) 70%");
    expect(cutOff?.attributes).toContain("var(--bad) 70%");
    expect(less?.attributes).toContain("var(--bad) 18%");
    expect(none?.attributes).not.toContain("--bad");
  });
});
