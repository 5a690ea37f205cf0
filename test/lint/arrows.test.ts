import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const checker = join(import.meta.dirname, "../../lint/arrows.mjs");
const folder = mkdtempSync(join(tmpdir(), "billshock-arrows-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let trees = 0;
/** What the checker says of a tree of such files. */
function check(files: Readonly<Record<string, string>>): string {
  const root = join(folder, `${trees++}`);
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), source);
  }
  const { status, stderr } = spawnSync(process.execPath, [checker, root], { encoding: "utf8" });
  return `${status} ${stderr}`;
}

const BUILDS_ON_IT = { "bench/rooms/unit.ts": 'import type { Contract } from "../contract.ts";' };

describe("the check of arrows", () => {
  it.each([
    ["a value", 'import { help } from "./rooms/help.ts";'],
    ["a type", 'import type { Help } from "./rooms/help.ts";'],
    ["on several lines", 'import {\n  type Help,\n  help,\n} from "./rooms/help.ts";'],
    ["by handing it on", 'export { help } from "./rooms/help.ts";'],
    ["inside a type", 'export type Contract = import("./rooms/help.ts").Help;'],
    ["from deeper down", 'import { help } from "./rooms/deeper/help.ts";'],
  ])("refuses that a contract takes %s from the folder that builds on it", (_how, source) => {
    const found = check({ "bench/contract.ts": source, ...BUILDS_ON_IT });
    expect(found).toMatch(/^1 bench\/contract\.ts: must not import from bench\/rooms\//);
  });

  it.each([
    ["a file that puts units together, on which none builds", "bench/maker.ts", "./rooms/unit.ts"],
    ["a catalogue", "bench/catalogue.ts", "./rooms/unit.ts"],
    ["a contract that builds on a folder further down", "bench/contract.ts", "./ground/sand.ts"],
  ])("lets %s import what lies below", (_who, file, target) => {
    const files = { ...BUILDS_ON_IT, "bench/ground/sand.ts": "export const sand = 1;" };
    expect(check({ ...files, [file]: `import { a } from "${target}";` })).toBe("0 ");
  });
});
