import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { INDEX_VARIABLES } from "../../cli/shard-run.ts";
import { writeTinyDataset } from "../bench/tiny-dataset.ts";
import { run } from "./run.ts";

const MAIN = resolve(import.meta.dirname, "../../dist/cli/main.js");
const root = mkdtempSync(join(tmpdir(), "billshock-shard-"));
const dataset = join(root, "tiny");
const plan = join(root, "plan");
const flags = ["-d", "dual-cap", "--as-written"];

beforeAll(async () => {
  writeTinyDataset(dataset);
  await run(["shard", "plan", dataset, "--shards", "2", ...flags, "-o", plan]);
});
afterEach(() => {
  for (const name of INDEX_VARIABLES) delete process.env[name];
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const stageOf = (...argv: readonly string[]) => run(["shard", "run", plan, "-q", ...argv]);

describe("billshock shard", () => {
  it("plans, runs from each scheduler's index, and merges", async () => {
    const planned = JSON.parse(
      (await run(["shard", "plan", dataset, "--shards", "2", ...flags, "-o", plan, "--json"]))
        .stdout,
    );
    expect(planned).toMatchObject({ dataset: "tiny", shards: 2, leftOut: [] });
    const early = await run(["shard", "merge", plan, "-o", join(root, "run")]);
    expect(early.code).toBe(1);
    expect(early.stderr).toMatch(/stage count: 2 of 2 shards are missing: 0, 1/);
    for (const [s, stage] of planned.stages.entries()) {
      for (const index of ["0", "1"]) {
        const name = INDEX_VARIABLES[s % INDEX_VARIABLES.length] ?? "";
        process.env[name] = index;
        const ran = await stageOf("--stage", stage, "--json");
        expect(JSON.parse(ran.stdout)).toMatchObject({ shard: Number(index), stage });
        delete process.env[name];
      }
    }
    const merged = await run(["shard", "merge", plan, "-o", join(root, "run"), "--json"]);
    expect(merged.code).toBe(0);
    expect(JSON.parse(merged.stdout).datasets).toHaveLength(1);
    expect(existsSync(join(root, "run/report.html"))).toBe(true);
    const again = await run(["shard", "merge", plan, "-o", join(root, "run")]);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringMatching(/--force replaces it/) });
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>, RegExp]>([
    ["no index", [], {}, /--index is missing, and none of JOB_COMPLETION_INDEX, SLURM_/],
    ["an index beyond the last", ["--index", "2"], {}, /index must be in \[0, 2\), got 2/],
    [
      "such an index of a scheduler's",
      [],
      { SLURM_ARRAY_TASK_ID: "7" },
      /must be in \[0, 2\), got 7/,
    ],
    [
      "an index that is no number",
      [],
      { JOB_COMPLETION_INDEX: "x" },
      /JOB_COMPLETION_INDEX must be/,
    ],
    [
      "two that differ",
      [],
      { JOB_COMPLETION_INDEX: "0", AWS_BATCH_JOB_ARRAY_INDEX: "1" },
      /is 0 and AWS_BATCH_JOB_ARRAY_INDEX is 1; name one with --index/,
    ],
    ["an unknown stage", ["--index", "0", "--stage", "scores"], {}, /did you mean score\?/],
  ])("is called wrongly with %s", async (_, argv, environment, message) => {
    Object.assign(process.env, environment);
    const { code, stderr } = await stageOf(...argv);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
  });

  it("is called wrongly without its second word, and on a folder without a plan", async () => {
    expect(await run(["shard"])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/billshock shard: must be followed by one of plan, run, merge/),
    });
    const runs = ["shard", "merge", plan, "-o", join(root, "x"), "--work", root];
    expect(await run(runs)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /--work says where the rows of --dataset lie, which is missing/,
      ),
    });
    expect(await run(["shard", "run", root, "--index", "0"])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/holds no plan.json/),
    });
  });
});

/** Calls the command line in a process of its own; its exit code is null when it was killed. */
function call(...argv: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, "shard", ...argv, "-q"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<{ readonly code: number | null; readonly stderr: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, stderr })),
  );
  return { child, ended };
}

describe("processes on one shard", () => {
  it("leave nothing that counts when they are killed, and one result when two run at once", async () => {
    const place = join(root, "killed");
    const world = ["city@L0", "--devices", "24", "--days", "3", "--shards", "2"];
    expect((await call("plan", ...world, ...flags, "-o", place).ended).code).toBe(0);
    const live = ["run", place, "--stage", "live", "--index", "0"];
    const work = join(place, "work", "00000");
    const works = () => existsSync(work) && readdirSync(work).length > 0;
    const { child, ended } = call(...live);
    for (let i = 0; i < 400 && !works(); i++) await wait(25);
    child.kill("SIGKILL");
    expect(await ended).toEqual({ code: null, stderr: "" });
    expect(works()).toBe(true);
    expect(await call("merge", place, "-o", join(root, "no")).ended).toEqual({
      code: 1,
      stderr: expect.stringMatching(/stage live: 2 of 2 shards are missing: 0, 1/),
    });

    const both = await Promise.all([call(...live).ended, call(...live).ended]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const shard = join(place, "shards", "00000");
    const marker = JSON.parse(readFileSync(join(shard, "live.json"), "utf8"));
    expect(readdirSync(shard).sort()).toEqual([marker.file, "live.json"].sort());
    expect(readdirSync(work)).toEqual(["rows"]);
  });
});
