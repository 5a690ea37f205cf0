import { join } from "node:path";
import { detectorColumns } from "../bench/runners/detector-columns.ts";
import { findRunnable } from "../bench/runners/runnable.ts";
import type { Unit } from "../bench/workers/unit.ts";
import { openWorkerPool } from "../bench/workers/worker-pool.ts";
import { openDataset } from "../datasets/dataset.ts";
import { VIEW_TABLES } from "../datasets/view.ts";
import { DETECTORS } from "../detectors/catalogue.ts";
import { createDetector } from "../detectors/create-detector.ts";
import type { DetectorSpec } from "../detectors/detector.ts";
import { isLearner } from "../detectors/state/learning.ts";
import { cpuOfTree } from "./process-tree.ts";
import { leastCpu, type Spent, startWatch } from "./stopwatch.ts";

/** Fifteen detectors on the flows view. */
export interface Fifteen {
  readonly names: readonly string[];
  readonly rows: number;
  /** Seconds of CPU from file to scores, on bare columns. */
  readonly bare: number;
  /**
   * Seconds in the harness, with copies, checks and second looks: on the clock with 1 and 2 workers,
   * and of CPU of all processes with 1.
   */
  readonly harness: { readonly one: number; readonly two: number; readonly cpu: number };
}

/** Runs the first fifteen detectors of the catalogue that read the flows view, on a dataset. */
export async function measureFifteen(city: string, quick: boolean): Promise<Fifteen> {
  const names = VIEW_TABLES.flows.columns.map(({ name }) => name);
  const specs = DETECTORS.filter((spec) => spec.views.includes("flows") && !isLearner(spec)).slice(
    0,
    15,
  );
  const dataset = openDataset(city);
  const fleet = dataset.fleet();
  const columns = [
    ...new Set(specs.flatMap((spec) => detectorColumns(spec, "flows", names).columns)),
  ];
  const scores = new Float64Array(65_536);
  let rows = 0;
  const bare = leastCpu(quick ? 1 : 3, () => {
    const running = specs.map((spec) => createDetector(spec, {}, fleet, "flows"));
    rows = 0;
    for (let shard = 0; shard < dataset.shards; shard++) {
      for (const batch of dataset.readView("flows", shard, columns)) {
        for (const detector of running) detector.observe(batch, scores);
        rows += batch.length;
      }
    }
  });
  const work = { specs, shards: dataset.shards };
  dataset.close();
  const one = await runHarness(city, { ...work, workers: 1 });
  const two = await runHarness(city, { ...work, workers: 2 });
  return {
    names: specs.map(({ name }) => name),
    rows,
    bare,
    harness: { one: one.wall, two: two.wall, cpu: one.cpu },
  };
}

/** What the second of two passes took, so that workers are up and code is compiled. */
async function runHarness(
  dataset: string,
  { specs, shards, workers }: { specs: readonly DetectorSpec[]; shards: number; workers: number },
): Promise<Spent> {
  const limits = { timeout: 600_000, memory: Infinity };
  const runnables = await Promise.all(specs.map(({ name }) => findRunnable(name, limits)));
  const unitsOf = (pass: number) =>
    Array.from({ length: shards }, (_, shard): Unit => {
      const runs = runnables.map((runnable) => ({
        runnable,
        alertFile: join(dataset, `../alerts-${workers}-${pass}-${shard}-${runnable.name}`),
      }));
      return { dataset, view: "flows", shard, runs, limits };
    });
  const pool = openWorkerPool(workers);
  try {
    await pool.detect(unitsOf(0));
    const spent = startWatch();
    const before = cpuOfTree(process.pid);
    const answers = await pool.detect(unitsOf(1));
    const { wall } = spent();
    const cpu = cpuOfTree(process.pid) - before;
    const failed = answers.flat().find(({ failure }) => failure !== null);
    if (failed) throw new Error(`perf: a detector failed: ${JSON.stringify(failed.failure)}`);
    return { wall, cpu };
  } finally {
    await pool.end();
  }
}
