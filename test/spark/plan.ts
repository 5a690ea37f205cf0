import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { RunFile } from "../../bench/run/run-file.ts";
import { generate } from "../../jobs/generate.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";

const MAIN = resolve(import.meta.dirname, "../../dist/cli/main.js");
const WORLD = "city@L0 --devices 12 --days 2 --seed 3 --lines-per-file 4".split(" ");
const SAME_WORLD = { devices: 12, days: 2 };
const ASKED = "-d ewma:view=flows --budget 30".split(" ");

/** Calls what the shards will call: a plan is refused by a worker with other code. */
const call = (...argv: readonly string[]) =>
  execFileSync(process.execPath, [MAIN, ...argv, "-q"], { stdio: ["ignore", "pipe", "pipe"] });

/** Plans a bench of a dozen lines in two shards. */
export function planDozen(out: string): void {
  call("shard", "plan", ...WORLD, ...ASKED, "--shards", "2", "-o", out);
}

/** The run.json of the same bench in one process, timings aside. */
export async function benchDozen(folder: string): Promise<Untimed> {
  const [data, run] = [join(folder, "data"), join(folder, "alone")];
  const scenario = loadScenario("city@L0", SAME_WORLD);
  await generate({ scenario, seed: "3", devicesPerShard: 4, out: data });
  call("bench", data, ...ASKED, "-j", "1", "-o", run);
  return runIn(run);
}

type Untimed = Omit<RunFile, "timings">;

/** The run.json of a folder, timings aside. */
export function runIn(folder: string): Untimed {
  const { timings: _, ...rest } = JSON.parse(readFileSync(join(folder, "run.json"), "utf8"));
  return rest;
}
