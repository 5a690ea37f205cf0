import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunFile } from "../../bench/run/run-file.ts";
import { run } from "./run.ts";

const root = join(import.meta.dirname, "../..");
const MAP = "device=MSISDN,start=BEGIN,time=END,up=UPLINK_KB:KB,down=DOWNLINK_KB:KB";
const RULE = "night-volume:bytes=500MB,hours=23-7";

let folder: string;
const at = (name: string) => join(folder, name);

async function importJune(name: string, ...more: readonly string[]): Promise<void> {
  const how = ["--timezone", "+08:00", "--map", MAP, ...more];
  expect((await run(["import", "cdr", at("june.csv"), "-o", at(name), ...how])).code).toBe(0);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "billshock-one-night-"));
  writeFileSync(at("june.csv"), execFileSync(process.execPath, [join(root, "examples/june.mjs")]));
  const known = "13800000003,torrent,2024-06-12 00:00,2024-06-12 05:00";
  writeFileSync(at("truth.csv"), `device,kind,from,to\n${known}\n`);
  await importJune("blind");
  await importJune("known", "--truth", at("truth.csv"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("records of several lines with one night that is known", () => {
  it("are a table with one incident and a report, not the story of a case", async () => {
    const out = at("run");
    const argv = ["bench", at("known"), "-j", "1", "--as-written", "-d", RULE, "-o", out];
    const { code, stdout, stderr } = await run(argv);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining("view must be")]);
    expect(stdout).toMatch(/night-volume.* 100 \[/);
    expect(stdout).not.toMatch(/rated,|XXX/);
    expect(readFileSync(join(out, "report.html"), "utf8")).toContain("night-volume");
  });

  it("refuse alerts that are all of other records, and tell of those that are some", async () => {
    const alarms = at("alarms.csv");
    const argv = ["bench", at("blind"), "-j", "1", "--as-written", "-d", RULE];
    await run([...argv, "-o", at("blind-run"), "--alarms", alarms]);
    const refused = await run(["score", at("known"), alarms]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("all 2 lines are of blind, none of known");
    const [head, first, second] = readFileSync(alarms, "utf8").split("\n");
    writeFileSync(at("mixed.csv"), [head, first.replace(/^blind/, "known"), second, ""].join("\n"));
    const { stdout } = await run(["score", at("known"), at("mixed.csv"), "--json"]);
    expect((JSON.parse(stdout) as RunFile).warnings[0]).toContain(
      "1 alert of other datasets passed over, 1 read",
    );
  });

  it("tell of alerts that lie outside them", async () => {
    const lines = ["13800000003,2035-04-02T02:00:00Z", "13800000003,2024-06-12T00:40:00+08:00"];
    writeFileSync(at("future.csv"), ["device,time", ...lines, ""].join("\n"));
    const { stdout } = await run(["score", at("known"), at("future.csv"), "--json"]);
    const { warnings, detectors } = JSON.parse(stdout) as RunFile;
    expect(warnings.some((each) => each.includes("without an offset"))).toBe(false);
    expect(warnings[0]).toMatch(
      /future\.csv:2: the first of 1 of 2 alerts outside the data, 2024-06-01 /,
    );
    expect(detectors.find(({ role }) => role === "detector")?.recall?.value).toBe(1);
  });

  it("are compared by alarms where there is no truth, and hold no baseline there", async () => {
    const argv = ["bench", at("blind"), "-j", "1", "--as-written", "-d"];
    await run([...argv, RULE, "-o", at("before")]);
    await run([...argv, RULE, "-o", at("after")]);
    expect((await run(["compare", at("before"), at("after")])).stdout).toMatch(
      /night-volume.* 2 alarms +2 alarms/,
    );
    const baseline = join(at("before"), "run.json");
    const held = await run([...argv, RULE, "-o", at("held"), "--baseline", baseline]);
    expect(held.code).toBe(99);
    expect(held.stdout).toContain("none of its rows has truth to be held against");
  });

  it("hold no baseline that was billed by another tariff of the same name", async () => {
    const tariff = readFileSync(join(root, "examples/cdr/tariff.yaml"), "utf8");
    const argv = ["bench", at("known"), "-j", "1", "--as-written", "-d", RULE];
    const billed = [...argv, "--tariff", at("mine.yaml"), "-o"];
    writeFileSync(at("mine.yaml"), tariff);
    await run([...billed, at("cheap")]);
    writeFileSync(at("mine.yaml"), tariff.replace(/^(summary: .*)$/m, "$1, dearer"));
    const before = join(at("cheap"), "run.json");
    const { code, stderr } = await run([...billed, at("dear"), "--baseline", before]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("tariffHash: ")]);
  });
});
