import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RunFile } from "../../../bench/run/run-file.ts";
import { unpackTally } from "../../../bench/scoring/packed-tally.ts";
import { mergedResult } from "../../../bench/shards/merged-result.ts";
import type { PartsRead } from "../../../bench/shards/part.ts";
import { mergeShards } from "../../../jobs/shards/merge-shards.ts";
import { openWhole } from "../../../jobs/shards/open-part.ts";
import { hashed, type PlanFile, readPlan } from "../../../jobs/shards/plan-file.ts";
import { PlanFolder, partsOf } from "../../../jobs/shards/plan-folder.ts";
import { planShards } from "../../../jobs/shards/plan-shards.ts";
import { readSections } from "../../../jobs/shards/publication.ts";
import { runShard } from "../../../jobs/shards/run-shard.ts";
import { STAGE } from "../../../jobs/shards/stages.ts";
import { writeTinyDataset } from "../../bench/tiny-dataset.ts";

const root = mkdtempSync(join(tmpdir(), "billshock-merge-"));
const dataset = join(root, "tiny");
const done = join(root, "done");
const detectors = ["dual-cap", "rate-window:bytes=500MB"];
const scoring = { replicates: 50 };
const planOn = (out: string, more: { readonly budget?: number } = {}) =>
  planShards({ on: dataset, detectors, shards: 2, budget: 30, scoring, ...more, out });

let plan: PlanFile;
let run: RunFile;
beforeAll(async () => {
  writeTinyDataset(dataset);
  ({ plan } = await planOn(done));
  for (const stage of plan.stages) {
    for (const index of plan.shards.keys()) await runShard({ folder: done, index, stage });
  }
  run = await mergeShards({ folder: done, keepWork: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(root, "copy-")), "plan");
  cpSync(done, folder, { recursive: true });
});

const shardIn = (place: string, index: number, file: string) =>
  join(place, "shards", String(index).padStart(5, "0"), file);

/** Rewrites a page of JSON. */
function edit(path: string, change: (page: Record<string, unknown>) => void): void {
  const page = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  change(page);
  writeFileSync(path, JSON.stringify(page));
}

const untimed = ({ timings: _, ...rest }: RunFile) => rest;

describe("merging refuses", () => {
  it("a hole, naming the stage and the shards", async () => {
    rmSync(shardIn(folder, 1, "score.json"));
    await expect(mergeShards({ folder })).rejects.toThrow(
      /stage score: 1 of 2 shards are missing: 1; .*--stage score --index 1/,
    );
  });

  it("results without their marker, as a killed process leaves them", async () => {
    const { file } = JSON.parse(readFileSync(shardIn(folder, 0, "coin.json"), "utf8"));
    rmSync(shardIn(folder, 0, "coin.json"));
    expect(existsSync(shardIn(folder, 0, file))).toBe(true);
    await expect(mergeShards({ folder })).rejects.toThrow(/stage coin: 1 of 2 shards .*: 0;/);
  });

  it("shards of another plan", async () => {
    const other = join(root, "other");
    await planOn(other, { budget: 31 });
    await expect(mergeShards({ folder, copies: [other] })).rejects.toThrow(
      /other: belongs to another plan: its hash must be [0-9a-f]{64}/,
    );
    rmSync(shardIn(folder, 0, "count.json"));
    await runShard({ folder: other, index: 0, stage: "count" });
    cpSync(shardIn(other, 0, ""), shardIn(folder, 0, ""), { recursive: true });
    await expect(mergeShards({ folder })).rejects.toThrow(
      /00000\/count.json: belongs to another plan/,
    );
  });

  it("a plan that was changed", async () => {
    edit(join(folder, "plan.json"), (page) => {
      page["settings"] = { ...(page["settings"] as object), budget: 1 };
    });
    await expect(mergeShards({ folder })).rejects.toThrow(/plan.json: was changed after it was/);
  });

  it("a plan of other code, and one of another node", () => {
    const { hash: _, ...rest } = plan;
    const path = join(folder, "plan.json");
    writeFileSync(path, JSON.stringify(hashed({ ...rest, code: "0".repeat(64) })));
    expect(() => readPlan(folder)).toThrow(/was made with code 0+, this is [0-9a-f]{64}: results/);
    const tool = { ...plan.tool, node: "1.2.3" };
    writeFileSync(path, JSON.stringify(hashed({ ...rest, tool })));
    expect(() => readPlan(folder)).toThrow(/was made with node 1.2.3, this is/);
  });

  it("duplicates that contradict each other, naming both", async () => {
    edit(shardIn(folder, 1, "score.json"), (page) => {
      page["sha256"] = "f".repeat(64);
    });
    await expect(mergeShards({ folder: done, copies: [folder] })).rejects.toThrow(
      /shard 1, score: has conflicting results, [0-9a-f]{12} in .*done.* and ffffffffffff in .*plan/,
    );
  });

  it("results that were changed, and a dataset that was", async () => {
    const { file } = JSON.parse(readFileSync(shardIn(folder, 0, "place.json"), "utf8"));
    writeFileSync(shardIn(folder, 0, file), "else");
    await expect(mergeShards({ folder })).rejects.toThrow(/shard 0, place: SHA-256 must be/);
    const manifest = join(dataset, "manifest.json");
    const before = readFileSync(manifest, "utf8");
    writeFileSync(manifest, `${before} `);
    await expect(mergeShards({ folder: done })).rejects.toThrow(/is not the dataset that was plan/);
    writeFileSync(manifest, before);
  });
});

