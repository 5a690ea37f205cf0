import { describe, expect, it } from "vitest";
import type { DetectorRow, RunFile } from "../../bench/run/run-file.ts";
import { benchScreen } from "../../cli/bench-screen.ts";
import { displayWidth } from "../../cli/display-width.ts";
import { about, sampleCase, sampleDataset, sampleRow, sampleRun } from "../bench/sample-run.ts";

const names = ["ewma", "rate-window", "concurrent-sessions", "background-budget", "new-device"];
const floors = ["owner-checks-bill", "blind-periodic", "coin"].map((name) =>
  sampleRow({ name, role: "floor", view: name === "coin" ? "flows" : null }),
);
const ceiling = sampleRow({ name: "oracle", role: "ceiling", view: null, recall: about(1) });
const wuhan = sampleCase("wuhan-2015", ["new-device"], names);
const nanjing = sampleCase("nanjing-2015", [], names);
const city = (rows: readonly DetectorRow[]) => [ceiling, ...rows, ...floors];
const catalogue = names.map((name, i) =>
  sampleRow({ name, valueDetectionRateByKindMean: about(0.47 - i / 10) }),
);
const failing = sampleRow({
  ...{ name: "broken.js", status: "error", sandbox: "sandboxed", recall: about(0) },
  reason: "Error: nothing of that sort is in the table that this rule was given to read from",
  reproduce:
    "npx billshock bench runs/data/city-L1-1-1-6c392836 -d ./broken.js:view=flows --budget 10 --timeout 60s",
});

const RUNS: Readonly<Record<string, RunFile>> = {
  "one city": sampleRun({ detectors: city(catalogue) }),
  "a city and two cases": sampleRun({
    datasets: [sampleDataset(), wuhan.dataset, nanjing.dataset],
    detectors: [...city(catalogue), ...wuhan.rows, ...nanjing.rows],
  }),
  "data without truth": sampleRun({
    datasets: [sampleDataset({ name: "june", truth: null, devices: 1 })],
    detectors: ["night-hour", "夜间流量异常增长检测器之第二版本加强型规则"].map((name, i) =>
      sampleRow({
        ...{ dataset: "june", name, thresholdSource: "given", moneyAtAlarm: 42 },
        alarmList: [
          ...[{ seed: null, device: i, time: 1e12, closed: 1e12, class: "false" as const }].map(
            (alarm) => ({ ...alarm, score: 20, bytes: 5e9, money: 353 }),
          ),
        ],
      }),
    ),
  }),
  "failing detectors": sampleRun({ detectors: city([...catalogue, failing]) }),
  "long Chinese names": sampleRun({
    detectors: city([
      sampleRow({ name: "夜间流量异常增长检测器之第二版本加强型规则", sandbox: "sandboxed" }),
      sampleRow({ name: "a-rule-of-the-night-with-a-name-that-goes-on-and-on-and-on" }),
    ]),
  }),
  "many detectors of both points": sampleRun({
    detectors: city(
      Array.from({ length: 40 }, (_, i) => sampleRow({ name: `rule-${i}` })).flatMap((row) => [
        row,
        { ...row, point: "shipped" as const, leads: false },
      ]),
    ),
  }),
  "programs that nothing fences in": sampleRun({
    detectors: city([
      ...catalogue,
      sampleRow({ name: "rule.py", sandbox: "not sandboxed" }),
      sampleRow({ name: "rule.awk", sandbox: "not sandboxed", counts: lateOnce() }),
    ]),
  }),
};

function lateOnce(): DetectorRow["counts"] {
  return { hit: 3, late: 1, redundant: 0, false: 5, setAside: 0, otherKind: 0 };
}

const show = (run: RunFile, width: number) => benchScreen(run, { width, out: "runs/city-L1" });

const WIDTHS = [60, 80, 90, 100, 120, 160, 400];

describe.each(WIDTHS)("the first screen at %i columns", (width) => {
  it.each(Object.keys(RUNS))("keeps within them and breaks no word: %s", (name) => {
    const screen = show(RUNS[name], width);
    const widest = Math.max(...screen.split("\n").map(displayWidth));
    expect(widest).toBeLessThanOrEqual(width);
    // What is a word at some other width is no piece of one.
    const others = WIDTHS.filter((other) => other !== width).map((other) =>
      show(RUNS[name], other),
    );
    const whole = new Set(others.join(" ").split(/\s+/));
    const words = screen.split(/\s+/).filter((word) => /^[a-z]{3,}$/.test(word));
    expect(words.filter((word) => !whole.has(word))).toEqual([]);
  });
});

