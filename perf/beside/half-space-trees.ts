import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Values } from "../../datasets/table.ts";
import type { ViewBatch } from "../../datasets/view.ts";
import { robustZ } from "../../detectors/baselines/robust-z.ts";
import { dice, fuzzFleet } from "../../detectors/conformance/fuzz.ts";
import { createDetector } from "../../detectors/create-detector.ts";
import { OWN_MODELS } from "../../jobs/load-models.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { simulateShard } from "../../simulators/engine/engine.ts";
import { askPeer } from "../peer.ts";
import { leastCpu } from "../stopwatch.ts";
import type { Comparison, Turn } from "./comparison.ts";

/** river's own defaults. */
export const SHAPE = { trees: 10, height: 8, window: 250, features: 4 } as const;
const { trees: TREES, height: HEIGHT, window: WINDOW, features: FEATURES } = SHAPE;
const BRANCHES = (1 << HEIGHT) - 1;
const NODES = (1 << (HEIGHT + 1)) - 1;
/** A tree is walked no further where a window left less than a tenth of itself. */
const ENOUGH = 0.1 * WINDOW;
/** A record counts as odd when the trees hold less than this share of the mass that they could. */
const ODD = 0.05;
const LEAST_SHARE = ODD * TREES * WINDOW * NODES;

/** Which feature each branch looks at, and where it splits, branch by branch, tree by tree. */
export interface Trees {
  readonly feature: Uint8Array;
  readonly split: Float64Array;
}

/**
 * river's half-space trees over records of the flows view: every record is scored and then learnt.
 * Beside it the same algorithm in loops of ours, over the same trees, which must give every record the
 * same mass; the catalogue has no such detector. What its nearest one costs a record, `robust-z` on
 * each device by itself, is told as a peer would be, without an answer to compare.
 */
export function halfSpaceTrees(dir: string, records: number, repeats: number): Comparison {
  const batches = takeFlows(records);
  const features = featuresOf(batches, records);
  const trees = drawTrees(dice(1));
  const files = { features: join(dir, "features.f64"), trees: join(dir, "trees.json") };
  writeFileSync(files.features, features);
  writeFileSync(
    files.trees,
    JSON.stringify({ ...SHAPE, feature: [...trees.feature], split: [...trees.split] }),
  );
  return {
    name: "half-space trees",
    unit: "records",
    ours: {
      name: "the same trees in typed arrays",
      turn: () => ourTurn(trees, features, repeats),
    },
    peers: [
      {
        name: "river: HalfSpaceTrees",
        turn: () =>
          askPeer("half_space_trees.py", [
            files.features,
            files.trees,
            String(Math.min(1, repeats)),
          ]),
      },
    ],
    context: [
      {
        name: "billshock's robust-z, for its cost alone",
        turn: () => nearestTurn(batches, repeats),
      },
    ],
  };
}

/**
 * Scores each record by the mass that lies where it falls, then learns it: Tan, Ting and Liu 2011.
 * Returns the mass of each; what falls before the first window is full has none.
 */
export function massesOf({ feature, split }: Trees, features: Float64Array): Float64Array {
  const records = features.length / FEATURES;
  const masses = new Float64Array(records);
  // What the window before left, and what this one has gathered so far.
  let reference = new Uint32Array(TREES * NODES);
  let latest = new Uint32Array(TREES * NODES);
  for (let i = 0; i < records; i++) {
    let mass = 0;
    for (let tree = 0; tree < TREES; tree++) {
      const base = tree * NODES;
      const branches = tree * BRANCHES;
      let node = 0;
      let isOpen = true;
      for (let depth = 0; depth < HEIGHT; depth++) {
        latest[base + node]++;
        if (isOpen) {
          mass += reference[base + node] * (1 << depth);
          isOpen = reference[base + node] >= ENOUGH;
        }
        const isLeft = features[i * FEATURES + feature[branches + node]] < split[branches + node];
        node = 2 * node + (isLeft ? 1 : 2);
      }
      latest[base + node]++;
      if (isOpen) mass += reference[base + node] * (1 << HEIGHT);
    }
    masses[i] = mass;
    if ((i + 1) % WINDOW === 0) {
      [reference, latest] = [latest, reference];
      latest.fill(0);
    }
  }
  return masses;
}

