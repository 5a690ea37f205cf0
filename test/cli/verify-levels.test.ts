import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "billshock-levels-"));
const data = join(folder, "data");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A town of one's own that names itself L2, in which an update is one small package. */
const TOWN = `billshock: 1
extends: city@L0
name: hard-town
level: L2
levels:
  L2:
    clock: { days: 3, warmUp: 1d }
    population: { devices: 640 }
    enrichment: { devicesPerCase: 32, lookAlikesPerCase: 1, from: 1d, to: 2d }
models:
  background-sync: false
  cloud-backup: false
  game-play: false
  hotspot-use: false
  messaging: false
  push-keepalive: false
  social: false
  video: false
  wanted-download: false
  web: false
  wlan-use: false
incidents:
  bt-over-hotspot: false
  wifi-fallback-upload: false
  wlan-credential-theft: false
  app-auto-update: { appsMin: 1, appsMax: 1, appBytes: 100000, appSigma: 0 }
`;

describe("verify of a dataset that names a level", () => {
  beforeAll(async () => {
    const file = join(folder, "town.yaml");
    writeFileSync(file, TOWN);
    expect((await run(["generate", file, "-o", data, "-q"])).code).toBe(0);
  });

  it("tells rules of one number and the reference in one table, and names the cues", async () => {
    const { code, stdout } = await run(["verify", data, "-q"]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/kind +rule +event-F1 +cases\n/);
    expect(stdout).toMatch(/app-auto-update +several cues together, the reference +0\.\d\d +20\n/);
    expect(stdout).toContain(
      "\napp-auto-update: evidence of store-batch, store-unseen, idle-load,",
    );
  });

  it("holds it to both bars, in JSON too", async () => {
    const { stdout } = await run(["verify", data, "-q", "--json"]);
    const { ok, findings, oneLiners, references } = JSON.parse(stdout);
    expect(ok).toBe(false);
    const count = (name: string) =>
      findings.filter(({ check }: { readonly check: string }) => check === name).length;
    expect(count("solvable")).toBeGreaterThan(0);
    expect(oneLiners.length).toBeGreaterThan(0);
    const above = oneLiners.filter(({ f1 }: { readonly f1: number }) => f1 > 0.6);
    expect(count("one-liner")).toBe(above.length);
    expect(references).toMatchObject([{ kind: "app-auto-update", cases: 20 }]);
  });
});
