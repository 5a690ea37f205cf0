import { join } from "node:path";
import { strategyWarnings } from "../bench/strategies/strategy-warnings.ts";
import type { Strategy } from "../bench/strategy.ts";

import { adoptionOf } from "../bench/study/adoption.ts";
import type { Reckoning } from "../bench/study/cells.ts";
import { corrected } from "../bench/study/corrected.ts";
import { englishAnswers } from "../bench/study/english-answers.ts";
import { type MixedWorld, mixWarnings } from "../bench/study/mix.ts";
import { answersOf } from "../bench/study/sentences.ts";
import type {
  Cell,
  LoopsBeside,
  NightCourse,
  RecordsCut,
  StudyDataset,
  StudyFile,
  Together,
} from "../bench/study/study-file.ts";
import type { Tariff } from "../datasets/billing/tariff.ts";
import { readManifest } from "../datasets/format/read-manifest.ts";
import { toolVersion } from "../datasets/publishing/tool-version.ts";
import { DAY } from "../datasets/sizes.ts";
import type { Safeguard } from "../simulators/safeguard.ts";
import { SAFEGUARDS } from "../simulators/safeguards/catalogue.ts";
import { mustDiffer } from "./must-differ.ts";
import type { SetStrategy } from "./study/answering.ts";
import { openFinishedParts } from "./study/finished-parts.ts";
import { settleThresholds } from "./study/settle-thresholds.ts";
import { studyBeside } from "./study/study-beside.ts";
import { studyFolders } from "./study/study-folders.ts";
import { type StudiedScenario, studyScenario } from "./study/study-scenario.ts";

export type { StudiedScenario } from "./study/study-scenario.ts";

/** A dataset on disk to be studied, and what its rows are called. */
export interface StudiedDataset {
  readonly name: string;
  readonly dir: string;
}

