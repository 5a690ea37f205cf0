import type { Dataset } from "../../datasets/dataset.ts";
import type { ViewName } from "../../datasets/view.ts";
import type { Failure } from "../runners/failure.ts";
import { leadOf } from "../tasks/score-task.ts";
import type { ScoreTask, TaskScore } from "../tasks/task.ts";
import { passMark } from "../thresholds/calibrate.ts";
import { scoringFor } from "./cell-task.ts";
import type { CombinedEntry } from "./entries.ts";
import type { CellResult, CellSettings } from "./run-cells.ts";

/** What a combiner came to on one dataset. */
export interface CombinedResult {
  readonly entry: CombinedEntry;
  readonly failure: Failure | null;
  readonly score: TaskScore | null;
  /** View of its members with most rows: the coin beside it is drawn over them. */
  readonly floorView: ViewName | null;
}

/**
 * Scores combiners on what their members have answered, each member on the first view that it and
 * the dataset share. A combiner whose member failed has failed too.
 */
export async function combineCells(
  { dir, manifest }: Dataset,
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
    const found = members.filter((member) => member !== undefined);
    return { entry, failure, members: found, floorView: longestView(manifest, found) };
  });
  const ready = made.filter(({ failure }) => failure === null);
  const scores = await settings.pool.score(
    ready.map(({ entry, members }) => taskOf(dir, entry, members, settings)),
    (done, total) => settings.onWork("score", done, total),
  );
  return made.map((each): CombinedResult => {
    const at = ready.indexOf(each);
    const { entry, failure, floorView } = each;
    return { entry, failure, floorView, score: at < 0 ? null : scores[at] };
  });
}

/** A coin over the most rows has the finest choice of moments, so no member had a finer one. */
function longestView(
  { views }: Dataset["manifest"],
  members: readonly CellResult[],
): ViewName | null {
  let longest: ViewName | null = null;
  for (const { cell } of members) {
    const rows = cell.view === null ? 0 : (views[cell.view]?.rows ?? 0);
    const most = longest === null ? -1 : (views[longest]?.rows ?? 0);
    if (cell.view !== null && rows > most) longest = cell.view;
  }
  return longest;
}

function taskOf(
  dataset: string,
  entry: CombinedEntry,
  members: readonly CellResult[],
  { budget, capacity, scoring, tariff, given, asWritten = false, fill = false }: CellSettings,
): ScoreTask {
  const alerts = members.map(({ cell, shards, score }) => ({
    name: cell.runnable.name,
    view: cell.view ?? "charging",
    shards,
    pass: String(score ? passMark(leadOf(score).threshold) : Number.POSITIVE_INFINITY),
    written: String(score ? passMark(score.shipped.threshold) : Number.POSITIVE_INFINITY),
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
    shippedThreshold: given?.get(entry.name) ?? entry.shippedThreshold,
    given: given?.has(entry.name) === true,
    asWritten,
    fill,
    scoring: scoringFor(
      scoring,
      entry.members.flatMap(({ spec }) => [...spec.detects]),
    ),
    tariff,
  };
}
