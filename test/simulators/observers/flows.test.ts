import { expect, it } from "vitest";
import { type EnforcementRow, fillEnforcement } from "../../../datasets/enforcement.ts";
import { DAY, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { simulateShard } from "../../../simulators/engine/engine.ts";
import type { TrafficModel } from "../../../simulators/model.ts";
import { aScenario } from "../a-scenario.ts";
import { collect } from "../collect.ts";

/** One download of two hours, from a quarter past noon on. */
const download: TrafficModel = {
  name: "download",
  version: 1,
  summary: "two hours without a break",
  role: "normal",
  params: {},
  plan: ({ dayStart }) => [{ start: dayStart, end: dayStart + DAY }],
  emit({ dayStart }, _options, sink) {
    sink.network = "cellular-only";
    const start = dayStart + 12 * HOUR + 15 * MINUTE + 7;
    sink.transfer(start, 0, 720_000_000, 800_000);
  },
};

it("a transfer that goes on is seen at its next packet, not on the stroke of the minute", () => {
  const scenario = aScenario({ ...{ days: 1, devices: 1 }, models: { download: {} } });
  const rows = collect();
  simulateShard({ seed: "on", scenario, models: [download], first: 0, count: 1 }, rows);
  const [first, ...rest] = rows.views.flows.map(({ start }) => (start as number) % MINUTE);
  expect(first).toBe(7);
  expect(rest.length).toBeGreaterThan(100);
  // A packet of some 1,400 bytes comes every 14 ms: one in fourteen or so falls on the stroke.
  expect(rest.filter((past) => past === 0).length / rest.length).toBeLessThan(0.2);
  expect(Math.max(...rest)).toBeLessThan(100);
  expect(new Set(rest).size).toBeGreaterThan(5);
});

it("minutes of a long transfer differ in their up share, and move what was charged together", () => {
  const scenario = aScenario({ ...{ days: 1, devices: 1 }, models: { download: {} } });
  const rows = collect();
  simulateShard({ seed: "lag", scenario, models: [download], first: 0, count: 1 }, rows);
  const { flows, charging } = rows.views;
  const steps = flows.map(({ up, down }) =>
    Math.floor((1e4 * (up as number)) / ((up as number) + (down as number))),
  );
  expect(steps.length).toBeGreaterThan(100);
  const repeated = steps.filter((step, i) => i > 0 && step === steps[i - 1]).length;
  expect(repeated / steps.length).toBeLessThan(0.2);
  // A lag of some seconds, not another transfer: a minute is within a sixth of what the others are.
  const ups = flows.slice(1, -1).map(({ up }) => up as number);
  const mean = ups.reduce((sum, up) => sum + up, 0) / ups.length;
  for (const up of ups) expect(Math.abs(up / mean - 1)).toBeLessThan(1 / 5);
  const sum = (view: typeof flows, way: string) =>
    view.reduce((total, row) => total + (row[way] as number), 0);
  for (const way of ["up", "down"]) expect(sum(flows, way), way).toBe(sum(charging, way));
});

it("a transfer that is cut moves no byte more or less for its lag, and takes none back", () => {
  const scenario = aScenario({ ...{ days: 1, devices: 1 }, models: { download: {} } });
  const lived = (from: number) => {
    const rows = collect();
    const row = fillEnforcement({ device: 0, from, action: "cut-data" }, (_, message) => {
      throw new RangeError(message);
    });
    const cut = { ...scenario, enforcement: [row as EnforcementRow] };
    simulateShard({ seed: "lag", scenario: cut, models: [download], first: 0, count: 1 }, rows);
    return rows.views;
  };
  const minute = scenario.from + 13 * HOUR;
  for (const past of [1, 500, 1000, 4000, 20_000]) {
    const { flows, charging } = lived(minute + past);
    for (const way of ["up", "down"]) {
      const sum = (rows: typeof flows) => rows.reduce((all, row) => all + (row[way] as number), 0);
      expect(sum(flows), `${way}, ${past} ms past the minute`).toBe(sum(charging));
      expect(Math.min(...flows.map((row) => row[way] as number))).toBeGreaterThanOrEqual(0);
    }
  }
});