/** What a study is told. */
export interface StudyJob extends Reckoning {
  readonly on: readonly (StudiedScenario | StudiedDataset)[];
  readonly strategies: readonly Strategy[];
  /** One world for each; "1" by default. */
  readonly seeds?: readonly string[];
  /** Safeguards that strategies may name; all of them live in this thread, whatever `workers` says. */
  readonly safeguards?: readonly Safeguard[];
  /** Worker threads in which scenarios are lived; 1 by default. What a study says is the same for any number. */
  readonly workers?: number;
  /** Takes over what strategies did in an earlier study with the same `data`; needs that. */
  readonly resume?: boolean;
  /** False alarms per 1000 line-days for detectors that name no budget; null: as written. */
  readonly budget?: number | null;
  /** Scenario or dataset that such thresholds come from. */
  readonly calibrate?: string;
  /** Folder that keeps generated datasets, and what strategies did; without one nothing of these is kept. */
  readonly data?: string;
  /** Rates datasets; their plans' own by default. A scenario has its tariffs with it. */
  readonly tariff?: Tariff;
  /** Scores scenarios open loop as well, on the rows that they generate. */
  readonly open?: boolean;
  readonly signal?: AbortSignal;
  /** Told how many line-days are done of all: those of a scenario count once for each strategy, and once as they were. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What one scenario or dataset adds to a study. */
interface Part {
  readonly datasets: readonly StudyDataset[];
  readonly cells: readonly Cell[];
  readonly records: readonly RecordsCut[];
  readonly beside: readonly LoopsBeside[];
  readonly nights: readonly NightCourse[];
  readonly together: readonly Together[];
  readonly warnings: readonly string[];
}

/**
 * Says what each strategy saves, what it changes beside, and whom it harms: three accounts that are
 * never added up. A scenario is lived with and without it; the records of a dataset are cut and rated
 * again, and nobody reacts. Without truth a study says how often it alarms, and what it would cut.
 *
 * @example
 * const file = await study({ on: [{ name: "wuhan-2015", scenario }], strategies });
 */
export async function study(job: StudyJob): Promise<StudyFile> {
  const started = performance.now();
  const { on, strategies, mix, signal } = job;
  checkNames(job);
  const settled = await settleThresholds(strategies, {
    ...{
      budget: job.budget ?? null,
      on: job.calibrate ?? "city@L1",
      data: job.data ?? "runs/data",
      workers: job.workers ?? 1,
    },
    ...(signal ? { signal } : {}),
  });
  const parts: Part[] = [];
  const sizes = on.map((each) => lineDaysOf(each, job));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;
  for (const [i, each] of on.entries()) {
    const [from, size] = [before, sizes[i] ?? 0];
    const tell = (done: number) => job.onProgress?.(from + done * size, total);
    before += size;
    parts.push(
      await ("dir" in each
        ? ofDataset(each, settled, job, tell)
        : ofScenario(each, settled, job, tell)),
    );
  }
  const datasets = parts.flatMap((part) => part.datasets);
  const cells = corrected(parts.flatMap((part) => part.cells));
  const together = parts.flatMap((part) => part.together);
  return {
    ...{ schemaVersion: 1, tool: toolVersion(), datasets, cells },
    records: parts.flatMap((part) => part.records),
    beside: parts.flatMap((part) => part.beside),
    nights: parts.flatMap((part) => part.nights),
    costs: job.costs ?? null,
    strategies: strategies.map((strategy) => {
      const { name, by, summary, source } = strategy;
      return { name, by, summary, source, adoption: adoptionOf(strategy) };
    }),
    together,
    answers: datasets.flatMap((dataset) =>
      answersOf(dataset, cells, englishAnswers, { strategies, together }),
    ),
    warnings: [
      ...strategies.flatMap(strategyWarnings),
      ...parts.flatMap((part) => part.warnings),
      ...(mix === undefined
        ? []
        : [
            ...new Map(datasets.filter(({ truth }) => truth).map((each) => [each.name, each])),
          ].flatMap(([, dataset]) => mixWarnings(mix, mixedWorld(cells, dataset)))),
    ],
    timings: { seconds: (performance.now() - started) / 1000 },
  };
}

/** Cells are found by the names of their world and strategy, and lines by their seed. */
function checkNames({ on, strategies, seeds = [], open = false }: StudyJob): void {
  const strategyNames = strategies.map(({ name }) => name);
  mustDiffer("strategies", strategyNames);
  mustDiffer("seeds", seeds);
  const recorded = on.filter((each) => "dir" in each || open);
  for (const worlds of [on.filter((each) => !("dir" in each)), recorded]) {
    const names = worlds.map(({ name }) => name);
    mustDiffer("worlds", names);
  }
}

async function ofScenario(
  given: StudiedScenario,
  settled: readonly SetStrategy[],
  job: StudyJob,
  tell: (done: number) => void,
): Promise<Part> {
  const { seeds = ["1"], safeguards, data = "runs/data", open = false } = job;
  const { signal, workers = 1, resume = false } = job;
  const common = { seeds, reckoning: reckoningOf(job) };
  const closed = await studyScenario(given, settled, {
    ...{ ...common, workers, onProgress: tell, breathe: () => breathe(signal) },
    ...(job.data === undefined
      ? {}
      : { finished: openFinishedParts(join(job.data, "studied"), resume) }),
    ...(safeguards ? { safeguards } : {}),
    ...(signal ? { signal } : {}),
  });
  const nights = closed.night === null ? [] : [closed.night];
  const lived = { datasets: [closed.dataset], cells: closed.cells, nights };
  const { together } = closed;
  if (!open) return { ...lived, together, records: [], beside: [], warnings: [] };
  const recorded = await studyBeside(given, settled, closed, {
    ...{ ...common, data, workers, safeguards: safeguards ?? SAFEGUARDS },
    breathe: () => breathe(signal),
    ...(signal ? { signal } : {}),
  });
  return {
    datasets: [...lived.datasets, recorded.dataset],
    cells: [...lived.cells, ...recorded.cells],
    ...{ nights, together: [...together, ...recorded.together] },
    ...{ records: recorded.records, beside: recorded.beside, warnings: recorded.warnings },
  };
}

async function ofDataset(
  { name, dir }: StudiedDataset,
  settled: readonly SetStrategy[],
  job: StudyJob,
  tell: (done: number) => void,
): Promise<Part> {
  const { tariff, signal } = job;
  const { dataset, cells, records, together, warnings } = await studyFolders(
    { name, folders: [{ dir }] },
    settled,
    {
      ...(tariff ? { tariff } : {}),
      reckoning: reckoningOf(job),
      async breathe(done, total) {
        tell(done / total);
        await breathe(signal);
      },
    },
  );
  return { datasets: [dataset], cells, records, together, beside: [], nights: [], warnings };
}

function lineDaysOf(
  each: StudiedScenario | StudiedDataset,
  { seeds = ["1"], strategies }: StudyJob,
): number {
  if ("dir" in each) {
    const { devices, span } = readManifest(each.dir);
    return (devices * (span.to - span.from)) / DAY;
  }
  const { devices, days } = each.scenario;
  return devices * days * seeds.length * (strategies.length + 1);
}

function reckoningOf({ mix, costs }: StudyJob): Reckoning {
  return { ...(mix ? { mix } : {}), ...(costs ? { costs } : {}) };
}

/** A study is one long computation: a signal is heard between two parts of it. */
async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}

function mixedWorld(cells: readonly Cell[], { name, lookAlikes = {} }: StudyDataset): MixedWorld {
  const here = cells.filter((cell) => cell.dataset === name && cell.cases > 0);
  const kinds = here.map(({ kind }) => kind).filter((kind) => kind !== "all");
  return { dataset: name, kinds: [...new Set(kinds)], lookAlikes: Object.keys(lookAlikes) };
}
