import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cell, StudyFile } from "../../bench/study/study-file.ts";
import { type Outcome, run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "billshock-study-folder-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const out = join(folder, "study");
const ASKED = ["study", "wuhan-2015", "-s", "torrent-cut", "-s", "money-cap-after-1h"];
let outcome: Outcome;
beforeAll(async () => {
  outcome = await run([...ASKED, "-o", out]);
}, 60_000);

const text = (...path: readonly string[]) =>
  readFileSync(join(out, ...path), "utf8").replaceAll("\u00a0", " ");

describe("billshock study -o", () => {
  it("writes the study, its pages and their pictures, and nothing else", () => {
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toMatch(/^wuhan-2015 {2}1 line x 2 days/);
    expect(outcome.stderr).toContain(
      `written: ${join(out, "study.json")}, ${join(out, "report.html")}`,
    );
    expect(readdirSync(out).sort()).toEqual([
      ...["figures", "report.html", "report.zh.html", "study.json"],
    ]);
    expect(readdirSync(join(out, "figures")).sort()).toEqual([
      ...["courses", "saved-bytes", "saved-rated"].flatMap((name) => [
        `wuhan-2015-${name}-zh.svg`,
        `wuhan-2015-${name}.svg`,
      ]),
    ]);
  });

  it("writes as study.json what --json prints", async () => {
    const { stdout } = await run([...ASKED, "--json"]);
    const rest = (json: string) => ({ ...(JSON.parse(json) as StudyFile), timings: null });
    expect(rest(text("study.json"))).toEqual(rest(stdout));
  });

  it("writes pages that say what the screen says", () => {
    const { answers } = JSON.parse(text("study.json")) as StudyFile;
    for (const answer of answers) expect(text("report.html")).toContain(answer.text);
    expect(text("report.html")).toContain("Title text 'money-cap-after-1h 3,524'");
    expect(text("report.zh.html")).toContain("torrent-cut 省下 53.5 GB 中的 52.5 GB；");
  });

  it("replaces no study without --force, and says so before anything is lived", async () => {
    const again = await run([...ASKED, "-o", out]);
    expect([again.code, again.stdout]).toEqual([2, ""]);
    expect(again.stderr).toContain(
      `billshock study: ${out} holds a study already; --force replaces it`,
    );
    expect((await run([...ASKED, "-o", out, "--force", "-q"])).code).toBe(0);
    const file = join(folder, "file");
    writeFileSync(file, "");
    const taken = await run([...ASKED, "-o", file]);
    expect(taken.code).toBe(2);
    expect(taken.stderr).toContain("--out: must be a folder");
  });
});

describe("billshock report of a study", () => {
  it("makes both pages again from study.json alone, the same", async () => {
    const page = join(folder, "again.html");
    const { code, stdout, stderr } = await run(["report", out, "-o", page]);
    const other = join(folder, "again.zh.html");
    expect([code, stdout, stderr]).toEqual([0, "", `written: ${page}, ${other}\n`]);
    const same = (made: string, name: string) =>
      expect(readFileSync(made, "utf8").replaceAll("again.", "report.")).toBe(
        readFileSync(join(out, name), "utf8"),
      );
    same(page, "report.html");
    same(other, "report.zh.html");
    rmSync(page);
    const refused = await run(["report", out, "-o", page]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(`${other} is there already; --force replaces it`);
    expect((await run(["report", out, "-o", page, "--force"])).code).toBe(0);
  });

  it("shows the screen, the CSV and the JSON again", async () => {
    const path = join(out, "study.json");
    expect((await run(["report", path])).stdout).toMatch(/^wuhan-2015 {2}1 line x 2 days/);
    const csv = (await run(["report", path, "--format", "csv"])).stdout;
    expect(csv).toMatch(/^dataset,strategy,kind,mode,cases/);
    expect(JSON.parse((await run(["report", path, "--json"])).stdout)).toEqual(
      JSON.parse(text("study.json")),
    );
  });

  it.each<[title: string, args: string[], stderr: RegExp]>([
    [
      "a format that it has not",
      ["STUDY", "--format", "latex"],
      /--format of a study must be csv, got latex/,
    ],
    ["data", ["STUDY", "--data", "x"], /--data is for runs/],
    ["two results", ["STUDY", "--format", "csv", "--json"], /exclude each other/],
    ["an older study", ["OLD"], /old\.json: nights: is missing; was it made by another version\?/],
    [
      "a study that lacks a number",
      ["HOLED"],
      /holed\.json: cells\.0\.harm: is missing; was it made by another version\?/,
    ],
    [
      "a study with a word for a number",
      ["WRONG"],
      /wrong\.json: cells\.0\.bytesSaved\.value: Invalid input: expected number, received string/,
    ],
    ["a newer study", ["NEW"], /new\.json: schemaVersion must be 1, got 2/],
    ["no study", ["NONE"], /none\.json: is no run\.json/],
  ])("refuses %s with exit code 2", async (_, args, stderr) => {
    const { nights: _nights, ...old } = JSON.parse(text("study.json")) as StudyFile;
    const places = {
      ...{ STUDY: out, OLD: join(folder, "old.json") },
      ...{ NEW: join(folder, "new.json"), NONE: join(folder, "none.json") },
      ...{ HOLED: join(folder, "holed.json"), WRONG: join(folder, "wrong.json") },
    };
    const [first, ...others] = old.cells;
    const { harm: _harm, ...holed } = first as Cell;
    const wrong = { ...first, bytesSaved: { ...first?.bytesSaved, value: "much" } };
    writeFileSync(places.HOLED, JSON.stringify({ ...old, nights: [], cells: [holed, ...others] }));
    writeFileSync(places.WRONG, JSON.stringify({ ...old, nights: [], cells: [wrong, ...others] }));
    writeFileSync(places.OLD, JSON.stringify(old));
    writeFileSync(places.NEW, JSON.stringify({ ...old, schemaVersion: 2 }));
    writeFileSync(places.NONE, "{");
    const refused = await run([
      "report",
      ...args.map((word) => places[word as keyof typeof places] ?? word),
    ]);
    expect([refused.code, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr).toMatch(stderr);
  });
});
