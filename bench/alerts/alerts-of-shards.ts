import type { ViewBatch, ViewName } from "../../datasets/view.ts";
import type { Alerts } from "../alerts.ts";
import { openAlertReader } from "../runners/alert-log.ts";
import type { DatasetSource } from "../runners/dataset-source.ts";
import { openAlertBuffer } from "./alert-buffer.ts";
import type { AlertedRows } from "./alert-store.ts";
import { ROWS_PER_SHARD } from "./rows.ts";

/** A detector's alerts on one shard, as its run left them. */
export interface ShardAlerts {
  readonly shard: number;
  readonly file: string;
  readonly alerts: number;
}

/** Takes the alerted rows of a batch whose first row has the given number; arrays are reused. */
export type TakeRows = (batch: ViewBatch, rows: AlertedRows, firstRow: number) => void;

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
  take: TakeRows,
): void {
  for (const { shard, file, alerts } of shards) {
    if (alerts === 0) continue;
    const reader = openAlertReader(file);
    let block = reader.next();
    let at = 0;
    let first = 0;
    let places = new Uint32Array(0);
    let scores = new Float64Array(0);
    for (const batch of source.shard(view, shard).batches(FACTS)) {
      const end = first + batch.length;
      if (scores.length < batch.length) {
        places = new Uint32Array(batch.length);
        scores = new Float64Array(batch.length);
      }
      let length = 0;
      while (block !== null && block.rows[at] < end) {
        const last = Math.min(block.length, at + batch.length - length);
        for (; at < last && block.rows[at] < end; at++) {
          places[length] = block.rows[at] - first;
          scores[length++] = block.scores[at];
        }
        if (at < block.length) break;
        block = reader.next();
        at = 0;
      }
      if (length > 0) {
        take(batch, { length, at: places, score: scores }, shard * ROWS_PER_SHARD + first);
      }
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
  streamAlerts(source, view, [shard], (batch, { length, at, score }, firstRow) => {
    const { device, visibleAt, start, time } = batch;
    for (let k = 0; k < length; k++) {
      const i = at[k];
      buffer.push({
        device: device[i],
        time: visibleAt[i],
        row: firstRow + i,
        rowStart: start[i],
        rowEnd: time[i],
        score: score[k],
      });
    }
  });
  return buffer.alerts();
}
