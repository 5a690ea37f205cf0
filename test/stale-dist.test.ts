import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyTree } from "./copy-tree.mjs";

/** A test that runs dist/: it passes where the command's summary has the word. */
const PROBE = `import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
it("runs dist/", () => {
  const help = execFileSync(process.execPath, ["dist/cli/main.js", "--help"], { encoding: "utf8" });
  expect(help).toContain(process.env.WORD);
});
`;
const MINUTES = 60_000;
const tree = mkdtempSync(join(tmpdir(), "billshock-stale-"));
const main = join(tree, "cli/main.ts");
const stamp = join(tree, "dist/.sources");

beforeAll(() => {
  copyTree(tree);
  writeFileSync(join(tree, "test/probe.test.ts"), PROBE);
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

function runProbe(word: string) {
  const vitest = join(tree, "node_modules/vitest/vitest.mjs");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vitest, "run", "test/probe.test.ts"],
    { cwd: tree, encoding: "utf8", env: { ...process.env, WORD: word, NO_COLOR: "1" } },
  );
  return { status, output: `${stdout}${stderr}` };
}

function edit(from: string, to: string): void {
  const { atime, mtime } = statSync(main);
  writeFileSync(main, readFileSync(main, "utf8").replace(from, to));
  // Older than dist/: what a restored file is like.
  utimesSync(main, atime, mtime);
}

describe("tests that run dist/", { timeout: 5 * MINUTES }, () => {
  it("build nothing where dist/ was made from these sources", () => {
    const before = statSync(stamp).mtimeMs;
    expect(runProbe("check a dataset").status).toBe(0);
    expect(statSync(stamp).mtimeMs).toBe(before);
  });

  it("see an edit that nobody has built, whatever the times of the files say", () => {
    edit("check a dataset", "look a dataset over");
    expect(runProbe("look a dataset over").status).toBe(0);
  });

  it("are not run where the sources can't be built, and say so", () => {
    edit("export const COMMANDS", "export const COMMANDS: number; const B");
    const { status, output } = runProbe("look a dataset over");
    expect(status).not.toBe(0);
    expect(output).toContain("dist/ is older than the sources and can't be built");
    expect(output).toMatch(/cli\/main\.ts/);
    expect(output).not.toContain("1 passed");
  });
});
