import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunFile } from "../../bench/run/run-file.ts";
import { openDataset } from "../../datasets/dataset.ts";
import { writeTinyDataset } from "../bench/tiny-dataset.ts";
import { run } from "./run.ts";

let folder: string;
let dataset: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-cli-bench-"));
  dataset = writeTinyDataset(join(folder, "tiny"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bench = (...argv: string[]) => run(["bench", dataset, "-j", "1", "--budget", "10", ...argv]);

describe("billshock bench", () => {
  it("shows ceiling, detectors and floors, and writes run.json and report.html", async () => {
    const out = join(folder, "shown");
    const { code, stdout } = await bench("-d", "volume-cap", "-o", out);
    expect(code).toBe(0);
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/^tiny {2}40 lines x 8 days.*budget 10 false alarms/);
    const table = lines.findIndex((line) => line.startsWith("^"));
    const marks = lines
      .slice(table)
      .map((line) => line.trimStart().split(/\s+/).slice(0, 2).join(" "));
    expect(marks[0]).toBe("^ oracle");
    expect(marks[1]).toMatch(/^volume-cap/);
    expect(marks).toContain("v blind-periodic");
    expect(marks).toContain("v owner-checks-bill");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.at(-2)).toContain("billshock new detector");
    for (const head of ["recall", "prec.", "F1", "by kind", "CNY of", "false"]) {
      expect(lines.slice(0, table).join("\n")).toContain(head);
    }
    const report = readFileSync(join(out, "report.html"), "utf8");
    expect(report).toContain("volume-cap");
    expect(report).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
    expect((await bench("-d", "volume-cap", "-o", out)).stderr).toContain("holds a run already");
  });

  it("marks what is not sandboxed", async () => {
    const program =
      "exec-csv:awk -W interactive '!NF {print; fflush()}':name=silent,reads=down,sandbox=off";
    const { stdout } = await bench("-d", program, "-o", join(folder, "fence"));
    // Where programs can be fenced in they rank with the others.
    const run: RunFile = JSON.parse(readFileSync(join(folder, "fence/run.json"), "utf8"));
    const isOpen = run.detectors.some(({ sandbox }) => sandbox === "not sandboxed");
    expect(/^-- not sandboxed, ranked apart.*\n! silent /m.test(stdout)).toBe(isOpen);
    expect(stdout).toMatch(/^! silent /m);
    const words = stdout.replaceAll("\n", " ");
    expect(words).toMatch(
      / No detector beats [^.]*blind-periodic[^.]* here in valueDetectionRate, /,
    );
    expect(stdout).toMatch(/^Nobody saves anything here\.$/m);
  });

  it("takes the law's other choices, and says in run.json which were taken", async () => {
    const choices = ["--kinds", "claimed", "--merge", "extending", "--missed", "censored"];
    const others = ["--group", "any", "--overlap", "one", "--interval", "bca", "--grace", "2h"];
    const chosen = await bench(
      "-d",
      "volume-cap",
      "-o",
      join(folder, "law"),
      "--json",
      ...choices,
      ...others,
    );
    expect(JSON.parse(chosen.stdout).settings).toMatchObject({
      ...{ kinds: "claimed", merge: "extending", missed: "censored", group: "any" },
      ...{ overlap: "one", interval: "bca", grace: 7_200_000, coolDown: 86_400_000 },
    });
    const wrong = await bench("--merge", "sometimes");
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      "billshock bench: --merge must be fixed or extending, got sometimes\n",
    ]);
  });

  it("prints run.json with --json", async () => {
    const out = join(folder, "json");
    const { stdout } = await bench("-d", "volume-cap", "-o", out, "--json");
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(join(out, "run.json"), "utf8")));
  });

  it("exits with 99 when a gate fails and says what was found", async () => {
    const gate = "volume-cap: precision >= 0.99";
    const { code, stdout } = await bench(
      "-d",
      "volume-cap",
      "-o",
      join(folder, "g"),
      "--expect",
      gate,
    );
    expect(code).toBe(99);
    expect(stdout).toMatch(
      /^FAIL {2}volume-cap: precision >= 0\.99 {2}\(precision is \d+ % on tiny, charging, calibrated\)$/m,
    );
  });

  it("exits with 1 when a detector fails, and says how to see it again", async () => {
    const file = join(folder, "broken.js");
    writeFileSync(file, "throw new Error('not today');\n");
    const { code, stdout } = await bench("-d", file, "-d", "volume-cap", "-o", join(folder, "b"));
    expect(code).toBe(1);
    expect(stdout).toMatch(/broken\.js on tiny: error: Error: not today\n {2}again: npx billshock/);
    expect(stdout).toMatch(/volume-cap/);
  });

  it("says of a rule that divides by an option though it scores in MB what is wrong with that", async () => {
    const file = join(folder, "megabytes.js");
    const limit = `{ summary: "limit", unit: "MB", default: 300, min: 1, source: "chosen: here" }`;
    writeFileSync(
      file,
      `export default { name: "megabytes", summary: "MB so far", views: ["charging"], reads: ["down"],
        detects: [], scope: "device", score: { unit: "MB", threshold: 300, of: "mb" },
        params: { mb: ${limit} },
        create: () => ({ observe: ({ length }, scores) => scores.fill(1, 0, length) }) };`,
    );
    const { code, stdout } = await bench("-d", file, "-o", join(folder, "mb"));
    expect(code).toBe(1);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "megabytes: score.of must be left out where score.unit is a quantity, got of mb with unit MB;",
    );
  });

  it.each([
    [["-d", "volume-cup"], /unknown detector volume-cup.*volume-cap/],
    [["-d", "volume-cap:view=flow"], /unknown view flow; did you mean flows/],
    [["-d", "./nowhere.js"], /there is no file .*nowhere\.js/],
    [["--expect", "volume-cap: recal > 1"], /unknown metric recal; did you mean recall/],
    [["--capacity", "many"], /--capacity must be alarms a day such as 60\/day, got many/],
    [["--timeout", "60"], /--timeout must be a time such as 30m or 1h, at least 1 ms, got 60/],
    [["--timeout", "30d"], /--timeout must be a time .*, at most 24.*, got 30d/],
    [["--capacity", "9".repeat(400)], /--capacity must be alarms a day such as 60\/day, got 9/],
    [["--memory", "0MB"], /--memory must be a size .*, got 0MB/],
    [["--memory", `${"9".repeat(400)}GB`], /--memory must be a size .*, got 9/],
    [["--budget", "0x10"], /--budget must be a number of at least 0, got 0x10/],
    [["--budget", "1e999"], /--budget must be a number of at least 0, got 1e999/],
    [["--budget", " "], /--budget must be a number of at least 0, got/],
    [["--seeds", "5..1"], /--seeds must be such as 1\.\.5 or 1,2,3, got 5\.\.1/],
    [["--budgt", "3"], /unknown flag --budgt; did you mean --budget/],
  ])("refuses %j with exit code 2", async (argv, message) => {
    const { code, stderr, stdout } = await run([
      "bench",
      dataset,
      "-o",
      join(folder, "no"),
      ...argv,
    ]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });
});

