import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { METRICS } from "../../bench/metrics/catalogue.ts";
import type { RunFile } from "../../bench/run/run-file.ts";
import { runFileOf } from "../../bench/run/run-schema.ts";
import type { RunStrategy } from "../../bench/run/run-strategy.ts";
import { generate } from "../../jobs/generate.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { run } from "./run.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "billshock-bench-strategies-"));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SET = ["enrichment.devicesPerCase=16", "enrichment.from=2d", "enrichment.to=5d"];
beforeAll(async () => {
  const scenario = loadScenario("city@L1", {
    ...{ set: [...SET, "clock.warmUp=1d"], devices: 128, days: 8 },
  });
  await generate({ scenario, seed: "5", out: at("city") });
});

async function bench(name: string, ...args: string[]) {
  const outcome = await run(["bench", ...args, "-o", at(name), "-q", "-j", "2"]);
  expect(outcome.stderr).toBe("");
  expect(outcome.code).toBe(0);
  const file = JSON.parse(readFileSync(join(at(name), "run.json"), "utf8")) as RunFile;
  return { ...outcome, file };
}
const named = ({ strategies = [] }: RunFile, name: string) =>
  strategies.find((each) => each.name === name) as RunStrategy;

describe("bench -s", () => {
  const asked = ["-s", "torrent-cut", "-s", "sessions-block-and-disconnect", "-s", "torrent-told"];
  let city: Awaited<ReturnType<typeof bench>>;
  beforeAll(async () => {
    const detectors = ["-d", "bt-flow-shape:view=flows", "-d", "dual-cap:view=charging"];
    const all = [at("city"), ...detectors, ...asked, "-s", "usage-day-cut", "-s", "refunded"];
    city = await bench("run", ...all, "--budget", "20");
  });

  it("has a table below that of the detectors, and a key of run.json that its schema knows", () => {
    const [above, below] = city.stdout.split(/^strategy .*$/m) as [string, string];
    expect(above).toMatch(/bt-flow-shape +flows/);
    expect(below).toMatch(/^torrent-cut +\d+ +\d+\/\d+ +[\d.]+/m);
    expect(below).toContain("two accounts, never added up");
    const { strategies } = runFileOf(METRICS).parse(city.file);
    expect(strategies).toEqual(city.file.strategies);
    expect(strategies?.map(({ name }) => name)).toEqual([
      ...["torrent-cut", "sessions-block-and-disconnect", "torrent-told", "usage-day-cut"],
      "refunded",
    ]);
  });

  it("counts the cases that detectors are scored on, at the threshold that bench calibrates", () => {
    const cut = named(city.file, "torrent-cut");
    const row = city.file.detectors.find(
      ({ name, point }) => name === "bt-flow-shape" && point === "calibrated",
    );
    expect(cut.detectors).toEqual([
      { use: "bt-flow-shape", view: "flows", threshold: row?.threshold, isFloor: false },
    ]);
    expect(cut.scored?.cases).toBe(city.file.datasets[0]?.truth?.cases);
    expect(cut.alarms).toBe(row?.alarms);
    expect(cut.scored?.bytesSaved.value).toBeGreaterThan(0);
    expect(cut.scored?.bytesSaved.value).toBeLessThan(cut.scored?.bytesAtStake as number);
  });

  it("withholds where it cuts, tells where it tells, and saves nothing by paying back", () => {
    const [cut, told] = ["torrent-cut", "torrent-told"].map(
      (name) => named(city.file, name).scored,
    );
    expect(cut?.withheld).toBeGreaterThan(0);
    expect([told?.withheld, told?.messages]).toEqual([0, named(city.file, "torrent-told").alarms]);
    const { scored, detectors } = named(city.file, "refunded");
    expect(scored?.bytesSaved).toMatchObject({ value: 0, method: "equal" });
    expect(detectors[0]?.isFloor).toBe(true);
    expect(city.file.warnings.join("\n")).toContain("refunded: owner-checks-bill is a floor");
  });

  it("takes numbers as written under --as-written", async () => {
    const args = [at("city"), "-d", "bt-flow-shape:view=flows", "-s", "torrent-cut"];
    const { file } = await bench("written", ...args, "--as-written");
    const [row] = file.detectors.filter(({ name }) => name === "bt-flow-shape");
    expect(named(file, "torrent-cut").detectors[0]?.threshold).toBe(row?.threshold);
    expect(row?.point).toBe("shipped");
    expect(row?.threshold).not.toBe(named(city.file, "torrent-cut").detectors[0]?.threshold);
  });

  it("lets her sleep as her life has it: who is told in the night of Wuhan is told in vain", async () => {
    const args = ["wuhan-2015", "-d", "bt-flow-shape:view=flows", "--as-written"];
    const { file } = await bench("night", ...args, "-s", "torrent-told", "-s", "torrent-cut");
    expect(named(file, "torrent-told").scored?.ratedSaved.value).toBe(0);
    expect(named(file, "torrent-cut").scored?.ratedSaved.value).toBeGreaterThan(1_500_000);
  });

  it("says of records without truth what would be cut, and no more", async () => {
    writeFileSync(at("june.csv"), execFileSync("node", [join(root, "examples/june.mjs")]));
    const map = "device=MSISDN,start=BEGIN,time=END,up=UPLINK_KB:KB,down=DOWNLINK_KB:KB";
    const call = ["import", "cdr", at("june.csv"), "-o", at("june"), "--timezone", "+08:00"];
    expect((await run([...call, "--map", map, "-q"])).code).toBe(0);
    const { file, stdout } = await bench(
      "blind",
      at("june"),
      "-d",
      "night-volume",
      "-s",
      "usage-day-cut",
      "--as-written",
    );
    expect(named(file, "usage-day-cut")).toMatchObject({ scored: null, alarms: 2 });
    expect(named(file, "usage-day-cut").cut?.bytes).toBeGreaterThan(0);
    expect(stdout).toMatch(/^strategy +alarms +GB cut/m);
    expect(stdout).toContain("Cut is what would not have moved, whoever's it was.");
  });

  it.each<[args: string[], stderr: string]>([
    [
      ["-s", "two-factor-login"],
      "-s two-factor-login: must have a detector, got only safeguards (two-factor-login)",
    ],
    [["-s", "torrent-cut", "-s", "torrent-cut"], "strategies: torrent-cut is given twice"],
    [["-s", "torrent-cutt"], "unknown strategy torrent-cutt; did you mean torrent-cut?"],
  ])("refuses %j before anything is made", async (args, stderr) => {
    const outcome = await run(["bench", "city@L1", ...args, "-o", at("refused")]);
    expect(outcome.stderr).toContain(stderr);
    expect(outcome.code).toBe(2);
  });

  it("leaves a run without strategies as it was", async () => {
    const { file, stdout } = await bench("plain", at("city"), "-d", "dual-cap:view=charging");
    expect(file).not.toHaveProperty("strategies");
    expect(stdout).not.toMatch(/^strategy /m);
  });
});
