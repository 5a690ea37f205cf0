import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openDataset } from "../../datasets/dataset.ts";
import { VIEWS } from "../../datasets/view.ts";
import { type GenerateOptions, generate } from "../../jobs/generate.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";

const folder = mkdtempSync(join(tmpdir(), "billshock-generate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

const scenario = loadScenario("city@L0");

async function make(options: Partial<GenerateOptions> = {}) {
  const out = join(folder, `d${made++}`);
  const summary = await generate({ scenario, seed: "1", out, ...options });
  const dataset = openDataset(out);
  const { manifest } = dataset;
  dataset.close();
  const hashes: Record<string, string | undefined> = Object.fromEntries(
    VIEWS.flatMap((view) => [
      [view, manifest.views[view]?.logicalHash],
      [`${view} truth`, manifest.views[view]?.truthHash],
    ]),
  );
  return {
    out,
    summary,
    manifest,
    hashes: { ...hashes, truth: manifest.truth?.logicalHash } as typeof hashes,
  };
}

describe("generate", async () => {
  const plain = await make();

  it.each<[string, Partial<GenerateOptions>]>([
    ["two workers", { workers: 2, devicesPerShard: 7 }],
    ["shards of 3 devices", { devicesPerShard: 3 }],
    ["the same call again", {}],
  ])("makes the same rows and labels with %s", async (_what, options) => {
    expect((await make(options)).hashes).toEqual(plain.hashes);
  });

  it("makes the same rows in shards of 64 and of 1024 devices", async () => {
    const crowd = loadScenario("city@L0", { devices: 150, days: 2 });
    const small = await make({ scenario: crowd, devicesPerShard: 64 });
    const large = await make({ scenario: crowd, devicesPerShard: 1024 });
    expect(small.manifest.shards).toBe(3);
    expect(small.hashes).toEqual(large.hashes);
  });

  it("makes other rows from another seed", async () => {
    const { hashes } = await make({ seed: "2" });
    for (const view of ["flows", "charging", "netstats"] as const) {
      expect(hashes[view]).not.toBe(plain.hashes[view]);
    }
  });

  it("counts what it wrote", () => {
    for (const view of VIEWS) {
      expect(plain.summary.views[view].rows).toBe(plain.manifest.views[view]?.rows);
    }
    expect(plain.manifest.truth?.cases).toBe(plain.summary.cases);
    expect(plain.summary.cases).toBe(plain.summary.incidents);
  });

  it("lets a model from a file take part like the package's own", async () => {
    const file = join(folder, "hum.js");
    writeFileSync(
      file,
      `export const hum = {
        name: "hum", version: 3, summary: "hums", role: "normal", params: {},
        plan: ({ dayStart }) => [{ start: dayStart, end: dayStart + 1 }],
        emit({ dayStart }, _options, sink) {
          sink.network = "cellular-only";
          sink.bytes = "all";
          sink.transfer(dayStart + 43200000, 7, 9, 1e6);
        },
      };`,
    );
    const humming = { ...scenario, models: { ...scenario.models, hum: {} } };
    const { summary, manifest } = await make({ scenario: humming, modelFiles: [file] });
    expect(manifest.models["hum"]).toBe(3);
    const extra = summary.views.flows.bytes - plain.summary.views.flows.bytes;
    expect(extra).toBeGreaterThan(0);
    expect(extra % 16).toBe(0);
    expect(extra).toBeLessThanOrEqual(16 * scenario.devices * scenario.days);
  });

  it("says of what a model sets and nobody heeds that it changes nothing", async () => {
    const file = join(folder, "old.js");
    writeFileSync(
      file,
      `export const old = {
        name: "old", version: 1, summary: "sets what pens had once", role: "normal", params: {},
        plan: ({ dayStart }) => [{ start: dayStart, end: dayStart + 1 }],
        emit({ dayStart }, _options, sink) {
          sink.ttl = 127;
          sink.flows = 3;
          sink.transfer(dayStart, 7, 9, 1e6);
        },
      };`,
    );
    const older = { ...scenario, models: { ...scenario.models, old: {} } };
    for (const workers of [1, 2]) {
      const { summary, manifest } = await make({ scenario: older, modelFiles: [file], workers });
      expect(summary.warnings).toEqual(manifest.warnings);
      expect(summary.warnings?.map((warning) => warning.split(":")[0])).toEqual(
        expect.arrayContaining(["sink.flows", "sink.ttl"]),
      );
    }
    expect(plain.summary.warnings?.filter((warning) => warning.startsWith("sink."))).toEqual([]);
  });

  it("leaves nothing behind when it is stopped half way", async () => {
    const out = join(folder, "stopped");
    const stop = new AbortController();
    const stopped = generate({
      ...{ scenario, seed: "1", out, devicesPerShard: 2, signal: stop.signal },
      onProgress: () => stop.abort(new Error("enough")),
    });
    await expect(stopped).rejects.toThrow("enough");
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith("stopped"))).toEqual([]);
  });

  it("overwrites no dataset unless forced", async () => {
    const again = { scenario, seed: "2", out: plain.out };
    await expect(generate(again)).rejects.toThrow("is a dataset already");
    const forced = await generate({ ...again, out: (await make()).out, force: true });
    expect(forced.seed).toBe("2");
  });
});