/** Draws trees as river does: a feature, and a split not too near to the rim of what is left of it. */
export function drawTrees(random: () => number): Trees {
  const feature = new Uint8Array(TREES * BRANCHES);
  const split = new Float64Array(TREES * BRANCHES);
  const low = new Float64Array(FEATURES);
  const high = new Float64Array(FEATURES).fill(1);
  const draw = (tree: number, node: number): void => {
    if (node >= BRANCHES) return;
    const on = Math.floor(random() * FEATURES);
    const [from, to] = [low[on], high[on]];
    const at = from + (0.15 + 0.7 * random()) * (to - from);
    feature[tree * BRANCHES + node] = on;
    split[tree * BRANCHES + node] = at;
    high[on] = at;
    draw(tree, 2 * node + 1);
    high[on] = to;
    low[on] = at;
    draw(tree, 2 * node + 2);
    low[on] = from;
  };
  for (let tree = 0; tree < TREES; tree++) draw(tree, 0);
  return { feature, split };
}

function ourTurn(trees: Trees, features: Float64Array, repeats: number): Turn {
  const records = features.length / FEATURES;
  let masses: Float64Array = new Float64Array(0);
  const cpu = leastCpu(repeats, () => {
    masses = massesOf(trees, features);
  });
  const answer = { odd: 0, mass: 0, weighted: 0 };
  for (let i = WINDOW; i < records; i++) {
    if (masses[i] < LEAST_SHARE) answer.odd++;
    answer.mass += masses[i];
    answer.weighted += masses[i] * (1 + (i % 1009));
  }
  return { version: `Node ${process.versions.node}`, units: records, cpu, answer };
}

function nearestTurn(batches: readonly ViewBatch[], repeats: number): Turn {
  const units = batches.reduce((sum, { length }) => sum + length, 0);
  const scores = new Float64Array(Math.max(...batches.map(({ length }) => length)));
  const cpu = leastCpu(repeats, () => {
    const detector = createDetector(robustZ, {}, fuzzFleet(DEVICES), "flows");
    for (const batch of batches) detector.observe(batch, scores);
  });
  return { version: `Node ${process.versions.node}`, units, cpu, answer: {} };
}

const DEVICES = 256;

/** As many records of the flows view as are wanted, in order of visibility. */
function takeFlows(records: number): ViewBatch[] {
  const batches: ViewBatch[] = [];
  let missing = records;
  const scenario = loadScenario("city@L1", { devices: 500, days: 14 });
  const plan = { seed: "1", scenario, models: OWN_MODELS, first: 0, count: DEVICES };
  simulateShard(
    { ...plan, views: ["flows"] },
    {
      rows: (_view, { length, columns }) => {
        const taken = Math.min(length, missing);
        if (taken === 0) return;
        missing -= taken;
        const own = Object.entries(columns).map(([name, values]): [string, Values] => [
          name,
          values.slice(0, taken),
        ]);
        batches.push({ length: taken, ...Object.fromEntries(own) } as unknown as ViewBatch);
      },
      truth: () => {},
    },
  );
  if (missing > 0)
    throw new Error(`half-space trees: ${records} records wanted, ${missing} missing`);
  return batches;
}

/** Bytes up and down, flows and peers, each by its logarithm between 0 and 1. */
function featuresOf(batches: readonly ViewBatch[], records: number): Float64Array {
  const features = new Float64Array(records * FEATURES);
  let at = 0;
  for (const { length, up, down, flows, peers } of batches) {
    for (let i = 0; i < length; i++) {
      features[at++] = Math.min(1, Math.log2(1 + up[i]) / 40);
      features[at++] = Math.min(1, Math.log2(1 + down[i]) / 40);
      features[at++] = Math.min(1, Math.log2(1 + flows[i]) / 16);
      features[at++] = Math.min(1, Math.log2(1 + peers[i]) / 16);
    }
  }
  return features;
}