describe("the first screen", () => {
  it("says of one line that it is one", () => {
    expect(show(RUNS["data without truth"], 80)).toMatch(/^june {2}1 line x 14 days/);
  });

  it.each([
    [80, ["recall", "prec.", "F1", "by kind", "CNY of", "p50 if", "false", "reads"]],
    [100, ["recall", "prec", "F1", "by kind", "CNY of", "p50 if", "false", "reads", "1 h"]],
    [120, ["recall", "precision", "F1", "by kind", "CNY of", "p50 if", "false", "5 min", "6 h"]],
  ])("has at %i columns %j, each once", (width, heads) => {
    const [above] = show(RUNS["one city"], width).split("\n^ ");
    const head = above.split("\n").slice(-2).join(" ");
    for (const word of heads) expect(head.split(word).length - 1, word).toBe(1);
  });

  it("shows an interval of the recall where there is room, and its count where there is none", () => {
    expect(show(RUNS["one city"], 80)).toMatch(/^ {2}ewma +flows +21\/36 /m);
    expect(show(RUNS["one city"], 100)).toMatch(/^ {2}ewma +flows +58 \[53-64\] /m);
  });

  it("says which share of the leader's alarms is wrong, and what its money is of", () => {
    const words = show(RUNS["one city"], 100).replaceAll("\n", " ");
    expect(words).toContain(
      "8.3 false alarms / 1000 line-days, so that 52 % of its alarms are wrong",
    );
    expect(words).toContain("1,209 of the 1,211 CNY at stake");
  });

  it("says of the leader that it misses the cases of the same run", () => {
    const words = show(RUNS["a city and two cases"], 100).replaceAll("\n", " ");
    expect(words).toContain("ewma · flows saves most");
    expect(words).toContain("In the same run it does not notice wuhan-2015 and nanjing-2015.");
  });

  it("says so where no detector ran to its end on a case", () => {
    const [floor] = floors.map((row) => ({ ...row, dataset: wuhan.dataset.name }));
    const rows = [{ ...failing, dataset: wuhan.dataset.name }, floor as DetectorRow];
    const run = sampleRun({ datasets: [wuhan.dataset], detectors: rows });
    expect(show(run, 100)).toContain("No detector ran to its end.");
  });

  it("tells of a case what the leader does before what hindsight picks", () => {
    const words = show(RUNS["a city and two cases"], 100).replaceAll("\n", " ");
    expect(words).toMatch(
      /wuhan-2015: 15,424 CNY rated, 1,000 CNY billed\. ewma · flows, which leads on city@L1 \(calibrated\), does not notice it\. 1 of 5 detectors, calibrated, notices it while it runs; the first, chosen afterwards: new-device · flows alarms at 22:27:14, which leaves 0 CNY rated\./,
    );
    expect(words).toContain("None of 5 detectors, calibrated, notices it while it runs.");
  });

  it("names those that the leader's interval does not part from it", () => {
    const close = sampleRun({ detectors: city([sampleRow(), sampleRow({ name: "twin" })]) });
    expect(show(close, 100)).toContain("Its interval overlaps that of twin · flows.");
  });

  it("puts programs that nothing fences in below a line that says so, whatever they score", () => {
    const lines = show(RUNS["programs that nothing fences in"], 100).split("\n");
    const line = lines.findIndex((text) => text.startsWith("-- not sandboxed, ranked apart"));
    const at = (name: string) => lines.findIndex((text) => text.startsWith(`  ${name} `));
    expect(at("new-device")).toBeLessThan(line);
    expect(at("rule.py")).toBeGreaterThan(line);
    expect(lines.findIndex((text) => text.startsWith("v "))).toBeGreaterThan(at("rule.awk"));
  });

  it("counts late alarms, in the table or below it", () => {
    const run = RUNS["programs that nothing fences in"];
    expect(show(run, 80)).toMatch(/Alarms after the end of an incident.*rule\.awk · flows 1\./s);
    expect(show(run, 160)).toMatch(/ late /);
  });

  it("shows both points of few detectors, and says where the others of many are", () => {
    const both = [sampleRow(), sampleRow({ point: "shipped", recall: about(0.1) })];
    expect(show(sampleRun({ detectors: city(both) }), 100)).toMatch(
      /^ {2}ewma .*\n {2}- as written /m,
    );
    const many = show(RUNS["many detectors of both points"], 100);
    expect(many).not.toContain("- as written");
    expect(many).toContain("as written, stands in the report and in --format csv");
  });

  it("says how precise the detectors are where incidents are rarer", () => {
    const here = show(RUNS["one city"], 100).replaceAll("\n", " ");
    expect(here).toContain(
      "one case in 77 line-days; where incidents are rarer it is lower: --prevalence",
    );
    const prevalence = {
      ...{
        name: "operator",
        casesPerDeviceDay: 1e-5,
        lookAlikesPerDeviceDay: null,
        source: "chosen",
      },
    };
    const rare = sampleRow({ precisionAtPrevalence: about(0.029) });
    const there = show(sampleRun({ prevalence, detectors: city([rare]) }), 100);
    expect(there.replaceAll("\n", " ")).toContain(
      "Precision at the prevalence operator: ewma · flows 3 % [3-3].",
    );
  });

  it.each([
    ["a catalogue", {}, /Your rule next: npx billshock new detector/],
    [
      "a rule of one's own",
      { sandbox: "sandboxed" },
      /Next, in CI: --expect 'ewma: recall >= 0\.5'/,
    ],
  ] as const)("ends, after %s, with the step that helps next", (_, row, next) => {
    const screen = show(sampleRun({ detectors: city([sampleRow(row)]) }), 100);
    expect(screen.split("\n").at(-1)).toMatch(next);
  });

  it("keeps a command whole over the lines that it takes", () => {
    const screen = show(RUNS["failing detectors"], 60);
    const command = /again: (.*?)(?: \\\n|\n\n)/s.exec(screen)?.[0] ?? "";
    expect(screen.replaceAll(/ \\\n\s+/g, " ")).toContain(failing.reproduce);
    expect(command).toMatch(/ \\\n$/);
  });
});
