import type { Dataset } from "../datasets/dataset.ts";
import type { CombinedEntry } from "./bench-cells.ts";
import { passMark } from "./calibrate.ts";
import { type CellResult, type CellSettings, scoringFor } from "./run-cells.ts";
import type { Failure } from "./runners/failure.ts";
import type { ScoreTask, TaskScore } from "./score-task.ts";

/** What a combiner came to on one dataset. */
export interface CombinedResult {
  readonly entry: CombinedEntry;
  readonly failure: Failure | null;
  readonly score: TaskScore | null;
}

/**
 * Scores combiners on what their members have answered, each member on the first view that it and
 * the dataset share. A combiner whose member failed has failed too.
 */
export async function combineCells(
  { dir }: Dataset,
  entries: readonly CombinedEntry[],
  results: readonly CellResult[],
  settings: CellSettings,
): Promise<CombinedResult[]> {
  const made = entries.map((entry) => {
    const members = entry.members.map((runnable) =>
      results.find(({ cell }) => cell.runnable === runnable),
    );
    const failed = members.find((member) => !member?.score);
    const failure: Failure | null = failed
      ? {
          status: failed.failure?.status ?? "error",
          reason: `${failed.cell.runnable.name}: ${failed.failure?.reason ?? "has no scores"}`,
        }
      : null;
    return { entry, failure, members: members.filter((member) => member !== undefined) };
  });
  const ready = made.filter(({ failure }) => failure === null);
  const scores = await settings.pool.score(
    ready.map(({ entry, members }) => taskOf(dir, entry, members, settings)),
    (done, total) => settings.onWork("score", done, total),
  );
  return made.map((each): CombinedResult => {
    const at = ready.indexOf(each);
    return { entry: each.entry, failure: each.failure, score: at < 0 ? null : scores[at] };
  });
}

function taskOf(
  dataset: string,
  entry: CombinedEntry,
  members: readonly CellResult[],
  { budget, capacity, scoring, tariff }: CellSettings,
): ScoreTask {
  const alerts = members.map(({ cell, shards, score }) => ({
    name: cell.runnable.name,
    view: cell.view ?? "charging",
    shards,
    pass: String(score ? passMark(score.calibrated.threshold) : Number.POSITIVE_INFINITY),
  }));
  return {
    kind: "score",
    dataset,
    view: alerts[0].view,
    members: alerts,
    combiner: { name: entry.combiner, options: entry.options },
    budget,
    capacity,
    elsewhere: null,
    shippedThreshold: entry.shippedThreshold,
    scoring: scoringFor(
      scoring,
      entry.members.flatMap(({ spec }) => [...spec.detects]),
    ),
    tariff,
  };
}
