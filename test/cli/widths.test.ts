import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeRunFile } from "../../bench/run/run-file.ts";
import { bandedTable } from "../../cli/banded-table.ts";
import { displayWidth } from "../../cli/display-width.ts";
import { COMMANDS } from "../../cli/main.ts";
import { proseTable } from "../../cli/prose-table.ts";
import { sampleRow, sampleRun } from "../bench/sample-run.ts";
import { writeTinyDataset } from "../bench/tiny-dataset.ts";
import { run } from "./run.ts";

const WIDTHS = [60, 80, 100, 120];
/** Widths at which words are whole, to know what a word is. */
const WIDE = 160;

let folder: string;
const columns = process.env["COLUMNS"];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bs-"));
  writeTinyDataset(join(folder, "tiny"));
  writeTinyDataset(join(folder, "blind"), { name: "blind", truth: false });
  const names = [
    "ewma",
    "a-rule-of-the-night-with-a-name-that-goes-on-and-on",
    "夜间流量异常增长检测器",
  ];
  for (const name of ["a", "b", "a-run-with-a-long-path"]) {
    mkdirSync(join(folder, name));
    const detectors = names.map((each) => sampleRow({ name: each }));
    writeRunFile(join(folder, name, "run.json"), sampleRun({ detectors, budget: name.length }));
  }
  const { code } = await run(["generate", "wuhan-2015", "-o", join(folder, "night"), "-j", "1"]);
  expect(code).toBe(0);
});
afterAll(() => {
  if (columns === undefined) delete process.env["COLUMNS"];
  else process.env["COLUMNS"] = columns;
  rmSync(folder, { recursive: true, force: true });
});

const LISTS = [
  "scenarios",
  "models",
  "detectors",
  "combiners",
  "safeguards",
  "metrics",
  "formats",
  "tariffs",
];
const BLIND = ["bench", "FOLDER/blind", "--as-written", "-j", "1", "-o", "FOLDER/out", "--force"];
const CALLS: readonly (readonly string[])[] = [
  ["--help"],
  ...Object.keys(COMMANDS).map((name) => [name, "--help"]),
  ...LISTS.map((what) => ["list", what]),
  ["inspect", "FOLDER/tiny"],
  ["inspect", "FOLDER/night", "--device", "0", "--at", "2015-11-11"],
  ["explain", "FOLDER/night", "--device", "0"],
  ["verify", "FOLDER/night"],
  ["verify", "FOLDER/tiny"],
  ["generate", "city@L1", "--dry-run"],
  ["generate", "city@L0", "-o", "FOLDER/made", "--devices", "8", "-j", "1", "--force"],
  ["compare", "FOLDER/a", "FOLDER/b"],
  ["compare", "FOLDER/a", "FOLDER/b", "FOLDER/a-run-with-a-long-path"],
  [...BLIND, "-d", "volume-cap:cap=1KB,period=1h", "-d", "rate-window"],
  [...BLIND, "-d", "volume-cap:cap=100MB..2GB/5"],
];

async function shown(argv: readonly string[], width: number): Promise<string> {
  process.env["COLUMNS"] = String(width);
  const { stdout, stderr } = await run(argv.map((word) => word.replace("FOLDER", folder)));
  expect(stdout, stderr).not.toBe("");
  return stdout;
}

/** Words with a letter; the numbers of two runs may be others, and a name that was cut ends in dots. */
const wordsOf = (text: string) =>
  text.split(/\s+/).filter((word) => /^[a-z][a-z-]*[,.;:]?$/.test(word) && !word.endsWith("..."));

describe.each(CALLS.map((argv) => [argv.join(" "), argv] as const))("billshock %s", (_, argv) => {
  it("fits 60, 80, 100 and 120 columns, and breaks no word", { timeout: 120_000 }, async () => {
    const whole = new Set(wordsOf(await shown(argv, WIDE)));
    for (const width of WIDTHS) {
      const text = await shown(argv, width);
      // A path is cut at no width: nobody could copy it.
      const wide = text
        .split("\n")
        .filter((line) => displayWidth(line) > width && !line.trim().includes(folder));
      expect(wide, `at ${width}`).toEqual([]);
      expect(
        wordsOf(text).filter((word) => !whole.has(word)),
        `at ${width}`,
      ).toEqual([]);
    }
  });
});

describe("a table that ends in prose", () => {
  const rows = [["name", "-", "one two three four five six seven eight nine"]];

  it("wraps it in the room that is left, or below where that is too little", () => {
    expect(proseTable(["", "", ""], rows, { width: 40 })).toBe(
      "name  -  one two three four five six\n         seven eight nine",
    );
    expect(proseTable(["a", "b", "c"], rows, { width: 30, indent: 1 })).toBe(
      " a  b\n   c\n name\n   one two three four five six\n   seven eight nine",
    );
  });
});

describe("a table of many columns", () => {
  const table = (width: number) =>
    bandedTable(["key", "aaaa", "bbbb", "cccc"], [["k", "1", "2", "3"]], { width });

  it("stands in bands where the screen is narrow, each with its keys, and loses nothing", () => {
    expect(table(21)).toBe("key  aaaa  bbbb  cccc\nk    1     2     3");
    expect(table(18)).toBe("key aaaa bbbb cccc\nk   1    2    3");
    expect(table(15)).toBe("key  aaaa  bbbb\nk    1     2\n\nkey  cccc\nk    3");
    expect(table(3)).toBe("key  aaaa\nk    1\n\nkey  bbbb\nk    2\n\nkey  cccc\nk    3");
  });
});
