import { describe, expect, it } from "vitest";
import { DAY, HOUR } from "../../../datasets/sizes.ts";
import type { ViewName } from "../../../datasets/view.ts";
import { simulateShard } from "../../../simulators/engine/engine.ts";
import type { TrafficModel } from "../../../simulators/model.ts";
import type { ObservationSetting } from "../../../simulators/scenario.ts";
import { aScenario } from "../a-scenario.ts";
import { collect, grouped, type Row, sum } from "../collect.ts";

const LINES = 400;

/** One download and one login a day, at a hot spot of the line's own. */
const both: TrafficModel = {
  name: "both",
  version: 1,
  summary: "a download and a session",
  role: "normal",
  params: {},
  plan: ({ dayStart }) => [{ start: dayStart, end: dayStart + DAY }],
  emit({ dayStart, life }, _options, sink) {
    sink.network = "cellular-only";
    sink.transfer(dayStart + 12 * HOUR, 10_000, 90_000, 800_000);
    sink.session({
      ...{ start: dayStart + 9 * HOUR, end: dayStart + 10 * HOUR, up: 1000, down: 5000 },
      ...{ province: 3, nas: 1 + life.persona.device, clientMac: 9, method: 1 },
      ...{ own: 1 as const, terminateCause: 1 },
    });
  },
};

function rowsOf(observation: Partial<ObservationSetting>) {
  const plain = aScenario({ ...{ days: 1, devices: LINES }, models: { both: {} } });
  const scenario = { ...plain, observation: { ...plain.observation, ...observation } };
  const rows = collect();
  simulateShard({ seed: "share", scenario, models: [both], first: 0, count: LINES }, rows);
  return rows.views;
}

const plain = rowsOf({});

describe("a fault that some lines or places have", () => {
  it.each<
    [Partial<ObservationSetting>, ViewName, (rows: readonly Row[], before: number) => boolean]
  >([
    [{ uplink: 0.7 }, "flows", (rows) => sum(rows, "up") === 0],
    [{ vpnTwice: 0.3 }, "netstats", (rows, before) => sum(rows, "down") === 2 * before],
    [{ nat: 0.3 }, "wlan", (rows) => rows.every(({ clientMac }) => clientMac !== 9)],
  ])("%o: has as many of them as it says, each as a whole", (observation, view, isFaulty) => {
    const lines = grouped(rowsOf(observation)[view], ({ device }) => device);
    const before = grouped(plain[view], ({ device }) => device);
    const faulty = [...lines].filter(([device, rows]) =>
      isFaulty(rows, sum(before.get(device) ?? [], "down")),
    );
    expect(lines.size).toBe(LINES);
    // Three standard deviations of 400 draws are .07.
    expect(Math.abs(faulty.length / LINES - 0.3)).toBeLessThan(0.07);
    const others = [...lines].filter(([device]) => !faulty.some(([line]) => line === device));
    expect(others).toEqual(
      [...before].filter(([device]) => others.some(([line]) => line === device)),
    );
  });
});
