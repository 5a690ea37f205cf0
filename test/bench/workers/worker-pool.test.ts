import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAlertFile } from "../../../bench/runners/alert-log.ts";
import { findRunnable } from "../../../bench/runners/runnable.ts";
import type { Unit } from "../../../bench/workers/unit.ts";
import { openWorkerPool } from "../../../bench/workers/worker-pool.ts";
import { wreckArgument, wrecks } from "../runners/wrecks.ts";
import { writeTinyDataset } from "../tiny-dataset.ts";

const LIMITS = { timeout: 4000, memory: 200 * 1_048_576 };
const EXAMPLES = resolve(import.meta.dirname, "../../../examples");

let folder: string;
let dataset: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-units-"));
  dataset = writeTinyDataset(join(folder, "tiny"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function unitsOf(names: readonly string[], together: boolean): Promise<Unit[]> {
  const runnables = await Promise.all(names.map((name) => findRunnable(name, LIMITS)));
  const groups = together ? [runnables] : runnables.map((runnable) => [runnable]);
  return [0, 1].flatMap((shard) =>
    groups.map((group, g) => ({
      dataset,
      view: "charging" as const,
      shard,
      limits: LIMITS,
      runs: group.map(({ how, spec, options }, i) => ({
        runnable: { how, spec, options },
        alertFile: join(folder, `${shard}-${g}-${i}`),
      })),
    })),
  );
}

async function outcome(units: readonly Unit[], workers: number) {
  const pool = openWorkerPool(workers);
  const answers = await pool.detect(units);
  await pool.end();
  return units.map(({ runs }, u) =>
    runs.map(({ alertFile }, r) => {
      const { failure, alerts, rows } = answers[u][r];
      const log = failure ? null : readAlertFile(alertFile, alerts);
      return { failure, rows, log };
    }),
  );
}

/** Numbers of the workers that this process has started. */
const workersRunning = (): readonly number[] =>
  execFileSync("ps", ["-A", "-o", "ppid=,pid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([parent, , ...args]) => {
      return Number(parent) === process.pid && args.join(" ").includes("catalogue-child");
    })
    .map(([, own]) => Number(own));

describe("a pool of workers", () => {
  it("has ended when its processes are gone, so that what they took is counted with its owner", async () => {
    const units = await unitsOf(["dual-cap"], false);
    const pool = openWorkerPool(1);
    await pool.detect(units);
    const [worker, ...others] = workersRunning() as [number, ...number[]];
    expect(others).toEqual([]);
    expect(process.kill(worker, 0)).toBe(true);
    await pool.end();
    // One that was killed and not yet counted would still be there to be asked.
    expect(() => process.kill(worker, 0)).toThrow("ESRCH");
    await pool.end();
  });

  it("answers the same with one worker and with two", async () => {
    const units = await unitsOf(["dual-cap", "volume-cap", join(EXAMPLES, "detector.js")], false);
    const one = await outcome(units, 1);
    expect(one.flat().map(({ failure }) => failure)).toEqual(Array(6).fill(null));
    expect(one[0][0].log?.length).toBeGreaterThan(0);
    expect(await outcome(units, 2)).toEqual(one);
  });

  it("leaves detectors of the catalogue untouched by wrecks beside them", async () => {
    writeFileSync(join(folder, "truth"), "secret");
    const arguments_ = wrecks(join(folder, "truth"))
      .filter(({ name }) => ["hangs", "eats-memory", "crashes-on-the-third-batch"].includes(name))
      .map((wreck) => wreckArgument(folder, wreck));
    const alone = await outcome(await unitsOf(["dual-cap"], false), 1);
    const beside = await outcome(await unitsOf(["dual-cap", ...arguments_], false), 2);
    expect(beside[0][0]).toEqual(alone[0][0]);
    expect(beside[4][0]).toEqual(alone[1][0]);
    const statuses = beside.flat().map(({ failure }) => failure?.status ?? "ok");
    expect(statuses.slice(0, 4).sort()).toEqual(["error", "ok", "oom", "timeout"]);
  });

  it("runs every kind of example", async () => {
    const names = [
      join(EXAMPLES, "detector.js"),
      `${join(EXAMPLES, "npm-detector")}:until=5`,
      `exec-csv:awk -W interactive -f ${join(EXAMPLES, "detector.awk")}:reads=down`,
      `exec:node ${join(EXAMPLES, "detector-arrow.mjs")}:reads=down,name=arrow`,
    ];
    const answers = await outcome(await unitsOf(names, false), 2);
    expect(answers.flat().map(({ failure }) => failure)).toEqual(Array(8).fill(null));
    const [, , awk, arrow] = answers;
    expect(arrow[0].log).toEqual(awk[0].log);
    expect(awk[0].log?.length).toBeGreaterThan(1000);
  });
});
