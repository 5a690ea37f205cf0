import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDataset } from "../../datasets/dataset.ts";
import { verifyDataset } from "../../datasets/publishing/verify.ts";
import { codeOf } from "../../datasets/table.ts";
import { SPLITS } from "../../datasets/vocabularies.ts";
import { score } from "../../index.ts";
import { generate } from "../../jobs/generate.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { run } from "../cli/run.ts";

/*
 * Incidents that hit several lines at once, from the scenario file to the score.
 */
const SCENARIO = `billshock: 1
name: joint
extends: city@L0
clock: { days: 3 }
population: { devices: 192 }
enrichment: { devicesPerCase: 96 }
safeguards: [{ use: restrict-background, adoption: 0.5 }]
incidents:
  app-auto-update: false
  wifi-fallback-upload: { cohort: 5, before: 0.5 }
  bt-over-hotspot: { cohort: 2 }
lookAlikes: { chosen-app-updates: false, game-day: false, photo-trip: { cohort: 3 } }
`;

const folder = mkdtempSync(join(tmpdir(), "billshock-cohorts-"));
const file = join(folder, "joint.yaml");
const data = join(folder, "data");
const summaries: Awaited<ReturnType<typeof generate>>[] = [];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  writeFileSync(file, SCENARIO);
  const scenario = loadScenario(file);
  for (const [name, devicesPerShard] of [
    ["data", 256],
    ["shards", 40],
  ] as const) {
    const out = join(folder, name);
    summaries.push(await generate({ scenario, seed: "1", out, devicesPerShard }));
  }
});

/** Code of the half that is scored. */
const TEST_HALF = codeOf(SPLITS, "test");

function readTable(table: "devices") {
  const dataset = openDataset(data);
  const read = dataset.readTruth(table);
  dataset.close();
  return read;
}

function truthOf(dir: string) {
  const dataset = openDataset(dir);
  const incidents = dataset.readTruth("incidents");
  const cases = dataset.readTruth("cases");
  const episodes = dataset.readTruth("episodes");
  const { manifest } = dataset;
  dataset.close();
  return { incidents, cases, episodes, manifest };
}

