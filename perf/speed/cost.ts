import { spawn } from "node:child_process";
import { residentBytes } from "../process-tree.ts";

/** What a command took, with all the processes that it started. */
export interface Cost {
  /** Seconds of CPU, user and system. */
  readonly cpu: number;
  /** Seconds on the clock. */
  readonly wall: number;
  /** Most bytes that lay in memory at one time, looked at every 50 ms; 0 where there is no /proc. */
  readonly peakBytes: number;
}

/** Where a command runs. */
export interface Place {
  readonly cwd?: string;
}

const LOOK_MS = 50;

/** Runs a command to its end and tells what it took; throws when it ends with another code than 0. */
export async function cost(command: readonly string[], { cwd }: Place = {}): Promise<Cost> {
  const started = performance.now();
  // The shell's `times` tells what its children took, theirs included; node does not.
  const script = ["-c", '"$@" > /dev/null || exit 1; times', "sh", ...command];
  const child = spawn("sh", script, { stdio: ["ignore", "pipe", "pipe"], ...(cwd ? { cwd } : {}) });
  let told = "";
  let complaint = "";
  child.stdout.on("data", (text) => {
    told += text;
  });
  child.stderr.on("data", (text) => {
    complaint += text;
  });
  let peakBytes = 0;
  const looking = setInterval(() => {
    peakBytes = Math.max(peakBytes, residentBytes(child.pid as number));
  }, LOOK_MS);
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  }).finally(() => clearInterval(looking));
  if (code !== 0) throw new Error(`perf: ${command.join(" ")} ended with ${code}: ${complaint}`);
  const [, children = ""] = told.trim().split("\n");
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => 60 * Number(minutes) + Number(rest),
  );
  if (seconds.length !== 2) throw new Error(`perf: times must tell two numbers, got ${told}`);
  const [user, system] = seconds as [number, number];
  return { cpu: user + system, wall: (performance.now() - started) / 1000, peakBytes };
}