describe("merging", () => {
  it("takes shards that machines published apart, and equal duplicates", async () => {
    for (const [place, index] of [
      [folder, 1],
      [join(root, "apart"), 0],
    ] as const) {
      if (place !== folder) cpSync(done, place, { recursive: true });
      rmSync(shardIn(place, index, "coin.json"));
    }
    const merged = await mergeShards({ folder, copies: [join(root, "apart")], keepWork: true });
    expect(untimed(merged)).toEqual(untimed(run));
    await expect(mergeShards({ folder })).rejects.toThrow(/stage coin/);
  });

  it("gives the same in any order of the shards", async () => {
    const opened = new PlanFolder(folder, plan);
    const part = await openWhole(plan, await opened.small());
    const merge = async (turn: <T>(list: readonly T[]) => T[]) => {
      const parts = async (stage: (typeof plan.stages)[number]): Promise<PartsRead> =>
        partsOf(turn(await opened.whole(stage)));
      const settled = [];
      for (const stage of ["count", "place", "score", "draw"] as const) {
        const { sections } = await opened.before(stage);
        settled.push(STAGE[stage].settle?.(part, await parts(stage), sections));
      }
      const floors = {
        asked: (await opened.before("draw")).sections,
        ...{ drawn: await parts("draw"), tossed: await parts("coin") },
      };
      const found = (await opened.before("score")).sections;
      const whole = { found, scored: await parts("score"), floors, effort: new Map(), fits: [] };
      const result = mergedResult(part, whole);
      const { results, floors: made } = result;
      const tallies = results.map(({ score }) => score && unpackTally(score.calibrated.tally));
      return { settled, tallies, results, made, silent: result.silent() };
    };
    const forth = await merge((list) => [...list]);
    const back = await merge((list) => list.toReversed());
    expect(back).toEqual(forth);
    expect(forth.settled).toHaveLength(4);
    const published = (await opened.before("place")).sections;
    for (const [name, value] of forth.settled[0] ?? []) expect(published.get(name)).toEqual(value);
    part.dataset.close();
  });
});

