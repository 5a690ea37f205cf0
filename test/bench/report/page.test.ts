import { describe, expect, it } from "vitest";
import { page } from "../../../bench/report/page.ts";
import type { DetectorRow, RunFile } from "../../../bench/run/run-file.ts";
import type { RunStrategy } from "../../../bench/run/run-strategy.ts";
import { GB } from "../../../datasets/sizes.ts";
import { about, sampleCase, sampleDataset, sampleRow, sampleRun } from "../sample-run.ts";
import { wellFormed } from "./well-formed.ts";

const names = ["ewma", "cusum", "<night & day>", "rate-window", "new-device", "夜间流量"];
const tradeOff = [0.1, 1, 10].map((budget) => ({
  ...{ budget, falseAlarmsPer1000DeviceDays: budget, valueDetectionRate: 0.3 },
  ...{ valueDetectionRateByKindMean: 0.3, recall: 0.4, precision: 0.5 },
}));
const oracles = ["flows", "charging", "netstats", "wlan", null].map((view) =>
  sampleRow({ name: view ?? "any", role: "ceiling", view: view as DetectorRow["view"] }),
);
const silent = sampleRow({
  ...{ name: "silent", alarms: 0, alarmList: [], tradeOff },
  byIncident: { "bt-over-hotspot": { recall: about(0, 9), valueDetectionRate: about(0, 9), n: 9 } },
  byLookAlike: { "stale-session": { specificity: about(1, 4), n: 4, alarms: 0 } },
});
const wuhan = sampleCase("wuhan-2015", ["cusum"], names);
const city = sampleRun({
  datasets: [sampleDataset(), wuhan.dataset],
  detectors: [
    ...oracles,
    ...names.map((name) => sampleRow({ name, tradeOff })),
    ...names.map((name) => sampleRow({ name, tradeOff, point: "shipped", leads: false })),
    silent,
    sampleRow({ name: "owner-checks-bill", role: "floor", view: "charging" }),
    ...wuhan.rows,
  ],
  comparisons: names.map((name, i) => ({
    ...{ dataset: "city@L1", name, view: "flows" as const, reference: "percent-alert on charging" },
    ...{ metric: "valueDetectionRate", difference: 0.3, low: 0.1, high: 0.5 },
    ...{ p: 0.001, pHolm: i === 0 ? 0.006 : 0.2 },
  })),
});

const alarm = (day: number, device: number) => {
  const time = Date.UTC(2024, 5, day, 15, 54, 48);
  return {
    ...{ seed: null, device, time, closed: time, class: "false" as const },
    ...{ score: 1.5, bytes: 5_905_580_032, money: 353 },
  };
};
const point = (value: number, alarms: number) => ({
  ...{ value, threshold: 1, alarms, alarmsPerDay: alarms / 11, lines: 1, moneyAtAlarm: 100 },
  ...{ recall: null, precision: null, falseAlarmsPer1000DeviceDays: null },
  ...{ valueDetectionRate: null, moneySaved: null },
});
const noTruth = {
  ...{ dataset: "june", counts: null, recall: null, precision: null, latency: null },
  ...{ valueDetectionRate: null, valueDetectionRateByKindMean: null, moneySaved: null },
};
const june = sampleRun({
  datasets: [sampleDataset({ name: "june", truth: null, seed: null, days: 13.998611111111112 })],
  detectors: [
    sampleRow({
      ...noTruth,
      ...{ name: "night-hour", point: "shipped", leads: true, thresholdSource: "default" },
      ...{ threshold: 1, scoreScale: { option: "mb", unit: "bytes", value: 524_288_000 } },
      ...{ alarms: 2, lines: 1, alarmList: [alarm(10, 3), alarm(9, 2)], moneyAtAlarm: 353 },
      alarmsByDay: { "2024-06-09": 1, "2024-06-10": 1 },
    } as Partial<DetectorRow>),
    sampleRow({
      ...noTruth,
      ...{ name: "plan-cap", point: "shipped", leads: true, today: true, alarms: 1, lines: 1 },
    } as Partial<DetectorRow>),
  ],
  sweeps: [
    {
      ...{ dataset: "june", name: "night-hour", view: "charging", option: "mb", unit: "bytes" },
      points: [point(104_857_600, 8), point(524_288_000, 2)],
    },
  ],
});

/** A space that does not break is a space to a reader. */
async function made(run: RunFile) {
  const { html, figures } = await page(run, []);
  return { html: html.replaceAll("\u00a0", " "), figures };
}

/** Two answers on the city: one that saves, and one that the records can't tell of. */
const saved = (value: number) => ({ value, low: 0, high: value, n: 9, method: "t" as const });
const answered: readonly RunStrategy[] = [
  {
    ...{ dataset: "city@L1", name: "rate-told", by: "operator", summary: "a message", alarms: 4 },
    ...{ detectors: [], scored: null, cut: null, untold: ["nobody knows who reads"] },
  },
  {
    ...{ dataset: "city@L1", name: "torrent-cut", by: "operator", summary: "off & <out>" },
    ...{ detectors: [], alarms: 7, cut: null, untold: [] },
    scored: {
      ...{
        cases: 9,
        prevented: about(3 / 9, 9),
        bytesAtStake: 9 * GB,
        bytesSaved: saved(4.5 * GB),
      },
      ...{ ratedAtStake: 900_00, ratedSaved: saved(421_00) },
      ...{ moneyAtStake: 900_00, moneySaved: saved(421_00) },
      ...{ wrongPlane: 0, withheld: 1.25 * GB, cutOff: 2, messages: 0 },
    },
  },
];