describe("an incident that hits several lines", () => {
  it("is one row of incidents, and a case for each line, with its own episode and onset", () => {
    const { incidents, cases, episodes, manifest } = truthOf(data);
    expect(new Set(incidents.incident).size).toBe(incidents.length);
    const kindOf = new Map<number, string>();
    incidents.incident.forEach((number, i) => {
      kindOf.set(number, incidents.vocabularies["kind"]?.[incidents.kind[i] as number] ?? "");
    });
    const lines = new Map<number, Set<number>>();
    const onsets = new Map<number, Set<number>>();
    cases.incident.forEach((number, i) => {
      lines.set(number, (lines.get(number) ?? new Set()).add(cases.device[i] as number));
      onsets.set(number, (onsets.get(number) ?? new Set()).add(cases.onset[i] as number));
      const at = episodes.episode.indexOf(cases.episode[i] as number);
      expect(episodes.incident[at]).toBe(number);
    });
    expect([...lines.keys()].sort()).toEqual([...kindOf.keys()].sort());
    const sizes = (kind: string) =>
      [...lines].filter(([number]) => kindOf.get(number) === kind).map(([, hit]) => hit.size);
    expect(Math.max(...sizes("wifi-fallback-upload"))).toBeGreaterThan(2);
    // One in each half of both blocks, whatever its lines had sent over Wi-Fi before.
    expect(sizes("wifi-fallback-upload")).toHaveLength(4);
    expect(Math.max(...sizes("bt-over-hotspot"))).toBe(2);
    expect(sizes("wlan-credential-theft").every((size) => size === 1)).toBe(true);
    for (const [number, hit] of lines) expect(onsets.get(number)?.size).toBe(hit.size);
    expect(manifest.truth?.cases).toBe(cases.length);
    const count = Object.values(manifest.truth?.incidents ?? {}).reduce((sum, n) => sum + n, 0);
    expect(count).toBe(incidents.length);
    expect(summaries[0]).toMatchObject({ cases: cases.length, incidents: incidents.length });
  });

  it("names every safeguard that did not hold on any of its lines", () => {
    const { incidents } = truthOf(data);
    const failed = Array.from(
      incidents.failedSafeguards,
      (code) => incidents.vocabularies["failedSafeguards"]?.[code],
    );
    expect(failed).toContain("restrict-background");
  });

  it("is the same in whatever shards its lines lie", () => {
    const [one, other] = [data, join(folder, "shards")].map((dir) => truthOf(dir).manifest);
    expect(other?.shards).toBe(5);
    expect(other?.truth).toEqual(one?.truth);
    expect(verifyDataset(join(folder, "shards"))).toEqual([]);
    expect(verifyDataset(data)).toEqual([]);
  });

  it("weighs as one incident, whose lines share that weight, or all of which one caught line is", async () => {
    const { incidents, cases } = truthOf(data);
    const { split, device: lines } = readTable("devices");
    const isTest = (device: number) => split[lines.indexOf(device)] === TEST_HALF;
    const scored = cases.device.map((device) => +isTest(device));
    const hit = (number: number) =>
      cases.incident.reduce((sum, own, i) => sum + (own === number ? (scored[i] as number) : 0), 0);
    const incident = [...incidents.incident].sort((a, b) => hit(b) - hit(a))[0] as number;
    const lineCount = hit(incident);
    expect(lineCount).toBeGreaterThan(2);
    const all = incidents.incident.filter((number) => hit(number) > 0).length;
    // A line that waited for Wi-Fi shows the probe nothing at its onset.
    const isSeen = (i: number) => scored[i] === 1 && (cases.rowsFlows[i] as number) > 0;
    const at = cases.incident.findIndex((own, i) => own === incident && isSeen(i));
    const alerts = join(folder, "one-line.csv");
    const moment = new Date((cases.onset[at] as number) + 60_000).toISOString();
    writeFileSync(alerts, `device,time\n${cases.device[at]},${moment}\n`);
    for (const [group, share] of [
      ["fraction", 1 / lineCount],
      ["any", 1],
    ] as const) {
      const [row] = score({ dataset: data, alerts: [alerts], scoring: { group } }).detectors;
      expect(row?.recall?.value, group).toBeCloseTo(share / all, 12);
    }
  });
});

it("a cohort is told in what a scenario prints, and in the plan", async () => {
  const printed = await run(["generate", file, "--print-config"]);
  expect(printed.stdout.match(/cohort: \d/g)).toEqual(["cohort: 2", "cohort: 5", "cohort: 3"]);
  const plan = JSON.parse((await run(["generate", file, "--dry-run", "--json"])).stdout);
  expect(plan.incidents).toMatchObject({ "bt-over-hotspot": 4, "wlan-credential-theft": 4 });
  expect(plan.cases).toMatchObject({ "bt-over-hotspot": 8, "wlan-credential-theft": 4 });
  const { stdout } = await run(["generate", file, "--dry-run"]);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain("4 bt-over-hotspot on 8 lines,");
});

it.each([
  ["incidents.bt-over-hotspot={cohort: 0}", "cohort must be a whole number above 0, got 0"],
  ["incidents.bt-over-hotspot={cohort: 1.5}", "must be a whole number above 0, got 1.5"],
  ["incidents.bt-over-hotspot={cohort: 60}", "enrichment.devicesPerCase must be at least"],
  [
    "incidents.bt-over-hotspot={cohort: 60, count: 4}",
    "must be at most population.devices, 192, got 4 of 60 lines each",
  ],
])("refuses %s", async (set, said) => {
  const { code, stderr } = await run(["generate", file, "--dry-run", "--set", set]);
  expect([code, stderr.replaceAll(/\s+/g, " ")]).toEqual([2, expect.stringContaining(said)]);
});
