import { execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { keyedRandom } from "../../simulators/chance/streams.ts";
import { writeTinyDataset } from "../bench/tiny-dataset.ts";

/*
 * Ends runs without mercy at moments of which nobody knows anything, and looks at what stays.
 * BILLSHOCK_KILLS=200 npx vitest run test/cli/killed.test.ts takes a night's worth of them.
 */
const KILLS = Number(process.env["BILLSHOCK_KILLS"] ?? 4);
const MAIN = resolve(import.meta.dirname, "../../dist/cli/main.js");

let folder: string;
let calls: Readonly<Record<string, readonly string[]>>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-killed-"));
  mkdirSync(join(folder, "tmp"));
  const usage = join(folder, "usage.csv");
  writeFileSync(usage, usageRows());
  const tiny = writeTinyDataset(join(folder, "tiny"));
  const map = "device=line,start=start,time=end,up=up,down=down";
  const bench = ["-d", "dual-cap", "-d", "ewma", "--force", "-j", "1"];
  calls = {
    generate: ["generate", "city@L0", "-o", join(folder, "city"), "--force", "-j", "2"],
    import: ["import", "cdr", usage, "-o", join(folder, "june"), "--map", map, "--force"],
    bench: ["bench", tiny, "-o", join(folder, "run"), ...bench],
    "bench of a scenario": ["bench", "city@L0", "-o", join(folder, "made"), ...bench],
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Some 30,000 records, so that an import lasts long enough to be killed within. */
function usageRows(): string {
  const rows = ["line,start,end,up,down"];
  const from = Date.UTC(2024, 5, 1);
  const iso = (time: number) => new Date(time).toISOString();
  for (let i = 0; i < 30_000; i++) {
    const start = from + i * 60_000;
    rows.push(`line${i % 60},${iso(start)},${iso(start + 30_000)},${1000 + i},${5000 + 7 * i}`);
  }
  return `${rows.join("\n")}\n`;
}

/** Runs a call, kills it after so many ms, and resolves to its exit code, null when it was killed. */
function call(argv: readonly string[], killAfter = Number.POSITIVE_INFINITY) {
  const env = { ...process.env, TMPDIR: join(folder, "tmp") };
  const child = spawn(process.execPath, [MAIN, ...argv, "-q"], {
    stdio: "ignore",
    env,
    cwd: folder,
  });
  const timer = Number.isFinite(killAfter)
    ? setTimeout(() => child.kill("SIGKILL"), killAfter)
    : undefined;
  return new Promise<number | null>((done) =>
    child.once("exit", (code) => {
      clearTimeout(timer);
      done(code);
    }),
  );
}

/** Whether a folder, if it is there, holds each file that its manifest names, whole. */
function isWhole(dir: string): boolean {
  if (!existsSync(dir)) return true;
  const manifest = JSON.parse(readFileSync(join(dir, "manifest.json"), "utf8"));
  return Object.entries<{ bytes: number }>(manifest.files).every(
    ([path, { bytes }]) => statSync(join(dir, path)).size === bytes,
  );
}

const temporaries = () =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    /\.tmp-|alerts-|\.part$|-old$/.test(path),
  );
const leftRunning = () =>
  execFileSync("ps", ["-A", "-o", "args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(folder) && !line.includes("vitest"));

it(
  `leaves no half dataset after ${KILLS} kills, and nothing at all after the next whole run`,
  async () => {
    const random = keyedRandom("kills", 0, "moments");
    const lasts: Record<string, number> = {};
    for (const [name, argv] of Object.entries(calls)) {
      const started = performance.now();
      expect([name, await call(argv)]).toEqual([name, 0]);
      lasts[name] = performance.now() - started;
    }
    let killed = 0;
    for (let i = 0; i < KILLS; i++) {
      const [name, argv] = Object.entries(calls)[i % 4] as [string, readonly string[]];
      if (name === "bench of a scenario")
        rmSync(join(folder, "made/data"), { recursive: true, force: true });
      const code = await call(argv, random.uniform() * (lasts[name] as number));
      if (code === null) killed++;
      for (const dir of ["city", "june", ...made()]) {
        expect([name, dir, isWhole(join(folder, dir))]).toEqual([name, dir, true]);
      }
    }
    expect(killed).toBeGreaterThanOrEqual(KILLS / 2);
    for (const [name, argv] of Object.entries(calls)) {
      expect([name, await call(argv)]).toEqual([name, 0]);
    }
    expect(temporaries()).toEqual([]);
    expect(readdirSync(join(folder, "tmp"))).toEqual([]);
    await expect.poll(leftRunning, { timeout: 10_000 }).toEqual([]);
  },
  120_000 + KILLS * 20_000,
);

/** Datasets that the bench has made of its scenario, under their final names. */
function made(): string[] {
  const data = join(folder, "made/data");
  if (!existsSync(data)) return [];
  return readdirSync(data)
    .filter((name) => !name.includes(".tmp-"))
    .map((name) => `made/data/${name}`);
}