describe("a dataset of shards", () => {
  it("is refused of a dataset and of rows that were changed; what is gone is lived again", async () => {
    const made = join(root, "made");
    await expect(mergeShards({ folder, dataset: made })).rejects.toThrow(
      `was planned on a dataset, ${dataset}; leave --dataset out`,
    );
    const lived = join(root, "lived");
    const changes = { devices: 4, days: 2 };
    const asked = { on: "city@L0", changes, detectors: ["dual-cap"], asWritten: true, scoring };
    const { stages } = (await planShards({ ...asked, shards: 2, out: lived })).plan;
    for (const stage of stages) {
      for (const index of [0, 1]) await runShard({ folder: lived, index, stage });
    }
    const rows = join(lived, "work/00001/rows/views");
    const [file] = readdirSync(rows, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const path = join(file.parentPath, file.name);
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(path, bytes);
    await expect(mergeShards({ folder: lived, dataset: made })).rejects.toThrow(
      /rows of shard 1 were changed: SHA-256 must be .*work\/00001\/rows, and they are lived again/,
    );
    expect(existsSync(made)).toBe(false);
    expect(existsSync(join(lived, "work/00000/rows"))).toBe(true);
    rmSync(join(lived, "work/00001/rows"), { recursive: true });
    await mergeShards({ folder: lived, dataset: made });
    const [again, kept] = [made, join(lived, "settled/dataset")].map((dir) =>
      readFileSync(join(dir, "manifest.json"), "utf8"),
    );
    expect(again).toBe(kept);
  });
});

describe("running a shard", () => {
  it("takes over what its learners had learned, and nothing else", async () => {
    const taught = join(root, "taught");
    const asked = { on: dataset, detectors: ["logistic"], shards: 1, scoring, out: taught };
    mkdirSync(join(taught, "fitted"), { recursive: true });
    writeFileSync(join(taught, "fitted/of-a-plan-cut-short"), "");
    const { fits } = (await planShards(asked)).plan;
    const { file, sha256 } = Object.values(fits)[0];
    expect(file).toMatch(/^fitted\/tiny/);
    const kept = readFileSync(join(taught, file), "utf8");
    const other = { ...asked, detectors: ["logistic:ridge=5"] };
    await expect(planShards(other)).rejects.toThrow(/holds another plan already/);
    expect(readFileSync(join(taught, file), "utf8")).toBe(kept);
    expect(readdirSync(join(taught, "fitted"))).toHaveLength(1);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("billshock-fitted-"))).toEqual(
      [],
    );
    await runShard({ folder: taught, index: 0 });
    writeFileSync(join(taught, file), "{}");
    rmSync(join(taught, "work"), { recursive: true });
    await expect(runShard({ folder: taught, index: 0 })).rejects.toThrow(
      `is not what logistic had learned when the plan was made: SHA-256 must be ${sha256}`,
    );
  });

  it("does nothing twice, and leaves what is there", async () => {
    const before = readFileSync(shardIn(folder, 0, "count.json"), "utf8");
    const ran = await runShard({ folder, index: 0, stage: "count" });
    expect(ran).toMatchObject({ shard: 0, stage: "count", wasThere: true });
    expect(readFileSync(shardIn(folder, 0, "count.json"), "utf8")).toBe(before);
  });

  it("comes out the same again, whether its work was kept or is done anew", async () => {
    const counted = readSections(new PlanFolder(done, plan).find("count", 0) as never);
    rmSync(join(folder, "work"), { recursive: true });
    for (const stage of ["coin", "score", "count", "draw"] as const) {
      rmSync(shardIn(folder, 0, `${stage}.json`));
      const ran = await runShard({ folder, index: 0, stage });
      const there = new PlanFolder(done, plan).find(stage, 0);
      expect(ran).toMatchObject({ wasThere: false, sha256: there?.marker.sha256 });
    }
    expect(counted.size).toBeGreaterThan(1);
  });

  it("takes the first stage that is not whole, and no stage before its turn", async () => {
    const fresh = join(root, "fresh");
    await planOn(fresh);
    await expect(runShard({ folder: fresh, index: 0, stage: "place" })).rejects.toThrow(
      /stage count: 2 of 2 shards are missing: 0, 1;/,
    );
    for (const stage of ["count", "count", "place"]) {
      const index = stage === "place" ? 0 : Number(existsSync(shardIn(fresh, 0, "count.json")));
      expect(await runShard({ folder: fresh, index })).toMatchObject({ stage, wasThere: false });
    }
  });

  it("publishes nothing where a detector fails, and names it", async () => {
    const slow = join(root, "slow");
    await planShards({ on: dataset, detectors, shards: 2, timeout: 1e-9, out: slow });
    await expect(runShard({ folder: slow, index: 1, stage: "count" })).rejects.toThrow(
      /^shard 1: dual-cap on charging: timeout: .*; nothing is published: run the shard again, or/,
    );
    expect(existsSync(join(slow, "shards"))).toBe(false);
    expect(readdirSync(join(slow, "work", "00001"))).toEqual([]);
  });

  it("never publishes over other results", async () => {
    const path = shardIn(folder, 0, "count.json");
    const strange = { ...JSON.parse(readFileSync(path, "utf8")), sha256: "e".repeat(64) };
    const fresh = join(root, "strange");
    await planOn(fresh);
    mkdirSync(shardIn(fresh, 0, ""), { recursive: true });
    writeFileSync(shardIn(fresh, 0, "count.json"), JSON.stringify(strange));
    await expect(runShard({ folder: fresh, index: 0, stage: "count" })).rejects.toThrow(/SHA-256/);
  });
});
