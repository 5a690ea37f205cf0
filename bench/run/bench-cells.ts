import type { ViewName } from "../../datasets/view.ts";
import { VIEWS } from "../../datasets/view.ts";
import type { DetectorSpec } from "../../detectors/detector.ts";
import { isCombinerExpression, parseCombiner } from "../combining/expression.ts";
import { detectorColumns } from "../runners/detector-columns.ts";
import type { Failure } from "../runners/failure.ts";
import type { Limits } from "../runners/foreign-process.ts";
import { findRunnable, type Runnable } from "../runners/runnable.ts";
import type { CombinedEntry, Entry } from "./entries.ts";
import { givenThresholds } from "./given-thresholds.ts";
import { type CallNames, shortNames } from "./short-names.ts";
import { sweepOf } from "./sweep-argument.ts";
import { TODAYS_RULES } from "./todays-rules.ts";

/** Everything that was asked to run, looked up. */
export interface Entries {
  readonly runnables: readonly Entry[];
  readonly combined: readonly CombinedEntry[];
  /** What has rows, as an expectation may call it. */
  readonly called: CallNames;
  /** Thresholds that were given, by full name. */
  readonly thresholds: ReadonlyMap<string, number>;
}

/** What to look up, and where. */
export interface EntriesAsked {
  /** As `-d` takes them, or objects. */
  readonly detectors: readonly (string | DetectorSpec)[];
  /** Thresholds as they were given, by a full or a short name. */
  readonly thresholds?: Readonly<Record<string, string | number>>;
  readonly limits: Limits;
  readonly folder: string;
}

/**
 * Looks up what stands behind `-d`; detectors that a combiner needs are added without rows of their
 * own, and so are the points of a sweep and the rules that a plan has today. Throws a RangeError on
 * unknown names, options and views, and on a name given twice.
 */
export async function findEntries(asked: EntriesAsked): Promise<Entries> {
  const { detectors, limits, folder } = asked;
  const entries = new Map<string, Entry>();
  const combined: CombinedEntry[] = [];
  const find = async (text: string | DetectorSpec, listed: boolean): Promise<Runnable> => {
    const runnable = await findRunnable(text, limits, folder);
    const key = JSON.stringify([runnable.name, runnable.views]);
    const known = entries.get(key);
    if (listed && known?.listed) {
      throw new RangeError(`detectors: ${runnable.name} is given twice`);
    }
    const entry = known ?? { runnable, listed };
    entries.set(key, { ...entry, listed: entry.listed || listed });
    return entry.runnable;
  };
  for (const text of detectors) {
    if (typeof text === "string" && isCombinerExpression(text)) {
      combined.push(await combinedEntry(text, (member) => find(member, false)));
      continue;
    }
    const sweep = typeof text === "string" ? sweepOf(text) : null;
    const runnable = await find(sweep === null ? text : sweep.base, true);
    if (sweep === null || runnable.failure !== null) continue;
    for (const { argument, ...point } of sweep.points(runnable.spec)) {
      const swept = await findRunnable(argument, limits, folder);
      const key = JSON.stringify(["sweep", swept.name, swept.views]);
      entries.set(key, { runnable: swept, listed: false, sweep: { ...point, of: runnable } });
    }
  }
  const listed = [...entries.values()].filter((entry) => entry.listed);
  for (const rule of TODAYS_RULES) {
    const runnable = await findRunnable(rule, limits, folder);
    const isAsked = listed.some(
      ({ runnable: { name, views } }) => name === runnable.name && views.includes("charging"),
    );
    if (isAsked) continue;
    entries.set(JSON.stringify(["today", rule]), { runnable, listed: true, today: true });
  }
  const runnables = [...entries.values()];
  const names = [
    ...listed.map(({ runnable }) => runnable.name),
    ...combined.map(({ name }) => name),
  ];
  const short = shortNames(listed.map(({ runnable }) => runnable));
  const thresholds = givenThresholds(asked.thresholds ?? {}, { listed, combined, names, short });
  return { runnables, combined, called: { names, short }, thresholds };
}

async function combinedEntry(
  text: string,
  find: (member: string) => Promise<Runnable>,
): Promise<CombinedEntry> {
  const { text: name, combiner, options, members } = parseCombiner(text);
  const found: Runnable[] = [];
  for (const member of members) found.push(await find(member));
  return {
    name,
    combiner: combiner.name,
    options,
    unit: combiner.score.unit,
    shippedThreshold: combiner.score.threshold,
    members: found,
  };
}

/** One detector on one view of one dataset. */
export interface Cell extends Entry {
  readonly view: ViewName | null;
  /** Why it can't even start here. */
  readonly failure: Failure | null;
}

/** What cells are laid out on: a dataset, or what is known of one that is to be made. */
export interface CellsOn {
  readonly manifest: {
    readonly views: Readonly<Partial<Record<ViewName, { readonly columns: readonly string[] }>>>;
    readonly truth: object | null;
  };
}

/**
 * Lays out the cells of a dataset: each detector on each view that the dataset has and it can read.
 * A detector that can read none of them has one cell that says so. Sweeps stay away from data that
 * only calibrates, and today's rules from all that has truth.
 */
export function cellsOf(
  { manifest }: CellsOn,
  { runnables }: Pick<Entries, "runnables">,
  calibrationOnly = false,
): Cell[] {
  const present = VIEWS.filter((view) => manifest.views[view] !== undefined);
  const wanted = runnables.filter(
    ({ sweep, today }) =>
      !(sweep && calibrationOnly) &&
      !(today && (manifest.truth !== null || !present.includes("charging"))),
  );
  return wanted.flatMap((entry): Cell[] => {
    const { runnable } = entry;
    if (runnable.failure) return [{ ...entry, view: null, failure: runnable.failure }];
    const views = runnable.views.filter((view) => present.includes(view));
    if (views.length === 0) {
      const reason = `reads ${runnable.views.join(", ")}, the dataset has ${present.join(", ")}`;
      const failure: Failure = { status: "not-evaluable", reason };
      return [{ ...entry, view: runnable.views[0] ?? null, failure }];
    }
    return views.map((view): Cell => {
      const available = manifest.views[view]?.columns ?? [];
      const { missing } = detectorColumns(runnable.spec, view, available);
      const failure: Failure | null =
        missing.length === 0
          ? null
          : { status: "not-evaluable", reason: `the view lacks ${missing.join(", ")}` };
      return { ...entry, view, failure };
    });
  });
}
