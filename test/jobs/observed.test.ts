import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readManifest } from "../../datasets/format/read-manifest.ts";
import { verifyDataset } from "../../datasets/publishing/verify.ts";
import { generate } from "../../jobs/generate.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-observed-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function made(name: string, scenario: string, set: readonly string[], devices?: number) {
  const out = join(folder, name);
  const loaded = loadScenario(scenario, { set: set.map((key) => `observation.${key}`), devices });
  await generate({ scenario: loaded, seed: "1", out, workers: 1 });
  return { lost: readManifest(out).views, errors: verifyDataset(out) };
}

it.each(["typical", "messy"])(
  "a city seen by profile %s is sound, and says what it lost",
  async (profile) => {
    const { lost, errors } = await made(profile, "city@L0", [`profile=${profile}`], 32);
    expect(errors.filter(({ level }) => level === "error")).toEqual([]);
    expect(lost.flows?.lost.down).toBeGreaterThan(0);
    expect(lost.netstats?.lost.down).toBeGreaterThan(0);
    expect(lost.charging?.lost).toEqual({ up: 0, down: 0 });
  },
);

it.each([
  ["2h", "some of it lost"],
  ["1m", "nothing lost, since no 4 GiB pass in a minute"],
])("a night whose controllers send no gigawords, told every %s, is sound: %s", async (interim) => {
  const { lost, errors } = await made(`night-${interim}`, "nanjing-2015", [
    "gigawordsLost=0.5",
    `interim=${interim}`,
  ]);
  expect(errors.filter(({ level }) => level === "error")).toEqual([]);
  expect((lost.wlan?.lost.down ?? 0) > 0).toBe(interim === "2h");
});
