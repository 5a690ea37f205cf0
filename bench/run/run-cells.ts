import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { ShardAlerts } from "../alerts/alerts-of-shards.ts";
import type { Failure } from "../runners/failure.ts";
import type { Runnable } from "../runners/runnable.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import type { ScoreTask, TaskScore } from "../tasks/task.ts";
import type { Threshold } from "../thresholds/calibrate.ts";
import type { Unit } from "../workers/unit.ts";
import type { Cell } from "./bench-cells.ts";
import type { FinishedCells } from "./finished-cells.ts";
import { type CellFit, type FitSettings, fitCells } from "./fit-cells.ts";
import { datasetHash, jsonHash, runnableHash } from "./provenance.ts";

/** What a cell came to. */
export interface CellResult {
  readonly cell: Cell;
  readonly failure: Failure | null;
  readonly score: TaskScore | null;
  readonly shards: readonly ShardAlerts[];
  readonly rows: number;
  readonly alerts: number;
  /** Time in the detector alone. */
  readonly ms: number;
  /** What it learned before; null where it learns nothing. */
  readonly fit: CellFit | null;
}

/** Settings that every cell shares. */
export interface CellSettings extends FitSettings {
  readonly budget: number;
  readonly capacity: number | null;
  readonly tariff: Tariff | null;
  readonly scoring: Partial<ScoringOptions>;
  readonly workers: number;
  /** Nothing is calibrated: every rule at its own number. */
  readonly asWritten?: boolean;
  /** A capacity is filled even where a rule as written asks for fewer alarms. */
  readonly fill?: boolean;
  /** Thresholds that were given, by name. */
  readonly given?: ReadonlyMap<string, number>;
  /** Folder for alerts while they are needed. */
  readonly scratch: string;
  readonly finished: FinishedCells;
  /** The only seed of its dataset: workers can put the intervals to what they have tallied. */
  readonly isOnlySeed: boolean;
  /** Detectors whose alerts a combiner needs: they run even when they have finished before. */
  readonly members: ReadonlySet<Runnable>;
  /** Threshold of a cell elsewhere, for data without a calibration half. */
  elsewhere(cell: Cell): Threshold | null;
  /** Told of each piece of work. */
  onWork(what: "detect" | "score", done: number, total: number): void;
}

/**
 * Runs and scores the cells of one dataset. Units of work hold one view and shard and a share of
 * the detectors, so that a dataset of one shard keeps all workers busy too. Alerts stay on disk
 * until the caller removes the scratch folder, since combiners read them again.
 */
export async function runCells(
  dataset: Dataset,
  asked: readonly Cell[],
  settings: CellSettings,
): Promise<CellResult[]> {
  const fits = await fitCells(dataset, asked, settings);
  const cells = asked.map((cell, i) => ({
    ...cell,
    failure: cell.failure ?? fits[i]?.failure ?? null,
  }));
  const hash = datasetHash(dataset.manifest);
  const keys = cells.map((cell, i) => keyOfCell(hash, cell, settings, fits[i]?.hash));
  const known = keys.map((key, i) =>
    settings.members.has(cells[i].runnable) ? null : settings.finished.find(key),
  );
  const toRun = cells.flatMap((cell, i) => (cell.failure || known[i] ? [] : [i]));
  const runs = await detect(dataset, cells, { toRun, fits }, settings);
  const tasks = toRun.filter((i) => runs.get(i)?.failure === null);
  const scores = await settings.pool.score(
    tasks.map((i) => taskOf(dataset, cells[i], runs.get(i)?.shards ?? [], settings)),
    (done, total) => settings.onWork("score", done, total),
    // Kept at once, so that an interruption loses no more than it must.
    (score, task) => {
      const i = tasks[task];
      const { rows, alerts, ms } = runs.get(i) ?? NOTHING;
      settings.finished.keep(keys[i], { score, rows, alerts, ms });
    },
  );
  return cells.map((cell, i): CellResult => {
    const kept = known[i];
    const fit = fits[i];
    if (cell.failure) return { ...NOTHING, cell, fit, failure: cell.failure };
    if (kept) return { ...NOTHING, cell, fit, ...kept };
    const run = runs.get(i) ?? NOTHING;
    const at = tasks.indexOf(i);
    return { ...run, cell, fit, score: at < 0 ? null : scores[at] };
  });
}

const NOTHING = {
  failure: null,
  score: null,
  shards: [],
  rows: 0,
  alerts: 0,
  ms: 0,
} as const;

/** Of finished work: it grows when a tally changes, or a resumed run would read what is not there. */
const FORMAT = 4;

/** Points of a sweep and today's rules are looked at as written alone. */
function isWritten({ sweep, today }: Cell, { asWritten }: CellSettings): boolean {
  return asWritten === true || sweep !== undefined || today === true;
}

function keyOfCell(
  dataset: string,
  cell: Cell,
  settings: CellSettings,
  fitted: string | undefined,
): string | null {
  const code = runnableHash(cell.runnable);
  if (code === null || cell.failure) return null;
  const { budget, capacity, tariff, scoring, fill } = settings;
  const asked = [budget, capacity, fill, tariff, scoring, isWritten(cell, settings)];
  const own = [settings.given?.get(ownName(cell)), cell.sweep?.value, fitted];
  return jsonHash([FORMAT, dataset, cell.view, code, asked, own, settings.elsewhere(cell)]);
}

