import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "./run.ts";

const main = join(import.meta.dirname, "../../dist/cli/main.js");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-generate-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const json = async (...argv: readonly string[]) => {
  const { code, stdout, stderr } = await run([...argv, "--json"]);
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
};

describe("billshock generate", () => {
  it("makes a dataset that verify finds valid, and says what it made", async () => {
    const out = join(folder, "small");
    const summary = await json("generate", "city@L0", "-o", out, "--seed", "007", "-j", "1", "-q");
    expect(summary).toMatchObject({
      dataset: out,
      scenario: "city",
      seed: "007",
      devices: 20,
      days: 3,
    });
    expect(Object.keys(summary.views)).toEqual(["flows", "charging", "netstats", "wlan"]);
    expect(summary.views.flows.logicalHash).toMatch(/^[0-9a-f]{32}$/);
    expect(summary.timings.rowsPerSecond).toBeGreaterThan(0);

    const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    expect(manifest.seed).toBe("007");
    const config = await json("generate", "city@L0", "--print-config");
    expect(config.scenario).toEqual(manifest.scenario);
    expect(config.hash).toBe(manifest.scenarioHash);
    const plan = await json("generate", "city@L0", "--seed", "007", "--dry-run");
    const planned = Object.values<number>(plan.incidents).reduce((sum, n) => sum + n, 0);
    expect(summary.incidents).toBeLessThanOrEqual(planned);
    expect(plan.hash).toBe(manifest.scenarioHash);

    expect(await json("verify", out)).toMatchObject({ dataset: out, ok: true });
    writeFileSync(join(out, "devices.arrow"), "no longer a table");
    const broken = await run(["verify", out, "--json"]);
    expect(broken.code).toBe(3);
    expect(JSON.parse(broken.stdout).ok).toBe(false);
  });

  it("lets one line live alone as it does among all", async () => {
    const inspected = async (name: string, ...flags: readonly string[]) => {
      const out = join(folder, name);
      const call = ["generate", "city@L0", "-o", out, "-j", "1", "--set", "clock.days=2", ...flags];
      expect((await run(call)).code).toBe(0);
      expect((await run(["verify", out])).code).toBe(0);
      const { device } = await json("inspect", out, "--device", "7", "--at", "2024-11-05");
      return device;
    };
    const alone = await inspected("alone", "--device", "7");
    expect(alone.views.netstats.rows).toBeGreaterThan(0);
    expect(alone).toEqual(await inspected("among-all"));
    const { views } = await json("inspect", join(folder, "alone"));
    const all = await json("inspect", join(folder, "among-all"));
    expect(views.netstats.rows).toBeLessThan(all.views.netstats.rows);
  });

  it("overwrites nothing without --force", async () => {
    const out = join(folder, "kept");
    writeFileSync(out, "mine");
    const refused = await run(["generate", "city@L0", "-o", out]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toBe(`billshock generate: ${out} exists already; --force replaces it\n`);
    expect(readFileSync(out, "utf8")).toBe("mine");
  });

  it("lets a model from a file take part as ours do", async () => {
    const file = join(folder, "my-model.js");
    writeFileSync(
      file,
      `export const beacon = {
        name: "beacon", version: 1, summary: "a byte an hour", role: "incident",
        params: { bytes: { summary: "size", unit: "bytes", default: 1000, min: 1, max: 1e6, source: "chosen" } },
        plan: ({ dayStart }) => [{ start: dayStart, end: dayStart + 3600000 }],
        emit: ({ dayStart }, { bytes }, sink) => { sink.network = "cellular-only"; sink.transfer(dayStart, bytes, 0, 1e6); },
        cause: () => ({ trigger: "t", vector: "v", amplifier: "a" }),
      };`,
    );
    const taking = ["--model", file, "--set", "incidents.beacon={bytes: 5KB}"];
    const plan = await json("generate", "city@L0", "--dry-run", ...taking);
    expect(plan.incidents.beacon).toBeGreaterThan(0);
    const { scenario } = await json("generate", "city@L0", "--print-config", ...taking);
    expect(scenario.incidents.beacon).toEqual({ bytes: 5120 });
  });

  it.each(["SIGINT", "SIGTERM"] as const)("leaves no half dataset on %s", async (signal) => {
    const parent = join(folder, signal);
    const child = spawn(process.execPath, [
      ...[main, "generate", "city@L1", "--days", "60", "--devices", "4000", "-j", "1"],
      ...["-o", join(parent, "half")],
    ]);
    let stderr = "";
    child.stderr?.on("data", (text) => {
      stderr += text;
    });
    await until(() => existsSync(parent) && readdirSync(parent).length > 0);
    child.kill(signal);
    expect(await exitOf(child)).toBe(signal === "SIGINT" ? 130 : 143);
    expect(stderr.trimEnd().split("\n").at(-1)).toBe(`billshock: stopped by ${signal}`);
    expect(readdirSync(parent)).toEqual([]);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on("exit", resolve));
}
