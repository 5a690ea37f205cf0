import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeTinyDataset } from "../bench/tiny-dataset.ts";
import { run } from "./run.ts";

let folder: string;
let good: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-broken-"));
  good = writeTinyDataset(join(folder, "good"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CHARGING = "views/charging/0000.arrow";
const edited = (dir: string, change: (manifest: Record<string, unknown>) => void) => {
  const path = join(dir, "manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  change(manifest);
  writeFileSync(path, JSON.stringify(manifest));
};

const wrecks: readonly [string, string, (dir: string) => void][] = [
  [
    "a file that is cut off",
    `bad/${CHARGING}: is cut off, it does not end with ARROW1`,
    (dir) => truncateSync(join(dir, CHARGING), 1000),
  ],
  ["a file that is gone", `bad/${CHARGING}: is missing`, (dir) => rmSync(join(dir, CHARGING))],
  [
    "a manifest that was cut off",
    "bad/manifest.json: is no JSON: ",
    (dir) => writeFileSync(join(dir, "manifest.json"), '{\n  "format":'),
  ],
  [
    "a manifest that was edited into nonsense",
    "bad/manifest.json: devices: ",
    (dir) => edited(dir, (manifest) => Object.assign(manifest, { devices: "many" })),
  ],
  [
    "a manifest that was edited into a lie",
    "bad/devices.arrow: must hold 41 devices, got 40",
    (dir) => edited(dir, (manifest) => Object.assign(manifest, { devices: 41 })),
  ],
];

describe.each(wrecks)("of a dataset with %s", (_, message, wreck) => {
  it("bench says in one line which file is bad, and exits with 3; verify does too", async () => {
    const bad = join(folder, "bad");
    rmSync(bad, { recursive: true, force: true });
    cpSync(good, bad, { recursive: true });
    wreck(bad);
    const args = ["bench", bad, "-d", "volume-cap", "-j", "1", "-o", join(folder, "run"), "-q"];
    const { code, stderr, stdout } = await run(args);
    const said = stderr.replaceAll(`${folder}/`, "");
    expect(said).toContain(message);
    expect(said.trimEnd().split("\n")).toHaveLength(1);
    expect(code).toBe(3);
    expect(stdout).toBe("");
    expect((await run(["verify", bad])).code).toBe(3);
  });
});
