import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPlan } from "../../../jobs/shards/plan-file.ts";
import { type PlanShardsOptions, planShards } from "../../../jobs/shards/plan-shards.ts";
import { writeTinyDataset } from "../../bench/tiny-dataset.ts";

const root = mkdtempSync(join(tmpdir(), "billshock-plan-"));
const dataset = join(root, "tiny");
const unsplit = join(root, "unsplit");
const rule = resolve(import.meta.dirname, "../../../examples/detector.js");
const out = join(root, "plan");

beforeAll(() => {
  writeTinyDataset(dataset);
  writeTinyDataset(unsplit, { split: false });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const fleet = { on: "city@L0", shards: 2, detectors: ["app-cohort"] };

describe("planning refuses, in a sentence that says why and what to do", () => {
  it.each<[string, Partial<PlanShardsOptions>, RegExp]>([
    [
      "combiners",
      { detectors: ["any-of(dual-cap, ewma)"] },
      /^any-of\(.*combines .*bench it on one/,
    ],
    [
      "learners of lines that have not lived",
      { on: "city@L0", detectors: ["logistic"] },
      /^logistic: learns from labels .*no line has lived; billshock generate it/,
    ],
    [
      "learners without a calibration half",
      { on: unsplit, detectors: ["logistic"], asWritten: true },
      /^logistic: learns from labels .*it has none; bench it with --calibrate/,
    ],
    ["code of one's own", { detectors: [rule] }, /its code lies outside this package, .*bench it/],
    ["lines compared across a cut", fleet, /^app-cohort: compares the lines .*--shards 1 at most/],
    [
      "a dataset without a calibration half",
      { on: unsplit },
      /^tiny: has no calibration half, .*--as-w/,
    ],
    [
      "more shards than files",
      { shards: 3 },
      /--shards must be at most 2, .*20 lines is never cut/,
    ],
    ["no shards", { shards: 0 }, /--shards must be a whole number of at least 1, got 0/],
    ["a seed of a dataset", { seed: "1" }, /tiny: is a dataset, and seed is of a scenario/],
    ["a limit without a use", { asWritten: true, capacity: 3 }, /--as-written calibrates nothing/],
    ["unknown rules", { detectors: ["dual-cup"] }, /unknown detector dual-cup.*dual-cap/],
    [
      "bills that a cut tears",
      { on: "family-plan", shards: 40 },
      /share a bundle, and would lie in two/,
    ],
  ])("%s", async (_, options, sentence) => {
    const asked = { on: dataset, shards: 1, detectors: ["dual-cap"], out, ...options };
    await expect(planShards(asked)).rejects.toThrow(sentence);
    expect(existsSync(out)).toBe(false);
  });
});

describe("a plan", () => {
  it("covers every line once, in whole files, as even as can be", async () => {
    const changes = { devices: 23, days: 2 };
    const asked = { on: "city@L0", changes, detectors: ["dual-cap"], devicesPerShard: 3 };
    const { plan } = await planShards({ ...asked, shards: 3, out: join(root, "even") });
    expect(
      plan.shards.map(({ files, lines }) => [files.from, files.to, lines.from, lines.to]),
    ).toEqual([
      [0, 2, 0, 6],
      [2, 5, 6, 15],
      [5, 8, 15, 23],
    ]);
  });

  it("keeps the files of a bench where it can, and cuts finer where it must", async () => {
    const detectors = ["dual-cap"];
    const linesOf = async (devices: number, shards: number) => {
      const place = join(root, `${devices}-${shards}`);
      const asked = { on: "city@L0", changes: { devices }, detectors, shards, out: place };
      const { on } = (await planShards(asked)).plan;
      return on.kind === "scenario" ? on.devicesPerShard : 0;
    };
    expect(await linesOf(500, 1)).toBe(256);
    expect(await linesOf(500, 2)).toBe(256);
    expect(await linesOf(60, 8)).toBe(8);
    expect(await linesOf(60, 50)).toBe(1);
  });

  it("leaves out of the catalogue what can't run in shards, and says so", async () => {
    const of = (on: string) => planShards({ on, shards: 1, out: join(root, `all-${on.length}`) });
    const { plan, leftOut } = await of(dataset);
    expect(leftOut).toEqual([]);
    expect(plan.detectors).toContain("account-block");
    const lived = await of("city@L0");
    expect(lived.leftOut.map((sentence) => sentence.split(":", 1)[0]).sort()).toEqual([
      "logistic",
      "segment-quantiles",
    ]);
    expect(plan.stages).toEqual(["count", "place", "score", "draw", "coin"]);
  });

  it("is the same whenever it is made, and gives way to no other", async () => {
    const asked = { on: dataset, shards: 2, detectors: ["dual-cap"], out: join(root, "same") };
    const { plan } = await planShards(asked);
    expect((await planShards(asked)).plan.hash).toBe(plan.hash);
    expect(readPlan(asked.out)).toEqual(plan);
    await expect(planShards({ ...asked, budget: 2 })).rejects.toThrow(/holds another plan already/);
  });

  it("has no floors where there is no truth", async () => {
    const blind = join(root, "blind");
    writeTinyDataset(blind, { truth: false });
    const asked = { on: blind, asWritten: true, detectors: ["dual-cap"], shards: 1 };
    const { plan } = await planShards({ ...asked, out: join(root, "blind-plan") });
    expect(plan.stages).toEqual(["count", "place", "score"]);
    expect(plan.cells.map(({ name }) => name)).toContain("percent-alert");
  });
});
