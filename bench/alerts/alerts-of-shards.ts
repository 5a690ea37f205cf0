import type { ViewBatch, ViewName } from "../../datasets/view.ts";
import type { Alerts } from "../alerts.ts";
import { openAlertReader } from "../runners/alert-log.ts";
import type { DatasetSource } from "../runners/dataset-source.ts";
import { type AlertedRows, type AlertFilter, Gathering } from "./gathering.ts";
import { ROWS_PER_SHARD } from "./rows.ts";
import { factsOfShard } from "./shard-facts.ts";

/** A detector's alerts on one shard, as its run left them. */
export interface ShardAlerts {
  readonly shard: number;
  readonly file: string;
  readonly alerts: number;
}

/** Finds the alerts on one shard; none where it is not named. */
export function ofShard(shards: readonly ShardAlerts[], shard: number): ShardAlerts {
  return shards.find((one) => one.shard === shard) ?? { shard, file: "", alerts: 0 };
}

/** Takes alerted rows of a batch whose first row has the given number; arrays are reused. */
export type TakeRows = (batch: ViewBatch, rows: AlertedRows, firstRow: number) => void;

/**
 * Puts device and times to the alerts of a shard, which name their rows only, by reading the view
 * along with them: memory holds no more than the rows of a shard of common size, however many alerts
 * there are. A device lies in one shard, so its alerts come in order of time, which is all that
 * merging asks for. Batches without an alert are left out.
 */
export function streamAlerts(
  source: DatasetSource,
  view: ViewName,
  { shard, file, alerts }: ShardAlerts,
  take: TakeRows,
): void {
  if (alerts === 0) return;
  const reader = openAlertReader(file);
  let block = reader.next();
  let at = 0;
  let first = 0;
  const places = new Uint32Array(block?.length ?? 0);
  for (const batch of factsOfShard(source, view, shard)) {
    const end = first + batch.length;
    while (block !== null) {
      const from = at;
      for (; at < block.length && block.rows[at] < end; at++) places[at] = block.rows[at] - first;
      if (at > from) {
        const rows = {
          length: at - from,
          at: places.subarray(from, at),
          score: block.scores.subarray(from, at),
        };
        take(batch, rows, shard * ROWS_PER_SHARD + first);
      }
      if (at < block.length) break;
      block = reader.next();
      at = 0;
    }
    first = end;
    if (block === null) break;
  }
  reader.close();
}

/** Gathers all alerts of one shard, in order of (time, row): 44 bytes each. */
export function alertsOfShard(source: DatasetSource, view: ViewName, shard: ShardAlerts): Alerts {
  const gathering = new Gathering(EVERY_ALERT);
  streamAlerts(source, view, shard, (batch, rows, first) => gathering.addRows(batch, rows, first));
  return gathering.alerts();
}

const EVERY_ALERT: AlertFilter = { floor: Number.NEGATIVE_INFINITY, keeps: () => true };
