import { describe, expect, test } from "vitest";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { simulateShard } from "../../../simulators/engine/engine.ts";
import { drawPersona } from "../../../simulators/life/persona.ts";
import type { ModelSetting } from "../../../simulators/scenario.ts";
import { aScenario } from "../a-scenario.ts";
import { collect, sum } from "../collect.ts";

const SEED = "by-the-link";
const DEVICES = 24;

/** Lines on which nothing but the kind happens, each from one of three days on. */
function live(model: string, options: ModelSetting, safeguards: readonly string[]) {
  const plain = aScenario({ devices: DEVICES, days: 5 });
  const eligible = OWN_MODELS.find(({ name }) => name === model)?.eligible ?? (() => true);
  const devices = Array.from({ length: DEVICES }, (_, device) => device);
  const scenario = {
    ...plain,
    safeguards: safeguards.map((use) => ({ use, adoption: 1, options: {} })),
    pinned: devices
      .filter((device) => eligible({ persona: drawPersona(SEED, plain, device) }))
      .map((device) => ({ model, device, day: device % 3, options })),
  };
  const rows = collect();
  const shard = { seed: SEED, scenario, models: OWN_MODELS, first: 0, count: DEVICES };
  const { episodes } = simulateShard(shard, rows);
  const bytes = (view: "flows" | "netstats") => sum(rows.views[view], "up", "down");
  return { billed: bytes("flows"), phone: bytes("netstats"), episodes: episodes.length };
}

const CASES: readonly (readonly [kind: string, options: ModelSetting, safeguard: string])[] = [
  ["creeping-sync", {}, "restrict-background"],
  ["retry-loop", {}, "restrict-background"],
  ["roaming-map-upload", {}, "restrict-background"],
  ["buggy-app-version", {}, "restrict-background"],
  ["user-mistake", { stream: 0, open: 1, sync: 0 }, "restrict-background"],
  ["user-mistake", { stream: 0, open: 0, sync: 1 }, "restrict-background"],
  ["account-block-sweep", {}, "two-factor-login"],
];

describe("a switch that fits the mechanism", () => {
  test.each(CASES)("keeps %s %o off what is billed: %s", (kind, options, safeguard) => {
    const without = live(kind, options, []);
    expect(without.episodes).toBeGreaterThan(0);
    expect(without.billed).toBeGreaterThan(0);
    expect(live(kind, options, [safeguard]).billed).toBe(0);
  });

  test("moves a loop of retries to Wi-Fi, where the phone still counts it", () => {
    expect(live("retry-loop", {}, ["restrict-background"]).phone).toBeGreaterThan(0);
  });
});

describe("a switch that does not", () => {
  test.each([
    ["user-mistake", { stream: 1, open: 0, sync: 0 }, "restrict-background"],
    ["hotspot-pc-housekeeping", {}, "restrict-background"],
    ["account-block-sweep", {}, "restrict-background"],
    ["buggy-app-version", {}, "wifi-only-updates"],
  ] as const)("leaves %s %o equal to the byte: %s", (kind, options, safeguard) => {
    expect(live(kind, options, [safeguard])).toEqual(live(kind, options, []));
  });

  test("a hotspot that is off at night spares the day", () => {
    expect(live("hotspot-pc-housekeeping", {}, ["hotspot-off-at-night"]).billed).toBeGreaterThan(0);
  });
});
