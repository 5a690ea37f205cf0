import type { Dataset } from "../../datasets/dataset.ts";
import { codeOf, type Values } from "../../datasets/table.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../../datasets/view.ts";
import { SPLITS } from "../../datasets/vocabularies.ts";
import { loadTruth } from "../worlds/load-truth.ts";

/** Rows to learn from; the arrays belong to who takes them. */
export interface Lesson {
  readonly batch: ViewBatch;
  /** Bytes of incidents in each row; null where they are not to be known. */
  readonly incident: Float64Array | null;
}

/** Which rows to read. */
export interface LessonsAsked {
  readonly view: ViewName;
  readonly columns: readonly ViewColumn[];
  /** Also read the labels. */
  readonly labels: boolean;
  /** Longest batch; another number cuts elsewhere. */
  readonly longest: number;
}

/**
 * Reads the rows of the calibration lines of a dataset, shard after shard, each in order of delivery,
 * in copies: rows of test lines never leave this function. What truth leaves open is no incident.
 * Memory: one batch, and what truth names of one shard.
 */
export function* calibrationRows(dataset: Dataset, asked: LessonsAsked): Generator<Lesson> {
  const { view, columns, longest } = asked;
  const { split, subjectOf } = loadTruth(dataset);
  const code = codeOf(SPLITS, "calibration", "split");
  for (let shard = 0; shard < dataset.shards; shard++) {
    const incidentOf = asked.labels ? incidentBytes(dataset, view, shard, subjectOf) : null;
    let first = 0;
    for (const batch of dataset.readView(view, shard, [...columns])) {
      const rows: number[] = [];
      for (let i = 0; i < batch.length; i++) if (split[batch.device[i]] === code) rows.push(i);
      for (let from = 0; from < rows.length; from += longest) {
        const part = rows.slice(from, from + longest);
        yield {
          batch: picked(batch, columns, part),
          incident: incidentOf && Float64Array.from(part, (i) => incidentOf.get(first + i) ?? 0),
        };
      }
      first += batch.length;
    }
  }
}

function incidentBytes(
  dataset: Dataset,
  view: ViewName,
  shard: number,
  subjectOf: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const bytes = new Map<number, number>();
  for (const { length, row, episode, up, down } of dataset.readRecordTruth(view, shard)) {
    for (let i = 0; i < length; i++) {
      if ((subjectOf.get(episode[i]) ?? -1) < 0) continue;
      bytes.set(row[i], (bytes.get(row[i]) ?? 0) + up[i] + down[i]);
    }
  }
  return bytes;
}

function picked(
  batch: ViewBatch,
  columns: readonly ViewColumn[],
  rows: readonly number[],
): ViewBatch {
  const out: Record<string, unknown> = { length: rows.length };
  for (const name of columns) {
    const from = batch[name];
    const to = new (from.constructor as new (length: number) => Values)(rows.length);
    for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]];
    out[name] = to;
  }
  return out as unknown as ViewBatch;
}
