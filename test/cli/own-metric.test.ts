import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GivenMetric } from "../../bench/metric.ts";
import type { DetectorRow, RunFile } from "../../bench/run/run-file.ts";
import { runFile } from "../../bench/run/run-schema.ts";
import { bench } from "../../jobs/bench.ts";
import { writeTinyDataset } from "../bench/tiny-dataset.ts";
import { run } from "./run.ts";

const HEAD =
  'unit: "share", better: "lower", needs: ["truth"], rests: "incidents", summary: "a share"';
const MISSED = `const CAUGHT = { key: "recall", part: ["caughtIncidents"], whole: ["incidents"] };
export const missed = { name: "missed", ${HEAD}, measure: (facts) => 1 - facts.share(CAUGHT) };
`;

let folder: string;
let tiny: string;
let blind: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-own-metric-"));
  tiny = writeTinyDataset(join(folder, "tiny"));
  blind = writeTinyDataset(join(folder, "blind"), { name: "blind", truth: false });
  writeFileSync(join(folder, "missed.mjs"), MISSED);
  const home = join(folder, "node_modules/missed-metric");
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), '{ "name": "missed-metric", "main": "index.mjs" }');
  writeFileSync(join(home, "index.mjs"), MISSED.replace('"missed"', '"missedToo"'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let runs = 0;
const asked = (on: string, ...argv: string[]) =>
  run(["bench", on, "-d", "volume-cap", "-j", "1", "-o", join(folder, `run-${runs++}`), ...argv]);
const leadOf = ({ detectors }: RunFile) =>
  detectors.find(({ leads, role, today }) => leads && role === "detector" && !today) as DetectorRow;

describe("a metric of the user's own", () => {
  it("has its value and interval in every row, and the run still keeps to its schema", async () => {
    const { stdout } = await asked(tiny, "--metric", join(folder, "missed.mjs"), "--json");
    const told = JSON.parse(stdout) as RunFile;
    const row = leadOf(told);
    const missed = row.metrics?.["missed"];
    expect(missed?.value).toBeCloseTo(1 - (row.recall?.value as number), 12);
    expect(missed?.low as number).toBeLessThanOrEqual(missed?.value as number);
    expect(missed?.written).toMatch(/^\d+ % \[\d+ %-\d+ %\]$/);
    expect(told.metrics).toEqual([expect.objectContaining({ name: "missed", better: "lower" })]);
    expect(() => runFile.parse(told)).not.toThrow();
    // Nothing else of the run is another.
    const { stdout: without } = await asked(tiny, "--json");
    const plain = leadOf(JSON.parse(without));
    const { metrics: _, ...rest } = row;
    expect(rest).toEqual(plain);
  });

  it("is measured by score too, on the alerts of a file and on the floors beside them", async () => {
    const alerts = join(folder, "alerts.csv");
    writeFileSync(alerts, "device,time\n");
    const metric = ["--metric", join(folder, "missed.mjs")];
    const { stdout } = await run(["score", tiny, alerts, ...metric, "--json"]);
    const told = JSON.parse(stdout) as RunFile;
    expect(told.metrics).toEqual([expect.objectContaining({ name: "missed" })]);
    expect(leadOf(told).metrics?.["missed"]?.value).toBe(1);
    const oracle = told.detectors.find(({ name }) => name === "oracle");
    expect(oracle?.metrics?.["missed"]?.value).toBe(1 - (oracle?.recall?.value as number));
    const screen = await run(["score", tiny, alerts, ...metric]);
    expect(screen.stdout).toMatch(/^missed \(a share; lower is better\): /m);
    const { code, stderr } = await run(["score", tiny, alerts, "--metric", "./none.js"]);
    expect([code, stderr.includes("--metric: there is no file")]).toEqual([2, true]);
  });

  it("is a gate, and stands on the screen, in the report, in papers and in CSV", async () => {
    const out = join(folder, "shown");
    const argv = ["bench", tiny, "-d", "volume-cap", "-j", "1", "-o", out];
    const metric = ["--metric", join(folder, "missed.mjs#missed")];
    const gates = ["--expect", "volume-cap: missed <= 100%", "--expect", "volume-cap: missed < 0"];
    const { code, stdout } = await run([...argv, ...metric, ...gates]);
    expect(code).toBe(99);
    expect(stdout).toMatch(/pass +volume-cap: missed <= 100% +\(missed is [\d.]+ % on tiny/);
    expect(stdout).toMatch(/FAIL +volume-cap: missed < 0/);
    expect(stdout).toMatch(/^missed \(a share; lower is better\): volume-cap · charging \d+ %/m);
    expect(readFileSync(join(out, "report.html"), "utf8")).toContain("missed</th>");
    const formats = ["markdown", "csv"].map((format) => run(["report", out, "--format", format]));
    const [markdown, csv] = (await Promise.all(formats)).map((each) => each.stdout);
    expect(markdown).toContain("| missed |");
    expect(csv.split("\r\n")[0]).toContain(",missed,missed_low,missed_high");
    const column = csv.split("\r\n")[0].split(",").indexOf("missed");
    expect(csv.split("\r\n")[1].split(",")[column]).not.toBe("");
  });

  it("comes from a package, and as an object of the caller's", async () => {
    const object: GivenMetric = {
      ...{
        name: "hits",
        summary: "right alarms",
        unit: "alarms",
        better: "higher",
        needs: ["truth"],
      },
      rests: "alarms",
      measure: (facts) => facts.sum("hit"),
    };
    const told = await bench({
      ...{ on: [tiny], detectors: ["volume-cap"], metrics: ["missed-metric", object], folder },
      data: join(folder, "data"),
    });
    const row = leadOf(told);
    expect(Object.keys(row.metrics ?? {})).toEqual(["missedToo", "hits"]);
    expect(row.metrics?.["hits"].value).toBe(row.counts?.hit);
  });

  it("that needs truth is told on no data without it, and another is", async () => {
    const file = join(folder, "rate.mjs");
    const measure = 'measure: (facts) => facts.sum("alarms") / facts.deviceDays';
    writeFileSync(
      file,
      `${MISSED}export const rate = { name: "rate", ${HEAD.replace('"truth"', "").replace('"share"', '"alarms"')}, ${measure} };\n`,
    );
    const both = ["--metric", `${file}#missed`, "--metric", `${file}#rate`];
    const { stdout } = await asked(blind, ...both, "--as-written", "--json");
    const row = leadOf(JSON.parse(stdout));
    expect(Object.keys(row.metrics ?? {})).toEqual(["rate"]);
    expect(row.metrics?.["rate"].value).toBeCloseTo(row.alarms / 320, 9);
    const screen = (await asked(blind, ...both, "--as-written")).stdout;
    expect(screen).toContain("missed (a share; lower is better): nothing to measure it on.");
  });
});

describe("a metric that can't be told is refused before anything runs", () => {
  const bad = (text: string) => {
    const file = join(folder, `bad-${runs++}.mjs`);
    writeFileSync(file, text);
    return file;
  };
  const one = (fields: string) => `export const it = { name: "own", ${HEAD}, ${fields} };\n`;
  it.each<[string, string, RegExp]>([
    [
      "another's name",
      one("measure: () => 1").replace('"own"', '"recall"'),
      /there is a metric recall/,
    ],
    [
      "a unit of no kind",
      one('measure: () => 1, unit: "shares"'),
      /unknown unit shares; did you mean share\?/,
    ],
    [
      "a need of no kind",
      one('measure: () => 1, needs: ["thruth"]'),
      /unknown need thruth; did you mean truth\?/,
    ],
    [
      "text for a number",
      one('measure: () => "1"'),
      /own: measure must return a number or null, got string/,
    ],
    [
      "a sum of no kind",
      one('measure: (f) => f.sum("hits")'),
      /own: measure failed: .*unknown sum hits; did you mean hit\?/,
    ],
    ["no measure", one("measure: 1"), /own: measure must be a function/],
    ["no metric", "export const x = 1;\n", /exports no metric/],
    [
      "two of them",
      one("measure: () => 1") + one("measure: () => 1").replace("const it", "const two"),
      /say which with #NAME: it, two/,
    ],
    ["a broken file", "export const = 1;\n", /could not be loaded/],
  ])("%s", async (_, text, message) => {
    const { code, stderr } = await asked(tiny, "--metric", bad(text));
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
  });

  it("a file that is not there, and a package that nobody installed", async () => {
    const missing = await asked(tiny, "--metric", join(folder, "none.mjs"));
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining("there is no file") });
    const unknown = await asked(tiny, "--metric", "no-such-metric");
    expect(unknown.stderr).toContain("no package no-such-metric is installed");
  });
});
