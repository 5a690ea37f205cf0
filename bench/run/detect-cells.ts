import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Dataset } from "../../datasets/dataset.ts";
import type { ShardAlerts } from "../alerts/alerts-of-shards.ts";
import { allShards, type ShardRange } from "../alerts/rows.ts";
import type { Failure } from "../runners/failure.ts";
import type { Limits } from "../runners/foreign-process.ts";
import type { Unit } from "../workers/unit.ts";
import type { WorkerPool } from "../workers/worker-pool.ts";
import type { Cell } from "./bench-cells.ts";
import type { CellFit } from "./fit-cells.ts";

/** How detectors are run. */
export interface DetectSettings {
  readonly limits: Limits;
  readonly workers: number;
  /** Folder for alerts while they are needed. */
  readonly scratch: string;
  readonly pool: Pick<WorkerPool, "detect">;
  /** Told of each piece of work. */
  onWork(what: "detect" | "score", done: number, total: number): void;
}

/** What a detector left on the shards that it ran on. */
export interface DetectedCell {
  readonly failure: Failure | null;
  readonly shards: readonly ShardAlerts[];
  readonly rows: number;
  readonly alerts: number;
  readonly ms: number;
}

/** Which of the cells run, what they learned before, and on which shards they run: all when left out. */
export interface Detecting {
  readonly toRun: readonly number[];
  readonly fits: readonly (CellFit | null)[];
  readonly shards?: ShardRange;
}

/**
 * Runs cells on shards of a dataset. Units of work hold one view and shard and a share of the
 * detectors, so that a dataset of one shard keeps all workers busy too.
 */
export async function detectCells(
  dataset: Dataset,
  cells: readonly Cell[],
  { toRun, fits, shards = allShards(dataset) }: Detecting,
  { limits, workers, scratch, pool, onWork }: DetectSettings,
): Promise<Map<number, DetectedCell>> {
  mkdirSync(scratch, { recursive: true });
  const units: Unit[] = [];
  const cellsOfUnit: (readonly number[])[] = [];
  for (const group of groupsOf(
    cells,
    toRun,
    Math.max(1, Math.ceil(workers / (shards.to - shards.from))),
  )) {
    const { view } = cells[group[0]];
    if (view === null) continue;
    for (let shard = shards.from; shard < shards.to; shard++) {
      const runs = group.map((i) => {
        const { how, spec, options } = cells[i].runnable;
        const files = { alertFile: fileOf(scratch, i, shard), fittedFile: fits[i]?.path ?? null };
        return { runnable: { how, spec, options }, ...files };
      });
      units.push({ dataset: dataset.dir, view, shard, runs, limits });
      cellsOfUnit.push(group);
    }
  }
  const answers = await pool.detect(units, (done, total) => onWork("detect", done, total));
  const out = new Map<number, DetectedCell>();
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
