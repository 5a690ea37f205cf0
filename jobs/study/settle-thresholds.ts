import type { RunFile } from "../../bench/run/run-file.ts";
import type { Strategy, StrategyDetector } from "../../bench/strategy.ts";
import { DETECTORS } from "../../detectors/catalogue.ts";
import { benchDetectors } from "../bench-detectors.ts";
import type { SetStrategy } from "./answering.ts";

/** Where thresholds come from that a strategy leaves open. */
export interface Calibration {
  /** False alarms per 1000 line-days for detectors that name no budget; null = as written. */
  readonly budget: number | null;
  /** Scenario or dataset whose calibration half is used. */
  readonly on: string;
  readonly data: string;
  readonly workers?: number;
  readonly signal?: AbortSignal;
}

/**
 * Settles every threshold: the strategy's own, what its budget allows on a calibration half, or the
 * rule's own number. Detectors of one budget are calibrated in one bench.
 */
export async function settleThresholds(
  strategies: readonly Strategy[],
  calibration: Calibration,
): Promise<readonly SetStrategy[]> {
  const open = strategies
    .flatMap(({ detectors }) => detectors)
    .filter((each) => budgetOf(each, calibration) !== null);
  const budgets = [...new Set(open.map((each) => budgetOf(each, calibration) as number))];
  const runs = new Map<number, RunFile>();
  for (const budget of budgets) {
    const wanted = open.filter((each) => budgetOf(each, calibration) === budget).map(argumentOf);
    const { on, data, workers = 1, signal } = calibration;
    const detectors = [...new Set(wanted)];
    const run = await benchDetectors({
      ...{ on: [on], calibrate: on, detectors, budget, data, out: null, workers },
      ...(signal ? { signal } : {}),
    });
    runs.set(budget, run);
  }
  return strategies.map((strategy) => ({
    ...strategy,
    detectors: strategy.detectors.map((each) => {
      const budget = budgetOf(each, calibration);
      const run = budget === null ? undefined : runs.get(budget);
      if (run === undefined) return { ...each, threshold: ownOf(each) };
      return { ...each, threshold: calibratedIn(run, each, { budget, strategy: strategy.name }) };
    }),
  }));
}

function budgetOf(detector: StrategyDetector, { budget }: Calibration): number | null {
  if (detector.isFloor || detector.threshold !== null) return null;
  return detector.budget ?? budget;
}

/** What stands behind `-d` to run it so. */
function argumentOf(detector: StrategyDetector): string {
  const name = nameOf(detector);
  return `${name}${name === detector.use ? ":" : ","}view=${detector.view}`;
}

/** What a bench calls it: its name, and the options that differ from the defaults. */
function nameOf({ use, options }: StrategyDetector): string {
  const { params = {} } = DETECTORS.find(({ name }) => name === use) ?? {};
  const changed = Object.entries(options).filter(
    ([name, value]) => value !== params[name]?.default,
  );
  const pairs = changed.map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? use : `${use}:${pairs.join(",")}`;
}

function ownOf({ use, threshold }: StrategyDetector): number {
  return threshold ?? DETECTORS.find(({ name }) => name === use)?.score.threshold ?? 0;
}

function calibratedIn(
  run: RunFile,
  detector: StrategyDetector,
  { budget, strategy }: { readonly budget: number | null; readonly strategy: string },
): number {
  const name = nameOf(detector);
  const row = run.detectors.find(
    (each) => each.name === name && each.view === detector.view && each.point === "calibrated",
  );
  const threshold = row?.threshold;
  if (threshold !== undefined && threshold !== null) return threshold;
  throw new RangeError(
    `${strategy}: ${detector.use} must have a threshold at which it raises at most ${budget} false alarms per 1000 line-days on ${run.datasets[0]?.name}, which has none; give a larger budget, more lines, or leave rules as written`,
  );
}
