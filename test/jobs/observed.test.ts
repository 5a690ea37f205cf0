import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** Every fault that there is, far more of it than in any profile. */
const ALL = [
  ...["profile=messy", "sampling=10", "uplink=0.7", "flowLoss=0.1", "flowLate=0.2"],
  ...["flowTwice=0.1", "counterLoss=0.1", "clockSkew=20m", "vpnTwice=0.4", "nat=0.5"],
  ...["interimLoss=0.4", "lostStop=0.3", "gigawordsLost=0.5", "egress=0.3"],
];

it("a city seen with every fault at once is sound, and its card says what was told twice", async () => {
  const { lost, errors } = await made("all", "city@L0", ALL, 32);
  expect(errors.filter(({ level }) => level === "error")).toEqual([]);
  for (const view of ["flows", "netstats"] as const) {
    expect(lost[view]?.repeated?.down).toBeGreaterThan(0);
  }
  expect([lost.charging?.repeated, lost.wlan?.repeated]).toEqual([undefined, undefined]);
  expect(readFileSync(join(folder, "all", "README.md"), "utf8")).toContain("GB told twice");
});

/** A sound city of which some was told twice, made once. */
let twice: Promise<string> | undefined;
async function toldTwice(): Promise<string> {
  const { errors } = await made("twice", "city@L0", ["flowTwice=0.1", "vpnTwice=0.5"], 32);
  expect(errors.filter(({ level }) => level === "error")).toEqual([]);
  return join(folder, "twice");
}

it.each([
  ["flows", "less told twice than was", (told: number) => told - 1],
  ["flows", "more told twice than was", (told: number) => told + 1],
  ["netstats", "nothing told twice", () => 0],
] as const)("a declaration of %s that says %s is found", async (view, _what, bend) => {
  const name = `bent-${view}-${bend(0)}`;
  twice ??= toldTwice();
  cpSync(await twice, join(folder, name), { recursive: true });
  const path = join(folder, name, "manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  const { repeated } = manifest.views[view];
  for (const way of ["up", "down"]) repeated[way] = bend(repeated[way]);
  writeFileSync(path, JSON.stringify(manifest));
  const found = verifyDataset(join(folder, name)).filter(({ level }) => level === "error");
  expect(found.map(({ check }) => check)).toContain("conservation");
});
