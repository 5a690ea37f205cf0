import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Fifteen } from "../fifteen.ts";
import { measureGeneratorPeers } from "../generator-peers.ts";
import { describeMachine, type Machine } from "../machine.ts";
import { ROOT } from "../root.ts";
import type { Fleet, Stages } from "../stages.ts";
import type { Spent } from "../stopwatch.ts";
import type { BARS, SpeedFigures } from "./bars.ts";
import { type Cost, cost } from "./cost.ts";
import type { InProcessTask } from "./in-process.ts";

/** The table of speed on one Node. */
export interface SpeedOfNode {
  readonly machine: Machine;
  readonly figures: SpeedFigures;
}

/** What is measured, and with what. */
export interface SpeedWanted {
  /** Folder for what is made on the way. */
  readonly dir: string;
  readonly quick: boolean;
  /** Node to measure, and the one that the older build runs on. */
  readonly node: string;
  readonly oldest: string;
  /** Compiled folder of an older build, to be measured in turn; null without one. */
  readonly beside: string | null;
}

interface Sizes {
  readonly rounds: number;
  readonly bench: Fleet;
  readonly generate: Fleet;
  readonly twoGenerate: Fleet;
  readonly twoBench: Fleet;
  readonly memory: readonly Fleet[];
  readonly start: readonly string[];
}

const FULL: Sizes = {
  rounds: 2,
  bench: { devices: 2048, days: 7 },
  generate: { devices: 1024, days: 7 },
  twoGenerate: { devices: 20_000, days: 7 },
  twoBench: { devices: 4096, days: 7 },
  memory: [500, 2000, 8000].map((devices) => ({ devices, days: 14 })),
  start: [],
};
const tiny = { devices: 64, days: 7 };
const QUICK: Sizes = {
  rounds: 1,
  ...{ bench: tiny, generate: tiny, twoBench: tiny },
  twoGenerate: { devices: 600, days: 7 },
  memory: [64, 128, 256].map((devices) => ({ devices, days: 7 })),
  start: ["wuhan-2015", "-d", "dual-cap", "--as-written"],
};

type Figures = Partial<Record<keyof typeof BARS, number[]>>;
type Part = (wanted: SpeedWanted, sizes: Sizes) => Promise<Figures>;

/** The parts of the table, which can be measured one by one. */
export const PARTS = {
  startUp: measureStartUp,
  bench: measureBench,
  views: measureViews,
  twoJobs: measureTwoJobs,
  memory: measureMemory,
  start: measureStart,
} as const satisfies Readonly<Record<string, Part>>;

/** Name of a part of the table. */
export type PartName = keyof typeof PARTS;

/** Measures the table of speed on one Node, or the named parts of it. */
export async function measureSpeed(
  wanted: SpeedWanted,
  parts: readonly PartName[] = Object.keys(PARTS) as PartName[],
): Promise<SpeedOfNode> {
  const version = execFileSync(wanted.node, ["-p", "process.versions.node"], { encoding: "utf8" });
  const machine = { ...describeMachine(), node: version.trim() };
  const figures: Figures = {};
  for (const part of parts) {
    console.error(`speed: ${part}, Node ${machine.node}`);
    Object.assign(figures, await PARTS[part](wanted, wanted.quick ? QUICK : FULL));
  }
  return { machine, figures };
}

const OWN = join(ROOT, "dist");
const main = (dist: string) => join(dist, "cli/main.js");
const flags = ["-q", "--force"];

function generating(node: string, { devices, days }: Fleet, dist = OWN) {
  const fleet = ["--devices", String(devices), "--days", String(days)];
  return (out: string, jobs = 1) =>
    cost([node, main(dist), "generate", "city@L1", ...fleet, "-j", `${jobs}`, ...flags, "-o", out]);
}

const benching =
  (node: string, data: string, dist = OWN) =>
  (out: string, jobs: number) =>
    cost([node, main(dist), "bench", data, "-j", `${jobs}`, ...flags, "-o", out]);

async function measureStartUp({ node }: SpeedWanted, { rounds }: Sizes): Promise<Figures> {
  const help: number[] = [];
  const dryRun: number[] = [];
  for (let round = 0; round < 3 * rounds; round++) {
    help.push((await cost([node, main(OWN), "--help"])).wall);
    dryRun.push((await cost([node, main(OWN), "generate", "city@L1", "--dry-run"])).cpu);
  }
  return { help, dryRun };
}

