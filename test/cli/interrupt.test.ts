import { execFileSync, spawn } from "node:child_process";
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
import { writeTinyDataset } from "../bench/tiny-dataset.ts";
import { run } from "./run.ts";

const MAIN = resolve(import.meta.dirname, "../../dist/cli/main.js");
const HANGS = `export const detector = {
  name: "hangs", summary: "never answers", detects: ["*"], citations: [],
  views: ["charging"], reads: ["down"], scope: "device", cost: "none",
  score: { unit: "bytes", threshold: 1 }, params: {},
  create: () => ({ observe() { for (;;) {} } }),
};
`;

let folder: string;
let dataset: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-interrupt-"));
  dataset = writeTinyDataset(join(folder, "tiny"));
  writeFileSync(join(folder, "hangs.js"), HANGS);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Processes whose command line or parent leads to `pid`. */
function descendantsOf(pid: number): number[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [pid];
  for (const parent of found) {
    found.push(...table.filter(([, ppid]) => ppid === parent).map(([child]) => child));
  }
  return found.slice(1);
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const until = async (holds: () => boolean) => {
  for (let tries = 0; !holds() && tries < 400; tries++) {
    await new Promise((done) => setTimeout(done, 25));
  }
};

describe("billshock bench, interrupted", () => {
  it("leaves no half file and no process, and exits with 130", async () => {
    const out = join(folder, "out");
    const detectors = ["-d", join(folder, "hangs.js"), "-d", "dual-cap"];
    const argv = [MAIN, "bench", dataset, ...detectors, "-o", out, "-j", "2"];
    const child = spawn(process.execPath, argv, { stdio: "ignore" });
    const ended = new Promise<number | null>((done) => child.once("exit", done));
    const pid = child.pid as number;
    const alerts = () =>
      existsSync(out) && readdirSync(out).some((name) => name.includes("alerts"));
    let started: number[] = [];
    await until(() => {
      started = alerts() ? descendantsOf(pid) : [];
      return started.length >= 2;
    });
    expect(started.length).toBeGreaterThanOrEqual(2);
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    await until(() => !started.some(isAlive));
    expect(started.filter(isAlive)).toEqual([]);
    expect(readdirSync(out).filter((name) => name !== "finished")).toEqual([]);
  }, 30_000);
});

describe("billshock bench on a broken dataset", () => {
  it.each(["views/charging/0001.arrow", "truth/cases.arrow", "truth/charging/0000.arrow"])(
    "exits with 3 and names %s",
    async (path) => {
      const broken = writeTinyDataset(join(folder, `broken-${path.replaceAll("/", "-")}`));
      truncateSync(join(broken, path), 1000);
      const out = join(folder, "broken-out");
      const { code, stderr } = await run(["bench", broken, "-d", "dual-cap", "-o", out, "-j", "1"]);
      expect(stderr).toContain(join(broken, path));
      expect(code).toBe(3);
      expect(existsSync(join(out, "run.json"))).toBe(false);
    },
  );

  it("exits with 3 when a file is gone or the manifest is cut off", async () => {
    const broken = writeTinyDataset(join(folder, "gone"));
    const shard = join(broken, "views/charging/0000.arrow");
    rmSync(shard);
    const argv = ["bench", broken, "-d", "dual-cap", "-o", join(folder, "gone-out"), "-j", "1"];
    const gone = await run(argv);
    expect([gone.code, gone.stderr]).toEqual([3, expect.stringContaining(shard)]);
    const manifest = join(broken, "manifest.json");
    writeFileSync(manifest, readFileSync(manifest, "utf8").slice(0, 200));
    const cut = await run(argv);
    expect([cut.code, cut.stderr]).toEqual([3, expect.stringContaining(manifest)]);
  });
});
