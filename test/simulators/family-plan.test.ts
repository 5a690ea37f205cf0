import { describe, expect, it } from "vitest";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { simulateShard } from "../../simulators/engine/engine.ts";
import { drawPersona } from "../../simulators/life/persona.ts";
import {
  INCIDENT_MODELS,
  LOOK_ALIKE_MODELS,
  NORMAL_MODELS,
} from "../../simulators/models/catalogue.ts";
import { collect, grouped, sum } from "./collect.ts";

const models = [...NORMAL_MODELS, ...INCIDENT_MODELS, ...LOOK_ALIKE_MODELS];
const scenario = loadScenario("family-plan@L0");
const rows = collect();
const { episodes } = simulateShard(
  { seed: "1", scenario, models, first: 0, count: scenario.devices },
  rows,
);
const payerOf = (device: number) => drawPersona("1", scenario, device).payer;

describe("family-plan", () => {
  it("has four cases of each of its kinds", () => {
    const of = grouped(episodes, ({ model }) => model.name);
    for (const kind of Object.keys(scenario.incidents)) expect(of.get(kind), kind).toHaveLength(4);
  });

  it("puts the lines of a household on one bill, and no other line on it", () => {
    for (let device = 0; device < scenario.devices; device++) {
      const { household, payer } = drawPersona("1", scenario, device);
      expect(payer).toBe(household);
    }
  });

  it("covers as much of a bill as the bundle holds, over all lines on it", () => {
    const bills = grouped(rows.views.charging, ({ device }) => payerOf(device as number));
    const bundle = scenario.plans[0]?.tariff.groups["data"]?.bundleBytes as number;
    let burnt = 0;
    for (const own of bills.values()) {
      const covered = sum(own, "inBundle");
      // A billing month ends at most once in a fortnight.
      expect(covered).toBeLessThanOrEqual(2 * bundle);
      if (covered >= bundle && new Set(own.map(({ device }) => device)).size > 1) burnt++;
    }
    expect(burnt).toBeGreaterThan(0);
  });
});
