import { describe, expect, test } from "vitest";
import { MB } from "../../../datasets/sizes.ts";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { simulateShard } from "../../../simulators/engine/engine.ts";
import { drawPersona } from "../../../simulators/life/persona.ts";
import type { TrafficModel } from "../../../simulators/model.ts";
import { adFraud } from "../../../simulators/models/incidents/ad-fraud.ts";
import { malwareExfil } from "../../../simulators/models/incidents/malware-exfil.ts";
import { osAutoUpdate } from "../../../simulators/models/incidents/os-auto-update.ts";
import { proxyware } from "../../../simulators/models/incidents/proxyware.ts";
import { pushFlood } from "../../../simulators/models/incidents/push-flood.ts";
import { runawaySync } from "../../../simulators/models/incidents/runaway-sync.ts";
import { unknownSourceApp } from "../../../simulators/models/incidents/unknown-source-app.ts";
import { collect, sum } from "../collect.ts";

const SEED = "switches";
const LINES = 24;

/** Bytes of the kind on lines where nothing else happens: over cellular and in all, and how many lines it moves anything on. */
function burnt(model: TrafficModel, safeguards: readonly string[]) {
  const base = loadScenario("city@L1", { devices: 100, days: 9, with: safeguards });
  const pinned = Array.from({ length: 100 }, (_, device) => device)
    .filter((device) => model.eligible?.({ persona: drawPersona(SEED, base, device) }) ?? true)
    .slice(0, LINES)
    .map((device) => ({ model: model.name, device, day: device % 3, options: {} }));
  const rows = collect();
  const quiet = { models: {}, incidents: {}, lookAlikes: {}, pinned };
  const scenario = { ...base, ...quiet };
  const truth = simulateShard(
    { seed: SEED, scenario, models: OWN_MODELS, first: 0, count: scenario.devices },
    rows,
  );
  const all = truth.episodes.reduce((total, { up, down }) => total + up + down, 0);
  return { cellular: sum(rows.parts.charging, "up", "down"), all, cases: truth.episodes.length };
}

const KINDS: readonly (readonly [TrafficModel, number])[] = [
  [osAutoUpdate, 0],
  [runawaySync, 0],
  // Words come through the system's channel; pictures are most of the bytes.
  [pushFlood, 0.2],
  [malwareExfil, 0],
  [adFraud, 0],
  [proxyware, 0],
  [unknownSourceApp, 0],
] as (readonly [TrafficModel, number])[];

describe.each(KINDS.map(([model, words]) => ({ name: model.name, model, words })))(
  "$name",
  (kind) => {
    const { model, words } = kind;
    const free = burnt(model, []);

    test("costs megabytes over cellular where no switch is set", () => {
      expect(free.cases).toBe(LINES);
      expect(free.cellular / LINES).toBeGreaterThan(20 * MB);
    });

    test("keeps off cellular where background data is off, and goes over Wi-Fi where there is any", () => {
      const guarded = burnt(model, ["restrict-background"]);
      expect(guarded.cellular).toBeLessThanOrEqual(words * free.cellular);
      if (words > 0) expect(guarded.cellular).toBeGreaterThan(0);
      expect(guarded.all).toBeGreaterThan(0);
      // A line without any Wi-Fi moves nothing of it within a week.
      expect(guarded.cases).toBeGreaterThan(LINES / 4);
    });

    test("heeds the switch for updates where it is an update, and only there", () => {
      const guarded = burnt(model, ["wifi-only-updates"]);
      expect(guarded.cellular).toBe(model === osAutoUpdate ? 0 : free.cellular);
    });
  },
);
