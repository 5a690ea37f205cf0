import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
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

  it("is not published, and nothing of it changes", async () => {
    const before = readdirSync(data).map((file) => statSync(join(data, file)).mtimeMs);
    const { code, stdout } = await run(["verify", data, "-q", "--publish"]);
    expect(code).toBe(3);
    expect(stdout).toContain("not published: the bars of L2 are missed; --force publishes it");
    expect(stdout).toMatch(/--force[\s\S]*app-auto-update is caught by/);
    expect(readdirSync(data).map((file) => statSync(join(data, file)).mtimeMs)).toEqual(before);
    expect(readFileSync(join(data, "README.md"), "utf8")).toContain(
      "Nobody has held it to the bars",
    );
    expect(JSON.parse((await run(["inspect", data, "--json"])).stdout).audit).toBe(null);
  });

  it("is published by force, and manifest, card, inspect and bench say so", async () => {
    const forced = ["verify", data, "-q", "--publish", "--force", "--json"];
    const { code, stdout } = await run(forced);
    expect([code, JSON.parse(stdout).published.isDone]).toEqual([0, true]);
    const manifest = JSON.parse(readFileSync(join(data, "manifest.json"), "utf8"));
    expect(manifest.audit).toMatchObject({
      ...{ seeds: ["1"], density: 1.9, artefacts: { leaking: 0 } },
      references: [{ kind: "app-auto-update", cases: 20 }],
    });
    const { failures } = manifest.audit;
    expect(failures.length).toBeGreaterThan(1);
    const card = readFileSync(join(data, "README.md"), "utf8");
    expect(card).toContain("**Published by force: it misses the bars of L2.**");
    for (const failure of failures) expect(card).toContain(`- ${failure}`);
    const inspected = await run(["inspect", data]);
    expect(inspected.stdout).toContain("audit: published by force, it misses the bars of L2");
    const out = join(folder, "run");
    await run(["bench", data, "-d", "volume-cap", "-o", out, "-j", "1", "-q"]);
    const { warnings } = JSON.parse(readFileSync(join(out, "run.json"), "utf8"));
    expect(warnings.join("\n")).toContain(
      `published by force, it misses the bars of L2: ${failures[0]} (and ${failures.length - 1} more)`,
    );
  });

  it("is held to its bars as before once it was published by force: in one table, with rules of one number, the reference and its cues", async () => {
    const { code, stdout } = await run(["verify", data, "-q"]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/kind +rule +event-F1 +cases\n/);
    expect(stdout).toMatch(
      /app-auto-update +several cues together, the reference +0\.\d\d \[.*\] +20\n/,
    );
    expect(stdout).toContain(
      "\napp-auto-update: evidence of store-unseen, missing-wifi, background-budget,",
    );
  });

  it.each([
    ["beside another scenario", ["--days", "4"], false, "is of another scenario than"],
    ["beside a broken seed", [], true, "is invalid, see billshock verify"],
  ])("is not published %s, by force neither", async (title, more, isBroken, said) => {
    const other = join(folder, title.replaceAll(" ", "-"));
    const town = join(folder, "town.yaml");
    await run(["generate", town, "--seed", "2", "-o", other, "-q", ...more]);
    if (isBroken) {
      const manifest = join(other, "manifest.json");
      const text = readFileSync(manifest, "utf8");
      writeFileSync(manifest, text.replace(/"rows": (\d+),/, '"rows": 1$1,'));
    }
    const before = readFileSync(join(data, "manifest.json"), "utf8");
    const { code, stdout } = await run(["verify", data, other, "--publish", "--force", "-q"]);
    expect([code, stdout.replaceAll(/\s+/g, " ")]).toEqual([3, expect.stringContaining(said)]);
    expect(readFileSync(join(data, "manifest.json"), "utf8")).toBe(before);
  });

  it("needs --publish for --force", async () => {
    const { code, stderr } = await run(["verify", data, "--force"]);
    expect([code, stderr]).toEqual([2, "billshock verify: --force needs --publish\n"]);
  });
});
