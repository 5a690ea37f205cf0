import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { StudyFile } from "../../bench/study/study-file.ts";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "billshock-study-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const STRATEGIES = ["-s", "torrent-cut", "-s", "refunded", "-s", "clear-cache"];

describe("billshock study", () => {
  it("prints a table, sentences, and what changes nothing", async () => {
    const { code, stdout } = await run(["study", "wuhan-2015", ...STRATEGIES, "-q"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^wuhan-2015 {2}1 line x 2 days/);
    expect(stdout).toMatch(/^torrent-cut +0\/1 +52\.48 +15,424 +1,000/m);
    expect(stdout).toMatch(/Nothing changes, to the byte, under clear-cache\./);
    expect(stdout).toContain("beware: refunded: owner-checks-bill is a floor");
  });

  it("prints JSON, the same again but for its timings", async () => {
    const json = async () => {
      const { stdout } = await run(["study", "wuhan-2015", ...STRATEGIES, "--json"]);
      const { timings, ...rest } = JSON.parse(stdout) as StudyFile;
      expect(timings.seconds).toBeGreaterThan(0);
      return rest;
    };
    const first = await json();
    expect(await json()).toEqual(first);
    expect(first.schemaVersion).toBe(1);
    expect(first.datasets).toMatchObject([{ name: "wuhan-2015", tariffs: ["ct2015"], lines: 1 }]);
    expect(first.strategies.map(({ name, by }) => [name, by])).toEqual([
      ...[
        ["torrent-cut", "operator"],
        ["refunded", "operator"],
        ["clear-cache", "owner"],
      ],
    ]);
    const kinds = first.cells.map(({ strategy, kind }) => `${strategy} ${kind}`);
    expect(kinds.slice(0, 3)).toEqual([
      ...["torrent-cut bt-over-hotspot", "torrent-cut all", "torrent-cut ordinary"],
    ]);
  });

  it("prints CSV, one line a cell", async () => {
    const { stdout } = await run(["study", "wuhan-2015", ...STRATEGIES, "--format", "csv"]);
    const [head, ...lines] = stdout.trim().split("\n");
    expect(head).toMatch(/^dataset,strategy,kind,mode,cases,prevented/);
    expect(lines).toHaveLength(9);
    expect(lines.every((line) => line.split(",").length === head?.split(",").length)).toBe(true);
  });

  it("lives under another tariff", async () => {
    const call = ["study", "wuhan-2015", "-s", "clear-cache", "--json", "--tariff", "cn-2024"];
    const { datasets, cells } = JSON.parse((await run(call)).stdout) as StudyFile;
    expect(datasets[0]?.tariffs).toEqual(["cn-2024"]);
    expect(cells[0]?.ratedAtStake).not.toBe(1_542_390);
  });

  it("takes a strategy of one's own", async () => {
    const file = join(folder, "mine.yaml");
    writeFileSync(
      file,
      'billshock: strategy/1\nname: mine\nsummary: s\nby: owner\nsource: "chosen: mine"\nsafeguards: [hotspot-off-at-night]\n',
    );
    const { stdout } = await run(["study", "wuhan-2015", "-s", file, "-q"]);
    expect(stdout).toMatch(/^mine +1\/1/m);
  });

  it.each<[title: string, args: string[], stderr: string]>([
    [
      "a strategy",
      ["-s", "torrent-cutt"],
      "unknown strategy torrent-cutt; did you mean torrent-cut?",
    ],
    ["a scenario", ["wuhan"], "unknown scenario wuhan; did you mean wuhan-2015?"],
    ["a format", ["--format", "xml"], "billshock study: --format must be csv, got xml"],
    ["a mix", ["--mix", "everyda"], "--mix: unknown mix everyda; did you mean everyday?"],
    [
      "a strategy twice",
      ["-s", "refunded", "-s", "refunded"],
      "strategies: refunded is given twice; each must have a name of its own",
    ],
    [
      "a number of lines",
      ["--devices", "0"],
      "--devices must be a whole number of at least 1, got 0",
    ],
  ])("says which %s is wrong, and exits with 2", async (_, args, stderr) => {
    const outcome = await run(["study", ...args]);
    expect(outcome.stderr).toContain(stderr);
    expect(outcome.code).toBe(2);
  });
});

it("list strategies says what each does", async () => {
  const { stdout } = await run(["list", "strategies", "--json"]);
  const all = JSON.parse(stdout) as { name: string; does: string[] }[];
  expect(all.find(({ name }) => name === "torrent-cut")?.does).toEqual([
    ...["bt-flow-shape.flows", "->", "cut-data"],
  ]);
});
