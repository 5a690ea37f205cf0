import type { ViewBatch, ViewName } from "../../datasets/view.ts";
import type { Alerts } from "../alerts.ts";
import { openAlertReader } from "../runners/alert-log.ts";
import type { DatasetSource } from "../runners/dataset-source.ts";
import { openAlertBuffer } from "./alert-buffer.ts";
import { ROWS_PER_SHARD } from "./rows.ts";

/** A detector's alerts on one shard, as its run left them. */
export interface ShardAlerts {
  readonly shard: number;
  readonly file: string;
  readonly alerts: number;
}

/** Takes the scores of a batch whose first row has the given number; -Infinity is no alert. */
export type TakeBatch = (batch: ViewBatch, scores: Float64Array, firstRow: number) => void;

/**
 * Puts device and times to alerts that name their rows only, by reading the view along with them:
 * memory holds one batch, however many alerts and rows there are.
 *
 * Shard follows shard, and a device lies in one of them: alerts are in order of time for each
 * device, which is all that merging asks for. Batches without an alert are left out.
 */
export function streamAlerts(
  source: DatasetSource,
  view: ViewName,
  shards: readonly ShardAlerts[],
  take: TakeBatch,
): void {
  for (const { shard, file, alerts } of shards) {
    if (alerts === 0) continue;
    const reader = openAlertReader(file);
    let block = reader.next();
    let at = 0;
    let first = 0;
    let scores = new Float64Array(0);
    for (const batch of source.shard(view, shard).batches(FACTS)) {
      const end = first + batch.length;
      if (scores.length < batch.length) scores = new Float64Array(batch.length);
      let any = false;
      while (block !== null && block.rows[at] < end) {
        if (!any) scores.fill(Number.NEGATIVE_INFINITY);
        any = true;
        scores[block.rows[at] - first] = block.scores[at];
        if (++at < block.length) continue;
        block = reader.next();
        at = 0;
      }
      if (any) take(batch, scores, shard * ROWS_PER_SHARD + first);
      first = end;
      if (block === null) break;
    }
    reader.close();
  }
}

const FACTS = ["device", "visibleAt", "start", "time"] as const;

/** Gathers all alerts of one shard, in order of (time, row): 44 bytes each. */
export function alertsOfShard(source: DatasetSource, view: ViewName, shard: ShardAlerts): Alerts {
  const buffer = openAlertBuffer();
  let row = new Float64Array(0);
  streamAlerts(source, view, [shard], (batch, score, firstRow) => {
    const { length, device, visibleAt, start, time } = batch;
    if (row.length < length) row = new Float64Array(length);
    for (let i = 0; i < length; i++) row[i] = firstRow + i;
    const alerts = { length, device, time: visibleAt, row, rowStart: start, rowEnd: time, score };
    for (let i = 0; i < length; i++)
      if (score[i] > Number.NEGATIVE_INFINITY) buffer.copy(alerts, i);
  });
  return buffer.alerts();
}