describe("billshock score and compare", () => {
  it("scores a file of alerts and says that nobody can check its causality", async () => {
    const open = openDataset(dataset);
    const { device, onset, length } = open.readTruth("cases");
    open.close();
    const file = join(folder, "mine.csv");
    const lines = Array.from(
      { length },
      (_, i) => `${device[i]},${new Date(onset[i] + 3_600_000).toISOString()}`,
    );
    writeFileSync(file, `device,time\n${lines.join("\n")}\n`);
    const { code, stdout } = await run(["score", dataset, file, "--json"]);
    expect(code).toBe(0);
    const [row, ...others] = (JSON.parse(stdout) as RunFile).detectors;
    expect(row.recall?.value).toBe(1);
    expect(row.precision?.value).toBe(1);
    expect(row.thresholdSource).toBe("given");
    expect(row.causality).toBe("unchecked");
    const coin = others.find(({ name }) => name === "coin");
    expect([coin?.role, coin?.alarms]).toEqual(["floor", row.alarms]);
    expect(row.floors.coin?.valueDetectionRateByKindMean.value).toEqual(
      coin?.valueDetectionRateByKindMean?.value,
    );
    expect(row.floors.blindPeriodic?.valueDetectionRateByKindMean.high).toBeLessThan(0.75);
    expect(row.beatenByFloor).toEqual([]);
    const shown = await run(["score", dataset, file]);
    expect(shown.stdout).toMatch(/every alert counts\n/);
    expect(shown.stdout).toMatch(/^-- not sandboxed.*\n +mine\.csv +charging +100 \[/m);
    expect(shown.stdout).not.toMatch(/null|undefined|Each detector on/);
  });

  it.each([
    ["device,tme\n1,2\n", /mine2\.csv:1: unknown column tme; did you mean time/],
    ["device,time\n99,2026-01-05\n", /mine2\.csv:2: device must be in \[0, 40\), got 99/],
    ["device,time\n1,05/01/2026 10:00\n", /mine2\.csv:2: time must be ms UTC or a date and time/],
    ["identifier,time\n1,2026-01-05\n", /mine2\.csv:2: identifiers need private\/keys\.csv/],
    ["device,time,score\n1,2026-01-05,x\n", /mine2\.csv:2: score must be a number, got x/],
  ])("refuses %j", async (text, message) => {
    const file = join(folder, "mine2.csv");
    writeFileSync(file, text);
    const { code, stderr } = await run(["score", dataset, file]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it("refuses an alert that was raised before its row could be seen", async () => {
    const from = Date.UTC(2026, 0, 5);
    const file = join(folder, "early.csv");
    writeFileSync(file, `device,time,at\n2,${from + 3_600_000},${from + 3_600_000}\n`);
    const { stderr } = await run(["score", dataset, file]);
    expect(stderr).toMatch(/early\.csv:2: at must not lie before its row was visible/);
  });

  it("lays runs side by side", async () => {
    const [a, b] = [join(folder, "one"), join(folder, "two")];
    await bench("-d", "volume-cap", "-o", a);
    await bench("-d", "volume-cap", "-d", "dual-cap", "-o", b);
    const { stdout } = await run(["compare", a, join(b, "run.json")]);
    expect(stdout).toMatch(/^tiny +volume-cap +charging +\d+ % \[.*\] +\d+ %/m);
    expect(stdout).toMatch(/^tiny +dual-cap +charging +- +\d+ %/m);
    expect(stdout).toContain(
      "Bytes saved, mean over kinds of incident, with 95 % intervals; without truth, alarms.",
    );
    expect(stdout).not.toContain("different data");
  });

  it.each([
    [["one"], /needs two runs or more/],
    [["one", "none"], /none.*: there is no such file/],
    [["one", "."], /run\.json: there is no such file/],
  ])("refuses to compare %j", async (names, message) => {
    const { code, stderr } = await run(["compare", ...names.map((name) => join(folder, name))]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
