import type { Dataset } from "../../datasets/dataset.ts";
import type { ShardAlerts } from "../alerts/alerts-of-shards.ts";
import type { Failure } from "../runners/failure.ts";
import type { Runnable } from "../runners/runnable.ts";
import type { TaskScore } from "../tasks/task.ts";
import type { WorkerPool } from "../workers/worker-pool.ts";
import type { Cell } from "./bench-cells.ts";
import { cellTask, isWritten, ownName, type TaskSettings } from "./cell-task.ts";
import { type DetectSettings, detectCells } from "./detect-cells.ts";
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
export interface CellSettings
  extends Omit<FitSettings, "pool">,
    TaskSettings,
    Omit<DetectSettings, "pool"> {
  readonly pool: WorkerPool;
  readonly finished: FinishedCells;
  /** Detectors whose alerts a combiner needs: they run even when they have finished before. */
  readonly members: ReadonlySet<Runnable>;
}

/**
 * Runs and scores the cells of one dataset. Alerts stay on disk
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
  const runs = await detectCells(dataset, cells, { toRun, fits }, settings);
  const tasks = toRun.filter((i) => runs.get(i)?.failure === null);
  const scores = await settings.pool.score(
    tasks.map((i) => cellTask(dataset, cells[i], runs.get(i)?.shards ?? [], settings)),
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
