import { describe, expect, it } from "vitest";
import { GB, HOUR } from "../../datasets/sizes.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { simulateShard } from "../../simulators/engine/engine.ts";
import { splitOf } from "../../simulators/engine/placing/split-of.ts";
import { INCIDENT_MODELS, LOOK_ALIKE_MODELS } from "../../simulators/models/catalogue.ts";
import { collect, grouped } from "./collect.ts";

const models = [...INCIDENT_MODELS, ...LOOK_ALIKE_MODELS];
/** Daily use takes no part: it changes neither who is hit nor what the release moves. */
const scenario = { ...loadScenario("buggy-release"), models: {} };
const BUGGY = "buggy-app-version";

function releasesOf(seed: string) {
  const collected = collect();
  const { devices: count } = scenario;
  const truth = simulateShard({ seed, scenario, models, first: 0, count }, collected);
  const personas = new Map(truth.personas.map((persona) => [persona.device, persona]));
  const cases = truth.episodes.filter(({ model }) => model.name === BUGGY);
  return { truth, personas, cases, flows: collected.views.flows };
}

describe.each(["1", "2", "3"])("buggy-release, seed %s", (seed) => {
  const { truth, cases, flows } = releasesOf(seed);
  const releases = [...grouped(cases, ({ incident }) => incident).values()];

  it("is one release in each half, on sixteen lines", () => {
    expect(releases.map((lines) => lines.length)).toEqual([16, 16]);
    const halves = releases.map((lines) =>
      lines.map(({ device }) => splitOf(seed, scenario, device)),
    );
    for (const lines of halves) expect(new Set(lines).size).toBe(1);
    expect(new Set(halves.flat()).size).toBe(2);
  });

  it("reaches its lines within hours and ends on all of them at once, as 'provider-fix'", () => {
    for (const lines of releases) {
      const starts = lines.map(({ planned }) => planned.start);
      expect(Math.max(...starts) - Math.min(...starts)).toBeLessThan(8 * HOUR);
      expect(new Set(lines.map(({ planned }) => planned.end)).size).toBe(1);
    }
  });

  it("is one app to the probe", () => {
    const hit = new Set(cases.map(({ device }) => device));
    const apps = flows.filter(({ device }) => hit.has(device as number)).map(({ app }) => app);
    expect(new Set(apps).size).toBe(1);
  });

  it("stands beside as many lines with wanted releases, and with a match", () => {
    const alike = truth.episodes.filter(({ model }) => model.name !== BUGGY);
    const counts = [...grouped(alike, ({ model }) => model.name)].map(([, { length }]) => length);
    expect(counts).toEqual([32, 32]);
  });
});

it("moves some 21 GB in three days where no Wi-Fi carries any of it", () => {
  const sizes = ["1", "2", "3"].flatMap((seed) => {
    const { personas, cases } = releasesOf(seed);
    return cases
      .filter(({ device }) => {
        const { hasHomeWifi, hasWorkWifi } = personas.get(device) ?? {};
        return !hasHomeWifi && !hasWorkWifi;
      })
      .map(({ up, down }) => (up + down) / GB);
  });
  expect(sizes.length).toBeGreaterThan(10);
  const median = sizes.toSorted((a, b) => a - b)[sizes.length >> 1] as number;
  expect(Math.abs(median - 21)).toBeLessThan(0.25 * 21);
});