/** What a threshold is given to: a point of a sweep is the rule that is swept. */
function ownName({ runnable, sweep }: Cell): string {
  return (sweep?.of ?? runnable).name;
}

interface Run {
  readonly failure: Failure | null;
  readonly shards: readonly ShardAlerts[];
  readonly rows: number;
  readonly alerts: number;
  readonly ms: number;
}

async function detect(
  { dir, shards }: Dataset,
  cells: readonly Cell[],
  { toRun, fits }: { toRun: readonly number[]; fits: readonly (CellFit | null)[] },
  { limits, workers, scratch, pool, onWork }: CellSettings,
): Promise<Map<number, Run>> {
  mkdirSync(scratch, { recursive: true });
  const units: Unit[] = [];
  const cellsOfUnit: (readonly number[])[] = [];
  for (const group of groupsOf(cells, toRun, Math.max(1, Math.ceil(workers / shards)))) {
    const { view } = cells[group[0]];
    if (view === null) continue;
    for (let shard = 0; shard < shards; shard++) {
      const runs = group.map((i) => {
        const { how, spec, options } = cells[i].runnable;
        const files = { alertFile: fileOf(scratch, i, shard), fittedFile: fits[i]?.path ?? null };
        return { runnable: { how, spec, options }, ...files };
      });
      units.push({ dataset: dir, view, shard, runs, limits });
      cellsOfUnit.push(group);
    }
  }
  const answers = await pool.detect(units, (done, total) => onWork("detect", done, total));
  const out = new Map<number, Run>();
  for (const [u, unit] of units.entries()) {
    for (const [r, i] of cellsOfUnit[u].entries()) {
      const { failure, alerts, rows, ms } = answers[u][r];
      const before = out.get(i);
      const shard = { shard: unit.shard, file: unit.runs[r].alertFile, alerts };
      out.set(i, {
        // The first failure in order of shards, whichever worker came to it first.
        failure: before?.failure ?? failure,
        shards: [...(before?.shards ?? []), shard],
        rows: (before?.rows ?? 0) + rows,
        alerts: (before?.alerts ?? 0) + alerts,
        ms: (before?.ms ?? 0) + ms,
      });
    }
  }
  for (const { failure, shards: files } of out.values()) {
    if (failure) for (const { file } of files) rmSync(file, { force: true });
  }
  return out;
}

function fileOf(scratch: string, cell: number, shard: number): string {
  return join(scratch, `${cell}-${shard}.alerts`);
}

/** Detectors of the catalogue on one view share units, in so many parts; every plug-in has its own. */
function groupsOf(cells: readonly Cell[], toRun: readonly number[], parts: number): number[][] {
  const shared = new Map<string, number[]>();
  const alone: number[][] = [];
  for (const i of toRun) {
    const { runnable, view } = cells[i];
    if (runnable.how.kind !== "catalogue") {
      alone.push([i]);
      continue;
    }
    const key = String(view);
    const group = shared.get(key);
    if (group) group.push(i);
    else shared.set(key, [i]);
  }
  const groups = [...shared.values()].flatMap((group) =>
    Array.from({ length: parts }, (_, part) => group.filter((_, i) => i % parts === part)),
  );
  return [...groups.filter((group) => group.length > 0), ...alone];
}

function taskOf(
  { dir }: Dataset,
  cell: Cell,
  shards: readonly ShardAlerts[],
  settings: CellSettings,
): ScoreTask {
  const { runnable } = cell;
  const view = cell.view ?? "charging";
  const { budget, capacity, scoring, tariff, fill = false } = settings;
  return {
    kind: "score",
    dataset: dir,
    view,
    members: [{ name: runnable.name, view, shards, pass: "0" }],
    combiner: null,
    budget,
    capacity,
    elsewhere: settings.elsewhere(cell),
    intervals: settings.isOnlySeed && cell.sweep === undefined,
    ...writtenAt({ ...runnable, name: ownName(cell) }, settings),
    asWritten: isWritten(cell, settings),
    fill,
    sums: cell.sweep !== undefined,
    scoring: scoringFor(scoring, runnable.spec.detects),
    tariff,
  };
}

/** The number of a rule as written, and whether it was given for this run. */
function writtenAt(
  { name, hasThreshold, spec }: Runnable,
  { given }: Pick<CellSettings, "given">,
): { shippedThreshold: number | null; given: boolean } {
  const number = given?.get(name);
  if (number !== undefined) return { shippedThreshold: number, given: true };
  return { shippedThreshold: hasThreshold ? spec.score.threshold : null, given: false };
}

/**
 * Tells scoring what a detector claims, where that matters: where it does not, all detectors share
 * one world.
 */
export function scoringFor(
  scoring: Partial<ScoringOptions>,
  detects: readonly string[],
): Partial<ScoringOptions> {
  return scoring.kinds === "claimed" ? { ...scoring, detects } : scoring;
}
