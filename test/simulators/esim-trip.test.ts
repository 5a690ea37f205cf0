import { describe, expect, it } from "vitest";
import { GB } from "../../datasets/sizes.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { simulateShard } from "../../simulators/engine/engine.ts";
import { openPlacement } from "../../simulators/engine/placement.ts";
import { drawPersona } from "../../simulators/life/persona.ts";
import {
  INCIDENT_MODELS,
  LOOK_ALIKE_MODELS,
  NORMAL_MODELS,
} from "../../simulators/models/catalogue.ts";
import { collect, grouped, sum } from "./collect.ts";

const models = [...NORMAL_MODELS, ...INCIDENT_MODELS, ...LOOK_ALIKE_MODELS];
const scenario = loadScenario("esim-trip@L0");
const rows = collect();
const { episodes } = simulateShard(
  { seed: "1", scenario, models, first: 0, count: scenario.devices },
  rows,
);
const DAY = 86_400_000;
const dayOf = (time: number) => Math.floor((time - scenario.from) / DAY);

describe("esim-trip", () => {
  it("has four cases of each of its kinds, begun on a day wholly abroad", () => {
    const of = grouped(episodes, ({ model }) => model.name);
    for (const kind of Object.keys(scenario.incidents)) expect(of.get(kind), kind).toHaveLength(4);
    for (const { device, planned } of episodes) {
      const { trip } = drawPersona("1", scenario, device);
      expect(dayOf(planned.start)).toBeGreaterThan(trip?.first ?? Infinity);
      // What begins in the night after its day is abroad as well.
      expect(dayOf(planned.start)).toBeLessThanOrEqual(trip?.last ?? -Infinity);
    }
  });

  it("bills what incidents move abroad as roaming, unless they waited for the way home", () => {
    const incidents = new Set(
      episodes.filter(({ model }) => model.role === "incident").map(({ number }) => number),
    );
    const billed = rows.parts.charging.filter(({ episode }) => incidents.has(episode as number));
    const [abroad, home] = [1, 0].map((roaming) =>
      billed.filter(({ row }) => rows.views.charging[row as number]?.["roaming"] === roaming),
    );
    expect(sum(abroad ?? [], "up", "down")).toBeGreaterThan(30 * sum(home ?? [], "up", "down"));
  });

  it("leaves those without a package dead abroad who do not buy another", () => {
    const abroad = rows.views.charging.filter(({ roaming }) => roaming === 1);
    let gone = 0;
    for (const [device, own] of grouped(abroad, ({ device }) => device as number)) {
      const plan = scenario.plans[drawPersona("1", scenario, device).plan];
      const bytes = sum(own, "up", "down");
      if (bytes >= 3 * GB) gone++;
      if (plan?.reinstated !== "never") continue;
      // 50 MB: the record that burns the last byte.
      expect(bytes).toBeLessThan(3.05 * GB);
      expect(sum(own, "charged")).toBeLessThanOrEqual(4500);
    }
    expect(gone).toBeGreaterThan(3);
  });
});

describe.each(["L1", "L2", "L3"])("esim-trip@%s", (level) => {
  const scenario = loadScenario(`esim-trip@${level}`);

  it("has three kinds, and nothing before a line has been abroad for six days", () => {
    expect(Object.keys(scenario.incidents)).toEqual([
      ...["roaming-map-upload", "wifi-fallback-upload", "app-auto-update"],
    ]);
    const personaOf = (device: number) => drawPersona("1", scenario, device);
    const placementsOf = openPlacement({ seed: "1", scenario, models, drawPersona: personaOf });
    // Of a few blocks: they are alike.
    const devices = Array.from({ length: 2 * scenario.enrichment.devicesPerCase }, (_, at) => at);
    const placed = devices.flatMap((device) =>
      placementsOf(device).map(({ day }) => ({ day, trip: personaOf(device).trip })),
    );
    expect(placed.length).toBeGreaterThanOrEqual(24);
    for (const { day, trip } of placed) {
      expect(day).toBeGreaterThanOrEqual((trip?.first ?? Infinity) + 6);
      expect(day).toBeLessThan(trip?.last ?? -Infinity);
    }
  });
});
