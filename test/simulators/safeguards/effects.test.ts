import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { DAY, GB, HOUR } from "../../../datasets/sizes.ts";
import { VIEWS } from "../../../datasets/view.ts";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { simulateShard } from "../../../simulators/engine/engine.ts";
import { lineTargets, plainTargets } from "../../../simulators/engine/line-targets.ts";
import { drawPersona } from "../../../simulators/life/persona.ts";
import { SAFEGUARDS } from "../../../simulators/safeguards/catalogue.ts";
import type { PlanSetting, Scenario } from "../../../simulators/scenario.ts";
import { collect, grouped, type Row, sum } from "../collect.ts";

const SEED = "7";
const DEVICES = 32;
const SET = ["enrichment.devicesPerCase=16", "enrichment.from=0d", "enrichment.to=2d"];

const city = (words: readonly string[]) =>
  loadScenario("city@L1", { set: SET, devices: DEVICES, days: 3, with: words });

function live(scenario: Scenario, count = scenario.devices) {
  const rows = collect();
  const truth = simulateShard({ seed: SEED, scenario, models: OWN_MODELS, first: 0, count }, rows);
  return { ...rows.views, truth };
}
type World = ReturnType<typeof live>;

const byDevice = (world: World) =>
  VIEWS.map((view) => ({ view, rows: grouped(world[view], (row: Row) => row["device"]) }));
const burnt = ({ truth }: World, kind: string) =>
  truth.episodes
    .filter(({ model }) => model.name === kind)
    .reduce((total, { up, down }) => total + up + down, 0);
const targetsOf = (scenario: Scenario, device: number) =>
  lineTargets({ seed: SEED, scenario }, drawPersona(SEED, scenario, device));

