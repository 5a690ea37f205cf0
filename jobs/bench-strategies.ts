import type { RunStrategy, Saved } from "../bench/run/run-strategy.ts";
import { strategyWarnings } from "../bench/strategies/strategy-warnings.ts";
import type { Strategy } from "../bench/strategy.ts";
import { totalOf } from "../bench/study/by-class.ts";
import type { PairedEstimate } from "../bench/study/paired.ts";
import type { Cell } from "../bench/study/study-file.ts";
import { SAFEGUARDS } from "../simulators/safeguards/catalogue.ts";
import type { Beside, BesideDatasets, DetectorsJob } from "./bench-detectors.ts";
import { OWN_MODELS } from "./load-models.ts";
import type { PlannedDataset } from "./planned-datasets.ts";
import type { SetStrategy } from "./study/answering.ts";
import { lifeOwner } from "./study/life-owner.ts";
import { settleThresholds } from "./study/settle-thresholds.ts";
import { type FoldersOutcome, type StudiedFolders, studyFolders } from "./study/study-folders.ts";
import { openStudyWorld } from "./study/study-world.ts";

/** What a bench is told that matters to strategies. */
export type StrategiesJob = Pick<
  DetectorsJob,
  "budget" | "capacity" | "asWritten" | "tariff" | "workers" | "signal"
> & { readonly onStrategies?: (dataset: string, done: number, total: number) => void };

/** Throws a RangeError for a strategy that raises no alarm: of records nothing can be cut for it. */
export function checkAlarming(strategies: readonly Strategy[]): void {
  const silent = strategies.find(({ detectors }) => detectors.length === 0);
  if (silent === undefined) return;
  const has = silent.safeguards.map(({ use }) => use).join(", ");
  throw new RangeError(
    `-s ${silent.name}: must have a detector, got only safeguards (${has}), which raise no alarm and which records can't obey; billshock study lives with them`,
  );
}

/**
 * Asks strategies of the datasets of a bench, open loop: the alarms of their detectors, at the thresholds
 * that lead for detectors, are answered, and the records cut and rated again.
 */
export async function benchStrategies(
  strategies: readonly Strategy[],
  on: BesideDatasets,
  job: StrategiesJob,
): ReturnType<Beside> {
  const names = [...new Set(on.datasets.map(({ name }) => name))];
  const rows: RunStrategy[] = [];
  const warnings = new Set<string>(strategies.flatMap(strategyWarnings));
  if (job.capacity != null) {
    warnings.add("--capacity is not asked of strategies: their rules alarm at their own numbers");
  }
  for (const name of names) {
    const folders = on.datasets.filter((each) => each.name === name).map(folderOf);
    const dirs = folders.map(({ dir }) => dir);
    const settled = await settledOn(strategies, dirs, on, job);
    const found = await studyFolders({ name, folders }, settled, {
      ...{ isTestHalf: true, mayBeNone: true },
      ...(job.tariff ? { tariff: job.tariff } : {}),
      async breathe(done, total) {
        job.onStrategies?.(name, done, total);
        await new Promise((resolve) => setImmediate(resolve));
        job.signal?.throwIfAborted();
      },
    });
    rows.push(...rowsOf(settled, found));
    for (const warning of found.warnings) warnings.add(warning);
  }
  return { strategies: rows, warnings: [...warnings] };
}

/** A dataset, and its owners as their lives have them where those are known; else they sleep by a clock. */
function folderOf({ dir, scenario, seed }: PlannedDataset): StudiedFolders["folders"][number] {
  if (scenario === null) return { dir };
  const known = { models: OWN_MODELS, safeguards: SAFEGUARDS };
  return { dir, owner: lifeOwner(openStudyWorld(scenario, seed ?? "1", known)) };
}

/** Thresholds from the first seed's calibration half; as written where there is none, as leads for detectors. */
async function settledOn(
  strategies: readonly Strategy[],
  dirs: readonly string[],
  { halves, data }: BesideDatasets,
  { budget = 1, capacity, asWritten = false, workers, signal }: StrategiesJob,
): Promise<readonly SetStrategy[]> {
  const half = dirs.find((dir) => halves.includes(dir));
  const isWritten = asWritten || capacity != null || half === undefined;
  return settleThresholds(isWritten ? strategies.map(asTheyAre) : strategies, {
    ...{ budget: isWritten ? null : budget, on: half ?? "", data },
    ...(workers === undefined ? {} : { workers }),
    ...(signal ? { signal } : {}),
  });
}

/** A strategy whose rules alarm at their own numbers, whatever budget it names. */
function asTheyAre(strategy: Strategy): Strategy {
  return {
    ...strategy,
    detectors: strategy.detectors.map((each) => ({ ...each, budget: null })),
  };
}

function rowsOf(
  settled: readonly SetStrategy[],
  { dataset: { name }, cells, records, outcomes }: FoldersOutcome,
): readonly RunStrategy[] {
  return records.map(({ strategy, cut, untold }, s): RunStrategy => {
    const { by, summary, detectors } = settled.find((each) => each.name === strategy) ?? {
      ...{ by: "", summary: "", detectors: [] },
    };
    const of = (kind: string) =>
      cells.find((cell) => cell.strategy === strategy && cell.kind === kind);
    const [all, ordinary] = [of("all"), of("ordinary")];
    return {
      ...{ dataset: name, name: strategy, by, summary },
      detectors: detectors.map(({ use, view, threshold, isFloor }) => ({
        ...{ use, view, threshold, isFloor },
      })),
      alarms: outcomes.reduce((sum, each) => sum + (each[s]?.loop.alarms.length ?? 0), 0),
      scored: all && ordinary ? scoredOf(all, ordinary) : null,
      cut: cut && { bytes: cut.bytes, rated: cut.rated, billed: cut.billed },
      untold,
    };
  });
}

function scoredOf(all: Cell, ordinary: Cell): NonNullable<RunStrategy["scored"]> {
  const total = (of: (cell: Cell) => number) => of(all) + of(ordinary);
  return {
    ...{ cases: all.cases, prevented: all.prevented, wrongPlane: all.wrongPlane },
    ...{ bytesAtStake: all.bytesAtStake, bytesSaved: savedIn(all.bytesSaved) },
    ...{ ratedAtStake: all.ratedAtStake, ratedSaved: savedIn(all.ratedSaved) },
    ...{ moneyAtStake: all.moneyAtStake, moneySaved: savedIn(all.moneySaved) },
    withheld: total(({ harm }) => totalOf(harm.wantedBytesLost) + harm.pending),
    cutOff: total(({ harm }) => harm.peopleCutOff),
    messages: total(({ harm }) => harm.messages),
  };
}

function savedIn({ value, low, high, n, method }: PairedEstimate): Saved {
  return { value, low, high, n, method };
}
