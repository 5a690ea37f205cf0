import { rmSync } from "node:fs";
import { join } from "node:path";
import { runChild } from "./child.ts";

/** Most memory that generating a fleet took. */
export interface MemoryPoint {
  readonly devices: number;
  readonly days: number;
  readonly rows: number;
  readonly peakBytes: number;
}

/** Fleets that differ in one thing each: ten times the devices, then eight times the days. */
const FULL = [
  [1000, 7],
  [10_000, 7],
  [500, 7],
  [500, 60],
] as const;
const QUICK = [
  [64, 7],
  [640, 7],
  [64, 7],
  [64, 30],
] as const;

/** Generates fleets of several sizes, each in a process of its own with one worker. */
export async function measureMemory(dir: string, quick: boolean): Promise<MemoryPoint[]> {
  const points: MemoryPoint[] = [];
  for (const [devices, days] of quick ? QUICK : FULL) {
    const out = join(dir, `memory-${devices}-${days}`);
    const { rows, peakBytes } = await runChild({ devices, days, workers: 1, out });
    rmSync(out, { recursive: true });
    const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
    points.push({ devices, days, rows: all, peakBytes });
  }
  return points;
}
