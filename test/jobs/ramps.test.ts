import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { civilDay } from "../../datasets/civil-time.ts";
import { openDataset } from "../../datasets/dataset.ts";
import { verifyDataset } from "../../datasets/publishing/verify.ts";
import { DAY } from "../../datasets/sizes.ts";
import { generate } from "../../jobs/generate.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { run } from "../cli/run.ts";

/*
 * Incidents and look-alikes that come on over several days, from the scenario file to truth.
 */
const KINDS = [
  "app-auto-update",
  "bt-over-hotspot",
  "wifi-fallback-upload",
  "wlan-credential-theft",
] as const;
const SCENARIO = (ramp: string) => `billshock: 1
name: creeping
extends: city@L0
clock: { days: 9 }
population: { devices: 192 }
enrichment: { devicesPerCase: 32, from: 2d, to: 3d }
incidents: { ${KINDS.map((kind) => `${kind}: { ramp: ${ramp} }`).join(", ")} }
lookAlikes: { wanted-torrent: { ramp: ${ramp} } }
`;

const folder = mkdtempSync(join(tmpdir(), "billshock-ramps-"));
const file = join(folder, "creeping.yaml");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  for (const [name, ramp, days] of [
    ["once", "1d", 9],
    ["ramp", "4d", 9],
    ["longer", "4d", 12],
  ] as const) {
    writeFileSync(file, SCENARIO(ramp).replace("days: 9", `days: ${days}`));
    await generate({ scenario: loadScenario(file), seed: "1", out: join(folder, name) });
  }
  writeFileSync(file, SCENARIO("4d"));
});

interface Case {
  readonly kind: string;
  readonly device: number;
  readonly incident: number;
  readonly first: number;
  readonly last: number;
  readonly bytes: number;
}

/** Cases of a dataset, with the civil days of the span on which they begin and end. */
function casesOf(name: string): Case[] {
  const dataset = openDataset(join(folder, name));
  const { from, utcOffset } = dataset.manifest.span;
  const incidents = dataset.readTruth("incidents");
  const cases = dataset.readTruth("cases");
  dataset.close();
  const kinds = new Map<number, string>();
  incidents.incident.forEach((number, i) => {
    kinds.set(number, incidents.vocabularies["kind"]?.[incidents.kind[i] as number] ?? "");
  });
  const dayOf = (time: number) => civilDay(time, utcOffset) - civilDay(from, utcOffset);
  return Array.from({ length: cases.length }, (_, i) => ({
    kind: kinds.get(cases.incident[i] as number) ?? "",
    device: cases.device[i] as number,
    incident: cases.incident[i] as number,
    first: dayOf(cases.onset[i] as number),
    last: dayOf((cases.end[i] as number) - 1),
    bytes: (cases.up[i] as number) + (cases.down[i] as number),
  }));
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

describe("what comes on over several days", () => {
  it("is one case of one incident, over all of them", () => {
    const cases = casesOf("ramp");
    expect(new Set(cases.map(({ incident }) => incident)).size).toBe(cases.length);
    expect(new Set(cases.map(({ device }) => device)).size).toBe(cases.length);
    for (const kind of KINDS) {
      const days = cases
        .filter((each) => each.kind === kind)
        .map(({ first, last }) => last - first);
      expect(days.length, kind).toBeGreaterThan(8);
      expect(median(days), kind).toBeGreaterThanOrEqual(3);
      expect(Math.max(...days), kind).toBeLessThanOrEqual(4);
    }
  });

  it("moves as much in all of its days as it would have in one", () => {
    const [once, ramp] = ["once", "ramp"].map(casesOf) as [Case[], Case[]];
    for (const kind of KINDS) {
      const [one, all] = [once, ramp].map((cases) =>
        median(cases.filter((each) => each.kind === kind).map(({ bytes }) => bytes)),
      ) as [number, number];
      expect(all / one, kind).toBeGreaterThan(0.6);
      expect(all / one, kind).toBeLessThan(1.7);
    }
  });

  it("moves more on each day than on the one before", () => {
    const dataset = openDataset(join(folder, "ramp"));
    const { from, utcOffset } = dataset.manifest.span;
    const first = civilDay(from, utcOffset);
    const torrents = new Set(
      casesOf("ramp")
        .filter(({ kind }) => kind === "bt-over-hotspot")
        .map(({ device }) => device),
    );
    const days = new Float64Array(9);
    for (let shard = 0; shard < dataset.shards; shard++) {
      for (const rows of dataset.readView("netstats", shard)) {
        for (let i = 0; i < rows.length; i++) {
          if (!torrents.has(rows.device[i] as number) || rows.tethering[i] !== 1) continue;
          // A night belongs to the day on which it began.
          const day = civilDay((rows.start[i] as number) - DAY / 2, utcOffset) - first;
          days[day] = (days[day] as number) + (rows.up[i] as number) + (rows.down[i] as number);
        }
      }
    }
    dataset.close();
    const nights = [...days.subarray(2, 6)];
    expect(nights).toEqual([...nights].sort((a, b) => a - b));
    expect((nights[3] as number) / (nights[0] as number)).toBeGreaterThan(2);
  });

  it("is what it is with a longer horizon, and passes every check", () => {
    expect(casesOf("longer")).toEqual(casesOf("ramp"));
    for (const name of ["ramp", "longer"]) expect(verifyDataset(join(folder, name))).toEqual([]);
  });
});

it("what comes on over days is counted once in a plan, and told in what a scenario prints", async () => {
  const plan = JSON.parse((await run(["generate", file, "--dry-run", "--json"])).stdout);
  expect(plan.cases).toMatchObject({ "bt-over-hotspot": 12, "wlan-credential-theft": 12 });
  const printed = await run(["generate", file, "--print-config"]);
  expect(printed.stdout.match(/ramp: \S+/g)).toEqual(Array(5).fill("ramp: 4d"));
  const again = join(folder, "printed.yaml");
  writeFileSync(again, printed.stdout);
  const reprinted = await run(["generate", again, "--print-config"]);
  expect(reprinted.stdout).toBe(printed.stdout);
});

it.each([
  ["incidents.bt-over-hotspot={ramp: 0d}", "must be whole days from 1d to 31d, got 0d"],
  ["incidents.bt-over-hotspot={ramp: 32d}", "must be whole days from 1d to 31d, got 32d"],
  ["incidents.bt-over-hotspot={ramp: 5h}", "must be whole days from 1d to 31d, got 5h"],
  ["lookAlikes.game-day={ramp: 2d}", "ramp must stand at a kind that spreads over days"],
])("refuses %s", async (set, said) => {
  const { code, stderr } = await run(["generate", file, "--dry-run", "--set", set]);
  expect([code, stderr.replaceAll(/\s+/g, " ")]).toEqual([2, expect.stringContaining(said)]);
});

it("warns where a ramp is cut off by the end, and not where it fits", async () => {
  const warned = async (set: string) => {
    const out = join(folder, "warned");
    const argv = ["generate", file, "-o", out, "--force", "--json", "--set", set];
    const { stdout, code } = await run([...argv, "--set", "population.devices=32"]);
    expect(code).toBe(0);
    return (JSON.parse(stdout).warnings as string[]).filter((each) => /comes on over/.test(each));
  };
  expect(await warned("clock.days=6")).toEqual([]);
  const [torrent, ...others] = await warned("incidents.bt-over-hotspot={ramp: 8d}");
  expect(torrent).toMatch(
    /^bt-over-hotspot comes on over 8 days, and may begin on day 3 of 9: what lies past the end is missing/,
  );
  expect(others).toEqual([]);
});
