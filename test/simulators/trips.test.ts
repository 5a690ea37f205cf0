import { expect, it } from "vitest";
import { simulateShard } from "../../simulators/engine/engine.ts";
import { openPlacement } from "../../simulators/engine/placement.ts";
import { drawPersona } from "../../simulators/life/persona.ts";
import { INCIDENT_MODELS, LOOK_ALIKE_MODELS } from "../../simulators/models/catalogue.ts";
import { aScenario } from "./a-scenario.ts";
import { collect, grouped } from "./collect.ts";

const KINDS = ["roaming-map-upload", "tourist-navigation", "roaming-photos"] as const;
const models = [...INCIDENT_MODELS, ...LOOK_ALIKE_MODELS];
const scenario = aScenario({
  ...{ days: 14, devices: 64 },
  trips: {
    ...{ share: 0.6, fromDay: 2, toDay: 5, daysMin: 5, daysMax: 8 },
    ...{ hotelWifi: 0.9, wifiLoss: 0.3 },
  },
  incidents: { "roaming-map-upload": { abroad: 1 } },
  lookAlikes: { "tourist-navigation": { abroad: 1 }, "roaming-photos": { abroad: 1 } },
  enrichment: {
    ...{ devicesPerCase: 16, lookAlikesPerCase: 1 },
    ...{ fromDay: 1, toDay: 12, maxVolumeFactor: 100 },
  },
});

it("what happens on a trip happens on its third day, abroad, in every row", () => {
  const rows = collect();
  const { episodes } = simulateShard(
    { seed: "1", scenario, models, first: 0, count: scenario.devices },
    rows,
  );
  expect(new Set(episodes.map(({ model }) => model.name))).toEqual(new Set(KINDS));
  expect(episodes.filter(({ model }) => model.role === "incident")).toHaveLength(8);
  for (const { device, onset } of episodes) {
    const { trip } = drawPersona("1", scenario, device);
    const day = Math.floor((onset - scenario.from) / 86_400_000);
    expect(day).toBe((trip?.first ?? Number.NaN) + 2);
  }
  for (const view of ["flows", "charging", "netstats"] as const) {
    const of = grouped(rows.parts[view], ({ episode }) => episode);
    expect(of.size).toBe(episodes.length);
    for (const parts of of.values()) {
      for (const { row } of parts) expect(rows.views[view][row as number]?.["roaming"]).toBe(1);
    }
  }
});

it("whatever happens happens abroad where a scenario says so, between departure and return", () => {
  const enrichment = { ...scenario.enrichment, abroad: true as const };
  const kinds = { incidents: { "runaway-sync": {} }, lookAlikes: { "podcast-sync": {} } };
  const placementsOf = openPlacement({
    ...{ seed: "1", scenario: { ...scenario, ...kinds, enrichment }, models },
    drawPersona: (device) => drawPersona("1", scenario, device),
  });
  const placed = Array.from({ length: 64 }, (_, device) =>
    placementsOf(device).map(({ day }) => ({ day, trip: drawPersona("1", scenario, device).trip })),
  ).flat();
  expect(placed).toHaveLength(16);
  for (const { day, trip } of placed) {
    expect(day).toBeGreaterThan(trip?.first ?? Infinity);
    expect(day).toBeLessThan(trip?.last ?? -Infinity);
  }
});
