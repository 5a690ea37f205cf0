import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeRunFile } from "../../bench/run/run-file.ts";
import { sampleRun } from "../bench/sample-run.ts";
import { run } from "./run.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-first-"));
  writeFileSync(
    join(folder, "rates.yaml"),
    "casesPerDeviceDay: {theft-by-nobody: 1}\nsource: me\n",
  );
  writeFileSync(join(folder, "file"), "");
  writeRunFile(join(folder, "before.json"), sampleRun({ budget: 3 }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mistakes: readonly (readonly [what: string, argv: string, said: RegExp])[] = [
  ["a detector", "-d dual-capp", /unknown detector dual-capp.*did you mean dual-cap/],
  ["a member", "-d any-of(dual-cap,ewmma)", /unknown detector ewmma.*did you mean ewma/],
  ["an option", "-d dual-cap:mony=3", /unknown option mony/],
  ["a value", "-d dual-cap:money=lots", /money must be/],
  ["a view", "-d dual-cap:view=flow", /unknown view flow/],
  ["a file", "-d ./no-rule.js", /there is no file .*no-rule\.js/],
  ["a threshold's rule", "-d dual-cap --threshold dual-kap=3", /unknown detector dual-kap/],
  ["a threshold", "-d dual-cap --threshold dual-cap=much", /--threshold: dual-cap must be/],
  ["a gate's detector", "-d dual-cap --expect dual-kap:recall>=0", /--expect: unknown detector/],
  ["a gate's metric", "-d dual-cap --expect dual-cap:recal>=0", /unknown metric recal/],
  [
    "a gate's dataset",
    "-d dual-cap --expect [gate]",
    /--expect: unknown dataset city@L1; .*city@L0/,
  ],
  ["another scenario", "citty@L1 -d dual-cap", /unknown scenario citty/],
  ["a scenario to calibrate on", "-d dual-cap --calibrate citty", /unknown scenario citty/],
  [
    "a kind",
    "-d dual-cap --prevalence FOLDER/rates.yaml",
    /no dataset has the incident kind theft-by/,
  ],
  ["identifiers", "-d dual-cap --alarms FOLDER/a.csv --identifiers", /holds no private\/keys\.csv/],
  ["a place for alarms", "-d dual-cap --alarms FOLDER/no/a.csv", /there is no folder/],
  ["a place for gates", "-d dual-cap --expect dual-cap:recall>=0 --junit FOLDER", /must be a file/],
  [
    "a place for data",
    "-d dual-cap --data FOLDER/file",
    /--data: must be a folder, .*file is a file/,
  ],
  ["a baseline", "-d dual-cap --baseline FOLDER/none.json", /there is no such file/],
  ["a baseline's settings", "-d dual-cap --baseline FOLDER/before.json", /budget: 3, 1;/],
  ["a scenario twice", "city@L0 -d dual-cap", /a dataset is given twice: city@L0/],
  ["settings", "-d dual-cap --as-written --capacity 3/day", /which city@L0 has; leave one/],
];

describe("before anything is generated or announced, bench refuses", () => {
  it.each(mistakes)("%s: %s", async (_, line, said) => {
    const words = line.split(" ").map((word) => word.replace("FOLDER", folder));
    const own = words.map((word) =>
      word === "[gate]" ? "dual-cap on city@L1: recall >= 0" : word,
    );
    const out = join(folder, "out");
    const { code, stdout, stderr } = await run(["bench", "city@L0", ...own, "-o", out]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(said);
    // The one line says what is wrong; a phase would have had a line before it.
    expect(stderr.trimEnd().split("\n").length).toBe(1);
    expect(existsSync(out)).toBe(false);
  });

  it("a place for the result that is a file", async () => {
    const out = join(folder, "file/run");
    const { code, stderr } = await run(["bench", "city@L0", "-d", "dual-cap", "-o", out]);
    expect([code, stderr]).toEqual([
      2,
      `--out: must be a folder, ${join(folder, "file")} is a file\n`,
    ]);
    expect(readdirSync(folder).sort()).toEqual(["before.json", "file", "rates.yaml"]);
  });
});
