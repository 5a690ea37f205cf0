import { spawn } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT_CODES } from "../../cli/exit-codes.ts";
import { writeTinyDataset } from "../bench/tiny-dataset.ts";
import { run } from "./run.ts";

const root = resolve(import.meta.dirname, "../..");
let folder = "";
let tiny = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-exit-"));
  tiny = writeTinyDataset(join(folder, "tiny"));
  const broken = writeTinyDataset(join(folder, "broken"));
  truncateSync(join(broken, "views/charging/0000.arrow"), 1000);
  writeFileSync(
    join(folder, "throws.js"),
    `export const detector = { name: "throws", summary: "fails", detects: ["*"], citations: [],
      views: ["charging"], reads: ["down"], scope: "device", cost: "none",
      score: { unit: "bytes", threshold: 1 }, params: {},
      create: () => ({ observe() { throw new Error("no"); } }) };`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bench = (...more: readonly string[]) => [
  "bench",
  "TINY",
  "-o",
  "DIR/run",
  "--force",
  "-j",
  "1",
  ...more,
];

/** One call for each code that a call alone can bring about. */
const CALLS: readonly (readonly [code: number, argv: readonly string[]])[] = [
  [0, ["list", "safeguards"]],
  [0, bench("-d", "dual-cap")],
  [1, bench("-d", "DIR/throws.js")],
  [2, ["bench", "TINY", "-o", "DIR/throws.js/run", "-d", "dual-cap", "-j", "1"]],
  [2, ["generate", "city@L0", "--devcies", "10"]],
  [2, ["generate", "city@L9", "--dry-run"]],
  [3, ["verify", "DIR/broken"]],
  [3, ["bench", "DIR/broken", "-d", "dual-cap", "-o", "DIR/run3", "-j", "1"]],
  [99, bench("-d", "dual-cap", "--expect", "dual-cap: alarms >= 1000")],
  [99, bench("-d", "dual-cap", "-d", "DIR/throws.js", "--expect", "dual-cap: alarms >= 1000")],
];

describe("the exit code", () => {
  it.each(CALLS)("is %d after %j", async (code, argv) => {
    const words = argv.map((word) => word.replace("DIR", folder).replace("TINY", tiny));
    expect((await run([...words, "-q"])).code).toBe(code);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("after %s is %d", async (signal, code) => {
    const out = join(folder, signal, "half");
    const argv = ["generate", "city@L1", "--devices", "4000", "-j", "1", "-o", out, "-q"];
    const child = spawn(process.execPath, [join(root, "dist/cli/main.js"), ...argv]);
    const ended = new Promise<number | null>((done) => child.once("exit", done));
    const parent = join(folder, signal);
    while (!existsSync(parent) || readdirSync(parent).length === 0) {
      await new Promise((done) => setTimeout(done, 20));
    }
    child.kill(signal);
    expect(await ended).toBe(code);
  });

  it("is explained, each one, in --help and in docs/exit-codes.md", async () => {
    const { stdout } = await run(["--help"]);
    const page = readFileSync(join(root, "docs/exit-codes.md"), "utf8");
    for (const [code, meaning] of EXIT_CODES) {
      expect(stdout).toMatch(new RegExp(`^ +${code} +${meaning.replace(/[().]/g, "\\$&")}$`, "m"));
      expect(page).toContain(`| ${code} | ${meaning} |`);
    }
    expect(page.match(/^\| \d+ \|/gm)).toHaveLength(EXIT_CODES.length);
    const tried = new Set([...CALLS.map(([code]) => String(code)), "130", "143"]);
    expect([...tried]).toEqual(EXIT_CODES.map(([code]) => code));
  });
});
