import { CellScore } from "./cell-score.ts";
import { readyWorld } from "./ready-world.ts";
import type { ScoreTask, TalliedPoint, TaskScore } from "./task.ts";

/**
 * Calibrates and tallies detectors on one view of one dataset, all of them on one shard after the
 * other, so that a shard's rows and its part of the ledger are read once for all.
 */
export function runScoreTasks(tasks: readonly ScoreTask[]): TaskScore[] {
  if (tasks.length === 0) return [];
  const { source } = readyWorld(tasks[0], tasks[0].view);
  const cells = tasks.map((task) => new CellScore(task));
  const { shards } = source.dataset;
  const each = (work: (cell: CellScore, shard: number) => void) => {
    for (let shard = 0; shard < shards; shard++) for (const cell of cells) work(cell, shard);
  };
  each(({ thresholds }, shard) => thresholds.count(shard));
  each(({ thresholds }, shard) => thresholds.place(shard));
  each((cell, shard) => cell.tally(shard));
  return cells.map((cell) => cell.score());
}

/** Calibrates and tallies one detector, or several combined. */
export function runScoreTask(task: ScoreTask): TaskScore {
  return runScoreTasks([task])[0];
}

/** The point of a score that stands first. */
export function leadOf(score: TaskScore): TalliedPoint {
  return score[score.leads];
}