describe("the report", () => {
  it.each([
    ["of a city and a case", city],
    ["of data without truth", june],
    ["of answers to alarms", { ...city, strategies: answered }],
  ])(
    "%s is one well-formed page without anything from elsewhere, its pictures too",
    async (_, run) => {
      const { html, figures } = await made(run);
      expect(wellFormed(html.replace("<!doctype html>\n", ""))).toEqual([]);
      expect(html).not.toMatch(/<script|<link|<img|src=|@import|url\(|undefined|NaN|null/);
      for (const { name, svg } of figures) {
        expect(wellFormed(svg), name).toEqual([]);
        expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
        expect(html).toContain(svg);
      }
    },
  );

  it("says what the screen says", async () => {
    const { html } = await made(city);
    expect(html).toContain("so that 52 % of its alarms are wrong");
    expect(html).toContain("In the same run it does not notice wuhan-2015.");
    expect(html).toContain("the first, chosen afterwards: cusum · flows alarms at 22:27:14");
  });

  it("draws every detector, and writes each picture under a name of its own", async () => {
    const { figures } = await made(city);
    expect(figures.map(({ name }) => name)).toEqual([
      ...["city-L1-trade-off", "city-L1-delay", "city-L1-comparisons"],
    ]);
    for (const { svg } of figures.slice(0, 2)) {
      for (const name of names)
        expect(svg).toContain(name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
  });

  it("shows one ceiling before the first detector, and folds those of the single views", async () => {
    const { html } = await made(city);
    const board = html.slice(html.indexOf('<tbody class="ceiling">'));
    const first = board.slice(0, board.indexOf("ewma"));
    expect(first.split("oracle (ceiling)").length - 1).toBe(1);
  });

  it("paints nothing for a detector that never alarms", async () => {
    const { html } = await made(city);
    const kinds = html.slice(html.indexOf('class="kinds"'));
    const row = /<tr><td>silent · flows<\/td>.*?<\/tr>/s.exec(kinds)?.[0] ?? "";
    expect(row).toContain("0 %");
    expect(row).not.toContain("background");
  });

  it("counts the false alarms of a case instead of a rate of its one line", async () => {
    const { html } = await made(city);
    const wuhanPart = html.slice(html.indexOf("<h2>wuhan-2015"));
    expect(wuhanPart).toContain(">false alarms</th>");
    expect(wuhanPart.slice(0, wuhanPart.indexOf("<h2>What"))).not.toContain("false / 1000");
    expect(wuhanPart).toContain("1 line x 1 day ");
    expect(html).not.toContain("1 lines");
  });

  it("has what answers to alarms come to, best first, where any were asked", async () => {
    const { html } = await made({ ...city, strategies: answered });
    const table = html.slice(html.indexOf("What answers to alarms come to"));
    const rows = table.slice(table.indexOf("<tbody>"), table.indexOf("</tbody>"));
    expect(
      rows
        .replaceAll(/<[^>]*>/g, " ")
        .replaceAll(/ +/g, " ")
        .trim(),
    ).toBe(
      "torrent-cut operator: off &amp; &lt;out&gt; 7 3/9 4.50 421 – 1.25 2 – rate-told operator: a message 4 untold – – – – – –",
    );
    expect((await made(city)).html).not.toContain("What answers to alarms");
  });

  it("has the paired comparisons of the run with their corrected tests", async () => {
    const { html } = await made(city);
    expect(html).toContain("Compared with percent-alert on charging");
    expect(html).toContain("1 detector of 6 shown differs by a test at 5 %");
    expect(html).toMatch(
      /ewma · flows<\/td><td class="n">\+30\.0<\/td>\s*<td class="n">\+10\.0 to \+50\.0/,
    );
  });

  it("tells of data without truth what a rule raised, when, on whom, and what had run by then", async () => {
    const { html, figures } = await made(june);
    expect(html).toContain("500 lines x 14 days");
    expect(html).toContain(
      "night-hour · flows, as written: 500 MB; 2 alarms, 0.14 a day, on 1 line of 500; the first on line 2 at 2024-06-09 23:54:48; 3.53 CNY had been charged when the alarms came.",
    );
    expect(html).toMatch(
      /2024-06-09 23:54:48<\/td><td class="n">2<\/td>\s*<td class="n">750 MB<\/td><td class="n">5\.5 GB<\/td><td class="n">3\.53</,
    );
    expect(html.indexOf("2024-06-09 23:54:48</td>")).toBeLessThan(
      html.indexOf("2024-06-10 23:54:48</td>"),
    );
    expect(html).toContain("what rules that plans have now would have said");
    expect(html).toContain("night-hour: other values of mb");
    expect(figures.map(({ name }) => name)).toEqual([
      "june-alarms",
      "june-sweep-night-hour-charging-mb",
    ]);
  });
});
