import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectDataset } from "../../datasets/inspection/inspect.ts";
import type { OneLiners } from "../../datasets/inspection/one-liners.ts";
import { generate } from "../../jobs/generate.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";

describe("one-liners", () => {
  const folder = mkdtempSync(join(tmpdir(), "billshock-one-liners-"));
  let found: OneLiners = {};
  beforeAll(async () => {
    const scenario = loadScenario("city@L1", { devices: 112 });
    const out = join(folder, "city");
    await generate({ scenario, seed: "1", out });
    found = inspectDataset(out).oneLiners ?? {};
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("are measured for every incident kind, best first, between 0 and 1", () => {
    expect(Object.keys(found)).toEqual([
      ...["app-auto-update", "bt-over-hotspot", "wifi-fallback-upload", "wlan-credential-theft"],
    ]);
    for (const list of Object.values(found)) {
      const scores = list.map(({ f1 }) => f1);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
    }
  });

  it("see that the count of sessions gives a stolen account away", () => {
    const best = found["wlan-credential-theft"]?.filter(({ view }) => view === "wlan")[0];
    expect(best?.f1).toBeGreaterThanOrEqual(0.9);
  });
});
