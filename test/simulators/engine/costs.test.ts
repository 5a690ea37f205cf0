import { describe, expect, it } from "vitest";
import type { Tariff } from "../../../datasets/billing/tariff.ts";
import { ct2015 } from "../../../datasets/billing/tariffs/ct2015.ts";
import { DAY, GB, HOUR, MB, MINUTE } from "../../../datasets/sizes.ts";
import { simulateShard } from "../../../simulators/engine/engine.ts";
import type { TrafficModel } from "../../../simulators/model.ts";
import { aScenario } from "../a-scenario.ts";
import { collect } from "../collect.ts";

/** 2 GB in the evening. */
const leak: TrafficModel = {
  name: "leak",
  version: 1,
  summary: "a leak",
  role: "incident",
  params: {},
  plan: ({ dayStart }) => [{ start: dayStart + 20 * HOUR, end: dayStart + 21 * HOUR }],
  emit({ dayStart }, _options, sink) {
    sink.network = "cellular-only";
    sink.bytes = "all";
    for (let m = 0; m < 60; m++) {
      sink.transfer(dayStart + 20 * HOUR + m * MINUTE, 0, Math.round((2 * GB) / 60), 8e6);
    }
  },
  cause: () => ({ trigger: "t", vector: "v", amplifier: "a", failedSafeguards: [] }),
};

/** 10 MB every two hours. */
const sips: TrafficModel = {
  ...leak,
  name: "sips",
  role: "normal",
  plan: ({ dayStart }) => [{ start: dayStart, end: dayStart + DAY }],
  emit({ dayStart }, _options, sink) {
    sink.network = "cellular-only";
    sink.bytes = "all";
    for (let h = 0; h < 24; h += 2) sink.transfer(dayStart + h * HOUR, 0, 10 * MB, 8e6);
  },
};

const withBundle = (bundleBytes: number): Tariff => ({
  ...ct2015,
  moneyCap: 0,
  groups: { data: { ...ct2015.groups["data"], bundleBytes } as never },
});

/** Costs of leaks on the given days of one line over six days. */
function costs(bundle: number, days: readonly number[]): readonly number[] {
  const scenario = aScenario({
    ...{ days: 6, atHome: true, billingDay: 1, models: { sips: {} }, incidents: { leak: {} } },
    pinned: days.map((day) => ({ model: "leak", device: 0, day, options: {} })),
    plans: [
      {
        ...{ name: "p", share: 1, tariff: withBundle(bundle), usedAtStart: 0 },
        ...{ suspensionLag: null, reinstated: "never" },
      },
    ],
  });
  const plan = { seed: "s", scenario, models: [sips, leak], first: 0, count: 1 };
  return simulateShard(plan, collect()).episodes.map(({ cost }) => cost);
}

describe("what two incidents on one line cost", () => {
  it("is nothing for the first that fitted into the bundle; the second pays all that follows", () => {
    const [first, second] = costs(3 * GB, [0, 2]);
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(0);
  });

  it("is together what the bill has more, whoever is charged with it", () => {
    const [first, second] = costs(0, [0, 2]);
    const [alone] = costs(0, [0]);
    // Without a bundle each pays for its own bytes, and nobody for the other's.
    expect(first).toBe(alone);
    expect(Math.abs((second as number) - (first as number))).toBeLessThanOrEqual(1);
  });

  it("falls on the one that used the bundle up, also for normal use that comes days later", () => {
    // The leak alone costs nothing: 2 GB fit in. The sips after it, 120 MB a day, no longer do.
    const bundle = 2 * GB + 300 * MB;
    const [short] = costs(bundle, [5]);
    const [long] = costs(bundle, [0]);
    expect(long).toBeGreaterThan(short as number);
  });
});
