import type { RunFile } from "../bench/run/run-file.ts";
import type { Strategy } from "../bench/strategy.ts";
import { benchDetectors, type DetectorsJob } from "./bench-detectors.ts";
import { benchStrategies, checkAlarming } from "./bench-strategies.ts";
import { mustDiffer } from "./must-differ.ts";

/** What a bench is told: all that a bench of detectors is, and strategies. */
export interface BenchJob extends DetectorsJob {
  /** Strategies whose answers are cut from the same records, beside the detectors. */
  readonly strategies?: readonly Strategy[];
  /** Told how far strategies on a dataset are. */
  readonly onStrategies?: (dataset: string, done: number, total: number) => void;
}

/**
 * The main job: generates what is not there yet, runs and scores detectors, and writes run.json and
 * report.html into `out`. Detectors given as objects run in the caller's process, unfenced: see
 * `BenchOptions.detectors`.
 *
 * @example
 * const run = await bench({ on: ["city@L1"], detectors: ["dual-cap"], budget: 10 });
 */
export async function bench({ strategies = [], onStrategies, ...job }: BenchJob): Promise<RunFile> {
  if (strategies.length === 0) return benchDetectors(job);
  const names = strategies.map(({ name }) => name);
  mustDiffer("strategies", names);
  checkAlarming(strategies);
  return benchDetectors(job, (on) =>
    benchStrategies(strategies, on, { ...job, ...(onStrategies ? { onStrategies } : {}) }),
  );
}