async function measureBench(wanted: SpeedWanted, sizes: Sizes): Promise<Figures> {
  const { dir, node, oldest, beside, quick } = wanted;
  const data = join(dir, "data");
  const older = join(dir, "older");
  const made: Required<Pick<Figures, "benchOverGenerate" | "generate">> = {
    benchOverGenerate: [],
    generate: [],
  };
  const than: Required<Pick<Figures, "benchBeside" | "generateBeside">> = {
    benchBeside: [],
    generateBeside: [],
  };
  for (let round = 0; round < sizes.rounds; round++) {
    const small = await generating(node, sizes.generate)(data);
    made.generate.push(small.cpu);
    if (beside !== null) {
      const theirs = await generating(oldest, sizes.generate, beside)(older);
      than.generateBeside.push(small.cpu / theirs.cpu);
    }
    const generated = await generating(node, sizes.bench)(data);
    const benched = await benching(node, data)(join(dir, "run"), 1);
    made.benchOverGenerate.push(benched.cpu / generated.cpu);
    if (beside === null) continue;
    // An older build may neither read what this one writes nor write what this one reads.
    await generating(node, sizes.bench, beside)(older);
    const theirs = await benching(node, older, beside)(join(dir, "run-older"), 1);
    than.benchBeside.push(benched.cpu / theirs.cpu);
  }
  const fifteen = inProcess<Fifteen>(node, { kind: "fifteen", city: data, quick });
  return {
    ...made,
    ...(beside === null ? {} : than),
    fifteenBare: [fifteen.rows / fifteen.bare],
    fifteenOfBare: [fifteen.bare / fifteen.harness.cpu],
  };
}

async function measureViews({ dir, node, quick }: SpeedWanted, sizes: Sizes): Promise<Figures> {
  const fleet = quick ? tiny : { devices: 1000, days: 14 };
  const views: number[] = [];
  const numpy: number[] = [];
  for (let round = 0; round < sizes.rounds; round++) {
    const stages = inProcess<Stages>(node, { kind: "views", dir, fleet });
    const { rows, simulate, order, write, hash } = stages;
    views.push(rows / (simulate + order + write + hash));
    const peer = measureGeneratorPeers(dir, { ...fleet, rows }).numpy;
    if (peer.status !== "ok") continue;
    const { answer } = peer;
    numpy.push(answer.rows / (answer.draw + answer.order + answer.write));
  }
  return { views, ...(numpy.length > 0 ? { numpy } : {}) };
}

async function measureTwoJobs({ dir, node }: SpeedWanted, sizes: Sizes): Promise<Figures> {
  const data = join(dir, "two");
  // Minutes each, so once.
  const twoGenerate = [await oneOverTwo(generating(node, sizes.twoGenerate), data)];
  await generating(node, sizes.twoBench)(data);
  const twoBench = [await oneOverTwo(benching(node, data), join(dir, "two-run"))];
  rmSync(data, { recursive: true });
  return { twoGenerate, twoBench };
}

async function oneOverTwo(run: (out: string, jobs: number) => Promise<Cost>, out: string) {
  const one = await run(out, 1);
  const two = await run(out, 2);
  return one.wall / two.wall;
}

async function measureMemory({ dir, node }: SpeedWanted, { memory }: Sizes): Promise<Figures> {
  const peaks: number[] = [];
  const data = join(dir, "memory");
  for (const fleet of memory) {
    await generating(node, fleet)(data, 2);
    peaks.push((await benching(node, data)(join(dir, "memory-run"), 1)).peakBytes);
  }
  rmSync(data, { recursive: true });
  const [memorySmall = 0, memoryMiddle = 0, memoryLarge = 0] = peaks;
  return {
    memorySmall: [memorySmall],
    memoryMiddle: [memoryMiddle],
    memoryLarge: [memoryLarge],
    memory: [Math.max(...peaks) / Math.min(...peaks)],
  };
}

async function measureStart({ dir, node }: SpeedWanted, sizes: Sizes): Promise<Figures> {
  const start: number[] = [];
  const report: number[] = [];
  const run = join(dir, "start");
  for (let round = 0; round < sizes.rounds; round++) {
    rmSync(run, { recursive: true, force: true });
    start.push((await cost([node, main(OWN), "bench", ...sizes.start, "-q", "-o", run])).wall);
    const out = join(dir, "report");
    report.push(inProcess<Spent>(node, { kind: "report", run, out }).wall);
    readFileSync(join(out, "report.html")); // throws where none was written
  }
  return { start, report };
}

function inProcess<T>(node: string, task: InProcessTask): T {
  const entry = join(OWN, "perf/speed/in-process.js");
  return JSON.parse(execFileSync(node, [entry, JSON.stringify(task)], { encoding: "utf8" })) as T;
}
