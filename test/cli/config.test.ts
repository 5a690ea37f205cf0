import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "./run.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-config-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const planned = async (config: string, ...flags: string[]) => {
  const file = join(folder, "flags.yaml");
  writeFileSync(file, config);
  const { stdout, code } = await run(["generate", "city@L0", "--config", file, ...flags]);
  expect(code).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
};

describe("--config", () => {
  it("stands for flags: switches, numbers as texts, lists repeated", async () => {
    const config = "json: true\ndry-run: true\nseed: 007\ndays: 5\nset: [preset=cn2015]\n";
    expect(await planned(config)).toMatchObject({ seed: "7", days: 5, preset: "cn2015" });
  });

  it("takes JSON as well, and gives way to the command line", async () => {
    const config = '{"json": true, "dry-run": true, "seed": "007", "days": 5}';
    expect(await planned(config, "--days", "4")).toMatchObject({ seed: "007", days: 4 });
  });

  it("may stand before the command's name", async () => {
    const file = join(folder, "json.yaml");
    writeFileSync(file, "json: true\n");
    const { stdout } = await run(["--config", file, "list", "safeguards"]);
    expect(JSON.parse(stdout)).not.toHaveLength(0);
  });
});