describe("the safeguards of a fleet", () => {
  const factual = live(city([]));
  const factualRows = byDevice(factual);
  const everywhere = new Map<string, World>();
  /** The world where every line has a safeguard, lived once. */
  const withAll = (name: string) => {
    const world = everywhere.get(name) ?? live(city([name]));
    everywhere.set(name, world);
    return world;
  };

  it.each(SAFEGUARDS.map(({ name }) => [name]))(
    "%s changes no row of a line whose targets it leaves equal",
    (name) => {
      const scenario = city([`${name}=0.5`]);
      const guarded = byDevice(live(scenario));
      let equal = 0;
      for (let device = 0; device < DEVICES; device++) {
        const persona = drawPersona(SEED, scenario, device);
        const plan = scenario.plans[persona.plan] as PlanSetting;
        const plain = plainTargets(persona, plan);
        if (JSON.stringify(targetsOf(scenario, device).targets) !== JSON.stringify(plain)) continue;
        equal++;
        for (const [v, { view, rows }] of guarded.entries()) {
          const [own, before] = [rows.get(device), factualRows[v]?.rows.get(device)];
          // The matcher, which tells what differs, takes ten times as long to find nothing.
          if (isDeepStrictEqual(own, before)) continue;
          expect(own, `${view} ${device}`).toEqual(before);
        }
      }
      expect(equal).toBeGreaterThan(DEVICES / 4);
      expect(equal).toBeLessThan(DEVICES);
    },
  );

  it("have nested adopters: who has one at a share has it at every larger one", () => {
    const adopters = (share: number) => {
      const scenario = loadScenario("city@L1", { with: [`wifi-only-updates=${share}`] });
      return Array.from({ length: 400 }, (_, device) => device).filter(
        (device) => targetsOf(scenario, device).on.length > 0,
      );
    };
    const [few, more] = [adopters(0.3), adopters(0.6)];
    expect(few.length).toBeGreaterThan(90);
    expect(few.length).toBeLessThan(150);
    expect(more.length).toBeGreaterThan(210);
    expect(few.filter((device) => !more.includes(device))).toEqual([]);
    expect(adopters(0)).toEqual([]);
    expect(adopters(1)).toHaveLength(400);
  });

  it("are told by the engine, device by device, and failed only where they are said to help", () => {
    const scenario = city(["wifi-only-updates=0.5", "restrict-background=0.5"]);
    const { truth } = live(scenario);
    const had = (device: number) =>
      truth.safeguards.filter((row) => row.device === device).map(({ safeguard }) => safeguard);
    for (let device = 0; device < DEVICES; device++) {
      expect(had(device)).toEqual(targetsOf(scenario, device).on.map(({ name }) => name));
    }
    let failures = 0;
    for (const { device, model, failedSafeguards } of truth.episodes) {
      const claiming = SAFEGUARDS.filter(({ claims }) =>
        claims.some(({ kind }) => kind === model.name),
      ).map(({ name }) => name);
      const expected = had(device).filter((name) => claiming.includes(name));
      expect(failedSafeguards.toSorted()).toEqual(expected.toSorted());
      failures += failedSafeguards.length;
    }
    expect(failures).toBeGreaterThan(0);
  });

  it("say nothing of an owner who never let the store update over cellular", () => {
    for (const { failedSafeguards } of factual.truth.episodes) expect(failedSafeguards).toEqual([]);
  });

  it.each([
    ["two-factor-login", "wlan-credential-theft", 0, 0],
    ["session-limit", "wlan-credential-theft", 0.01, 0.5],
    ["hotspot-off-at-night", "bt-over-hotspot", 0, 0.5],
    ["wifi-only-updates", "bt-over-hotspot", 1, 1],
    ["two-factor-login", "bt-over-hotspot", 1, 1],
  ])("%s leaves of %s from %f to %f", (name, kind, least, most) => {
    const share = burnt(withAll(name), kind) / burnt(factual, kind);
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  });

  it("a second factor keeps no look-alike of the household out", () => {
    const guarded = withAll("two-factor-login");
    for (const kind of ["stale-session", "holiday-login"]) {
      expect(burnt(guarded, kind), kind).toBe(burnt(factual, kind));
    }
  });

  it("session-limit never lets more in at once than it says", () => {
    const set = ["safeguards=[{ use: session-limit, sessions: 10 }]"];
    const scenario = loadScenario("nanjing-2015", { set });
    const { wlan } = live(scenario, 1);
    const ends = new Map(
      wlan.filter((row) => row["status"] === 3).map((row) => [row["session"], row["time"]]),
    );
    const starts = wlan.filter((row) => row["status"] === 1);
    const open = starts.map(
      ({ time }) =>
        starts.filter(
          (row) =>
            (row["time"] as number) <= (time as number) &&
            (ends.get(row["session"]) ?? Infinity) > (time as number),
        ).length,
    );
    expect(Math.max(...open)).toBe(10);
    expect(starts.length).toBeGreaterThan(10);
  });
});

describe("dual-cap-stop on the night of Wuhan", () => {
  const night = (options: string) =>
    loadScenario("wuhan-2015", {
      set: [`safeguards=[{ use: dual-cap-stop, ${options} }]`],
    });
  const gigabytes = (scenario: Scenario) => sum(live(scenario, 1).charging, "up", "down") / GB;

  it.each([
    ["money: 0, bytes: 5GB, lag: 0", 4.65, 4.75],
    ["money: 0, bytes: 0, lag: 0", 7.8, 7.9],
    ["money: 100000, bytes: 10GB, lag: 0", 7.8, 7.9],
    ["money: 0, bytes: 0, lag: 1h", 15.8, 15.9],
    ["money: 0, bytes: 0, lag: 48h", 53.6, 53.7],
  ])("{ %s } stops it between %f and %f GB", (options, least, most) => {
    const moved = gigabytes(night(options));
    expect(moved).toBeGreaterThan(least);
    expect(moved).toBeLessThan(most);
  });

  it("leaves the bill as its tariff says: what was rated before the stop is owed", () => {
    const { charging, truth } = live(night("money: 0, bytes: 0, lag: 0"), 1);
    expect(Math.round(sum(charging, "charged") / 100)).toBe(1008);
    expect(truth.episodes[0]?.failedSafeguards).toEqual(["dual-cap-stop"]);
    const last = Math.max(...charging.map((row) => row["time"] as number));
    expect(last).toBeLessThan(loadScenario("wuhan-2015").from + DAY + HOUR);
  });
});
