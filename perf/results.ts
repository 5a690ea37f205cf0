import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DetectorSpeed } from "./detect.ts";
import type { DetectionsResults } from "./detections.ts";
import type { Fifteen } from "./fifteen.ts";
import type { GenerateResults } from "./generate.ts";
import type { Machine } from "./machine.ts";
import type { MemoryPoint } from "./memory.ts";
import type { MicroCost } from "./micro.ts";
import type { ReadResults } from "./read.ts";
import { ROOT } from "./root.ts";
import type { SpeedOfNode } from "./speed/measure-speed.ts";

/** All that `npm run perf` measures. Sizes in bytes, times in seconds unless the name says otherwise. */
export interface PerfResults {
  readonly machine: Machine;
  /** True: smaller worlds and fewer repeats than the published figures have. */
  readonly quick: boolean;
  readonly generate: GenerateResults;
  readonly memory: readonly MemoryPoint[];
  readonly read: ReadResults;
  readonly detectors: readonly DetectorSpeed[];
  readonly fifteen: Fifteen;
  readonly detections: DetectionsResults;
  /** Small things that are done for every row; left out until they are measured. */
  readonly micro?: readonly MicroCost[];
  /** The table of speed, on each Node; left out until it is measured. */
  readonly speed?: readonly SpeedOfNode[];
}

const FILE = join(ROOT, "perf/results.json");

/** Reads the published figures. */
export function readResults(): PerfResults {
  return JSON.parse(readFileSync(FILE, "utf8"));
}

/** Publishes figures; four digits each, since more would only be noise in a diff. */
export function writeResults(results: PerfResults): void {
  const short = (_key: string, value: unknown) =>
    typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
  writeFileSync(FILE, `${JSON.stringify(results, short, 2)}\n`);
}
