import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { barsFigure } from "../../perf/figures/bars.ts";
import { measureMicro } from "../../perf/micro.ts";
import { cost } from "../../perf/speed/cost.ts";
import { measureSpeed, type SpeedOfNode } from "../../perf/speed/measure-speed.ts";
import { runSpeed } from "../../perf/speed/run-speed.ts";

const dir = mkdtempSync(join(tmpdir(), "billshock-speed-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const node = process.execPath;
const machine = { cpu: "", cores: 2, memoryGb: 1, system: "", node: "20.1.0", load: 0 };

describe("the table of speed", () => {
  it("measures the parts that are asked for, on a quick run's small worlds", async () => {
    const wanted = { dir, quick: true, node, oldest: node, beside: null };
    const { machine, figures } = await measureSpeed(wanted, ["startUp", "views"]);
    expect(machine.node).toBe(process.versions.node);
    const { help = [], dryRun = [], views = [] } = figures;
    expect([help.length, dryRun.length, views.length]).toEqual([3, 3, 1]);
    for (const value of [...help, ...dryRun, ...views]) expect(value).toBeGreaterThan(0);
    expect(figures).not.toHaveProperty("start");
  });

  it.each<[string, SpeedOfNode["figures"], string]>([
    ["a most that is held", { dryRun: [0.4] }, "0.40 s, met"],
    ["a most that is not", { dryRun: [0.41] }, "0.41 s, missed"],
    ["a least that is held", { twoBench: [1.7] }, "1.70 x, met"],
    ["a least that is not", { twoBench: [1.69] }, "1.69 x, missed"],
    ["the middle of several", { start: [30, 18, 19] }, "19.0 s [18.0 s to 30.0 s], met"],
    ["a bar of this Node", { generateBeside: [0.7] }, "0.70 x, met"],
    ["no bar", { generate: [5] }, "| 5.00 s |"],
  ])("judges %s", (_, figures, words) => {
    expect(barsFigure({ speed: [{ machine, figures }] })).toContain(words);
  });

  it("judges by the bar of the newer Node there", () => {
    const newer = { machine: { ...machine, node: "24.1.0" }, figures: { generateBeside: [0.7] } };
    expect(barsFigure({ speed: [newer] })).toContain("0.70 x, missed");
  });

  it("refuses an older build that is none", async () => {
    await expect(
      runSpeed(dir, {
        ...{ quick: true, beside: dir, parts: [], before: [] },
        onPart: () => undefined,
      }),
    ).rejects.toThrow(`--beside must be a compiled folder, dist/, got ${dir}`);
  });
});

describe("the cost of a command", () => {
  it("counts the CPU of processes that it starts", async () => {
    const busy = "const t = process.cpuUsage(); while (process.cpuUsage(t).user < 3e5);";
    const start = `require("node:child_process").execFileSync(process.execPath, ["-e", ${JSON.stringify(busy)}])`;
    const idle = await cost([node, "-e", "0"]);
    expect((await cost([node, "-e", start])).cpu - idle.cpu).toBeGreaterThan(0.25);
  });

  it.runIf(process.platform === "linux")("sees memory that is given back", async () => {
    const held = "const b = Buffer.alloc(3e8, 1); setTimeout(() => b.length, 400);";
    expect((await cost([node, "-e", held])).peakBytes).toBeGreaterThan(3e8);
  });

  it("says what went wrong", async () => {
    const failing = cost([node, "-e", "console.error('no luck'); process.exit(4)"]);
    await expect(failing).rejects.toThrow(/ended with 1: no luck/);
  });
});

it("the small things each cost something", () => {
  const costs = measureMicro(dir, true);
  expect(costs.length).toBeGreaterThan(5);
  for (const { name, nanoseconds } of costs) {
    expect(nanoseconds, name).toBeGreaterThan(0);
  }
});
