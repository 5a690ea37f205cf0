import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runBench } from "../../../bench/run/bench.ts";
import type { RunFile } from "../../../bench/run/run-file.ts";
import { generate } from "../../../jobs/generate.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { mergeShards } from "../../../jobs/shards/merge-shards.ts";
import { type PlanShardsOptions, planShards } from "../../../jobs/shards/plan-shards.ts";
import { runShard } from "../../../jobs/shards/run-shard.ts";

const changes = { devices: 16, days: 2 };
const asked = {
  detectors: [
    "ewma:view=flows",
    "night-volume:bytes=500MB,hours=23-7,view=charging",
    "dual-cap:view=charging",
  ],
  budget: 30,
  thresholds: { ewma: 25 },
  scoring: { replicates: 200 },
};
const folder = mkdtempSync(join(tmpdir(), "billshock-shards-"));
const dataset = join(folder, "data");
let alone: RunFile;

beforeAll(async () => {
  const scenario = loadScenario("city@L0", changes);
  await generate({ scenario, seed: "3", out: dataset, devicesPerShard: 2 });
  alone = await runBench({ ...asked, datasets: [dataset] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Plans, runs all stages, with the shards in an order of their own in each, and merges. */
async function inShards(
  options: Omit<PlanShardsOptions, "out">,
  rows: { readonly dataset?: string } = {},
): Promise<RunFile> {
  const out = mkdtempSync(join(folder, "plan-"));
  const { plan } = await planShards({ ...options, out });
  for (const [s, stage] of plan.stages.entries()) {
    const order = plan.shards.map((_, i) => (i * 5 + s) % plan.shards.length);
    for (const index of new Set([...order, ...plan.shards.keys()])) {
      await runShard({ folder: out, index, stage });
    }
  }
  return mergeShards({ folder: out, ...rows });
}

/** SHA-256 of each file of a dataset, by its path. */
function hashesIn(dir: string): Record<string, string> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const hashes = files.map(({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path.slice(dir.length), createHash("sha256").update(readFileSync(path)).digest("hex")];
  });
  return Object.fromEntries(hashes.sort());
}

function untimed({ timings: _, ...run }: RunFile) {
  return run;
}

describe("a bench in shards", () => {
  it("is about something", () => {
    const rows = alone.detectors.filter(({ role, leads }) => role === "detector" && leads);
    expect(rows.map(({ status }) => status)).toEqual(["ok", "ok", "ok"]);
    expect(rows.some(({ alarms, recall }) => alarms > 1 && (recall?.value ?? 0) > 0)).toBe(true);
    expect(new Set(alone.detectors.map(({ name }) => name))).toContain("coin");
  });

  it.each([1, 3, 8])("of a dataset, in %i, writes the run of one machine", async (shards) => {
    const merged = await inShards({ ...asked, on: dataset, shards });
    expect(untimed(merged)).toEqual(untimed(alone));
  });

  it("of a dataset, with rules that learn, writes the run of one machine", async () => {
    const detectors = ["logistic:view=charging", "segment-quantiles"];
    const learners = { ...asked, detectors, thresholds: {} };
    const taught = await runBench({ ...learners, datasets: [dataset] });
    const merged = await inShards({ ...learners, on: dataset, shards: 3 });
    expect(untimed(merged)).toEqual(untimed(taught));
    const rows = merged.detectors.filter(({ fitted }) => fitted.length > 0);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(2);
  });

  it.each([1, 3, 8])("of a scenario, in %i, writes the run of one machine", async (shards) => {
    const lines = { devicesPerShard: 2, seed: "3", changes };
    const made = join(folder, `made-${shards}`);
    const merged = await inShards({ ...asked, ...lines, on: "city@L0", shards }, { dataset: made });
    expect(untimed(merged)).toEqual(untimed(alone));
    expect(hashesIn(made)).toEqual(hashesIn(dataset));
  });
});
