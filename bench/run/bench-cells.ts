import type { Dataset } from "../../datasets/dataset.ts";
import type { ViewName } from "../../datasets/view.ts";
import { VIEWS } from "../../datasets/view.ts";
import type { DetectorSpec } from "../../detectors/detector.ts";
import type { ResolvedOptions } from "../../detectors/options.ts";
import { isCombinerExpression, parseCombiner } from "../combining/expression.ts";
import type { NamedDetector } from "../gate.ts";
import { detectorColumns } from "../runners/detector-columns.ts";
import type { Failure } from "../runners/failure.ts";
import type { Limits } from "../runners/foreign-process.ts";
import { findRunnable, type Runnable } from "../runners/runnable.ts";

/** A combiner as asked for, and its members among the runnables. */
export interface CombinedEntry {
  readonly name: string;
  readonly combiner: string;
  readonly options: ResolvedOptions;
  readonly unit: string;
  readonly shippedThreshold: number;
  readonly members: readonly Runnable[];
}

/** Everything that was asked to run, looked up. */
export interface Entries {
  /** Every detector that has to run; `listed` ones have rows, the others are only members. */
  readonly runnables: readonly { readonly runnable: Runnable; readonly listed: boolean }[];
  readonly combined: readonly CombinedEntry[];
  /** What has rows, as an expectation may call it. */
  readonly named: readonly NamedDetector[];
}

/**
 * Looks up what stands behind `-d`; detectors that a combiner needs are added without rows of their
 * own. Throws a RangeError on unknown names, options and views, and on a name given twice.
 */
export async function findEntries(
  given: readonly (string | DetectorSpec)[],
  limits: Limits,
  folder: string,
): Promise<Entries> {
  const runnables = new Map<string, { runnable: Runnable; listed: boolean }>();
  const combined: CombinedEntry[] = [];
  const find = async (text: string | DetectorSpec, listed: boolean): Promise<Runnable> => {
    const runnable = await findRunnable(text, limits, folder);
    const key = JSON.stringify([runnable.name, runnable.views]);
    const known = runnables.get(key);
    if (listed && known?.listed) {
      throw new RangeError(`detectors: ${runnable.name} is given twice`);
    }
    const entry = known ?? { runnable, listed };
    runnables.set(key, { ...entry, listed: entry.listed || listed });
    return entry.runnable;
  };
  for (const text of given) {
    if (typeof text !== "string" || !isCombinerExpression(text)) {
      await find(text, true);
      continue;
    }
    const { text: name, combiner, options, members } = parseCombiner(text);
    const found: Runnable[] = [];
    for (const member of members) found.push(await find(member, false));
    combined.push({
      name,
      combiner: combiner.name,
      options,
      unit: combiner.score.unit,
      shippedThreshold: combiner.score.threshold,
      members: found,
    });
  }
  const listed = [...runnables.values()].filter((entry) => entry.listed);
  return {
    runnables: [...runnables.values()],
    combined,
    named: [
      ...listed.map(({ runnable: { name, argument } }) => ({ name, argument })),
      ...combined.map(({ name }) => ({ name, argument: null })),
    ],
  };
}

/** One detector on one view of one dataset. */
export interface Cell {
  readonly runnable: Runnable;
  readonly view: ViewName | null;
  readonly listed: boolean;
  /** Why it can't even start here. */
  readonly failure: Failure | null;
}

/**
 * Lays out the cells of a dataset: each detector on each view that the dataset has and it can read.
 * A detector that can read none of them has one cell that says so.
 */
export function cellsOf({ manifest }: Dataset, { runnables }: Entries): Cell[] {
  const present = VIEWS.filter((view) => manifest.views[view] !== undefined);
  return runnables.flatMap(({ runnable, listed }): Cell[] => {
    if (runnable.failure) return [{ runnable, view: null, listed, failure: runnable.failure }];
    const views = runnable.views.filter((view) => present.includes(view));
    if (views.length === 0) {
      const reason = `reads ${runnable.views.join(", ")}, the dataset has ${present.join(", ")}`;
      const failure: Failure = { status: "not-evaluable", reason };
      return [{ runnable, view: runnable.views[0] ?? null, listed, failure }];
    }
    return views.map((view): Cell => {
      const available = manifest.views[view]?.columns ?? [];
      const { missing } = detectorColumns(runnable.spec, view, available);
      const failure: Failure | null =
        missing.length === 0
          ? null
          : { status: "not-evaluable", reason: `the view lacks ${missing.join(", ")}` };
      return { runnable, view, listed, failure };
    });
  });
}
