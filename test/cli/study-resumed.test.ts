import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";

const MAIN = resolve(import.meta.dirname, "../../dist/cli/main.js");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-study-resumed-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WORLD = ["study", "city@L1", "--devices", "140", "--days", "5", "--set", "clock.warmUp=1d"];
const ASKED = ["-s", "torrent-cut", "-s", "airplane-nights", "--json", "-j", "2"];

function start(data: string, ...more: string[]) {
  const argv = [MAIN, ...WORLD, ...ASKED, "--data", join(folder, data), ...more];
  const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  return { child, ended, stdout: text(child.stdout), stderr: text(child.stderr) };
}

/** Names of what a study has kept, and which file that is. */
function kept(data: string): string[] {
  const studied = join(folder, data, "studied");
  if (!existsSync(studied)) return [];
  return readdirSync(studied).map((name) => `${name} ${statSync(join(studied, name)).ino}`);
}

async function whenKept(data: string, { exitCode }: ChildProcess): Promise<void> {
  for (let tries = 0; kept(data).length === 0 && exitCode === null && tries < 4000; tries++) {
    await new Promise((done) => setTimeout(done, 5));
  }
}

const said = async ({ ended, stdout }: ReturnType<typeof start>) => {
  expect(await ended).toBe(0);
  const { timings: _, ...rest } = JSON.parse(await stdout);
  return JSON.stringify(rest);
};

it("goes on where a killed study was, and says the same", async () => {
  const whole = await said(start("whole"));
  const killed = start("data");
  await whenKept("data", killed.child);
  killed.child.kill("SIGKILL");
  expect(await killed.ended).toBeNull();
  const before = kept("data").filter((name) => !name.includes(".tmp-"));
  expect(before.length).toBeGreaterThan(0);
  expect(before.length).toBeLessThan(kept("whole").length);
  expect(await said(start("data", "--resume"))).toBe(whole);
  expect(kept("data")).toEqual(expect.arrayContaining(before));
  expect(kept("data").length).toBe(kept("whole").length);
}, 120_000);

it("ends on Ctrl-C with 130, with nothing half written and nothing printed", async () => {
  const stopped = start("stopped");
  await whenKept("stopped", stopped.child);
  stopped.child.kill("SIGINT");
  expect(await stopped.ended).toBe(130);
  expect(await stopped.stdout).toBe("");
  expect(kept("stopped").filter((name) => name.includes(".tmp-"))).toEqual([]);
}, 60_000);
