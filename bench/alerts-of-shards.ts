import type { ViewName } from "../datasets/view.ts";
import type { Alerts } from "./alerts.ts";
import { readAlertFile } from "./runners/alert-log.ts";
import type { DatasetSource } from "./runners/dataset-source.ts";
import { gather } from "./sort-alerts.ts";

/** What scoring needs to know of the rows of one shard. */
interface RowFacts {
  readonly device: Uint32Array;
  readonly visibleAt: Float64Array;
  readonly start: Float64Array;
  readonly time: Float64Array;
}

/** A detector's alerts on one shard, as its run left them. */
export interface ShardAlerts {
  readonly shard: number;
  readonly file: string;
  readonly alerts: number;
}

/** Puts device and times to alerts that name their rows only. */
export interface AlertJoin {
  /**
   * Reads a run's files. A device lies in one shard, so shard after shard is in order of time for
   * each device, which is all that merging asks for; `sorted` puts the whole in order of (time, row).
   */
  load(shards: readonly ShardAlerts[], sorted?: boolean): Alerts;
}

const ROWS_PER_SHARD = 4_294_967_296;

/**
 * Opens the join for one view: its devices and times are read once, 28 bytes a row, and kept for
 * one detector after the other.
 */
export function openAlertJoin(source: DatasetSource, view: ViewName): AlertJoin {
  const facts = new Map<number, RowFacts>();
  const factsOf = (shard: number): RowFacts => {
    let found = facts.get(shard);
    if (found === undefined) {
      found = readFacts(source, view, shard);
      facts.set(shard, found);
    }
    return found;
  };
  return {
    load(shards, sorted = false) {
      const length = shards.reduce((sum, { alerts }) => sum + alerts, 0);
      const device = new Uint32Array(length);
      const time = new Float64Array(length);
      const row = new Float64Array(length);
      const rowStart = new Float64Array(length);
      const rowEnd = new Float64Array(length);
      const score = new Float64Array(length);
      const bounds = [0];
      let at = 0;
      for (const { shard, file, alerts } of shards) {
        if (alerts === 0) continue;
        bounds.push(at + alerts);
        const of = factsOf(shard);
        const { rows, scores } = readAlertFile(file, alerts);
        score.set(scores, at);
        for (let i = 0; i < alerts; i++, at++) {
          const r = rows[i];
          device[at] = of.device[r];
          time[at] = of.visibleAt[r];
          row[at] = shard * ROWS_PER_SHARD + r;
          rowStart[at] = of.start[r];
          rowEnd[at] = of.time[r];
        }
      }
      const joined = { length, device, time, row, rowStart, rowEnd, score };
      return bounds.length <= 2 || !sorted ? joined : gather(joined, mergedOrder(time, bounds));
    },
  };
}

/** Merges runs that are in order already, two by two; equal times keep the order of their shards. */
function mergedOrder(time: Float64Array, bounds: readonly number[]): Uint32Array {
  let order = Uint32Array.from(time, (_, i) => i);
  let spare = new Uint32Array(order.length);
  for (let runs = bounds; runs.length > 2; ) {
    const next = [0];
    for (let r = 0; r + 1 < runs.length; r += 2) {
      const [from, middle, to] = [runs[r], runs[r + 1], runs[r + 2] ?? runs[r + 1]];
      let a = from;
      let b = middle;
      for (let at = from; at < to; at++) {
        const takeA = a < middle && (b >= to || time[order[a]] <= time[order[b]]);
        spare[at] = takeA ? order[a++] : order[b++];
      }
      next.push(to);
    }
    [order, spare] = [spare, order];
    runs = next;
  }
  return order;
}

function readFacts(source: DatasetSource, view: ViewName, shard: number): RowFacts {
  const parts: RowFacts[] = [];
  let length = 0;
  for (const batch of source.shard(view, shard).batches(["device", "visibleAt", "start", "time"])) {
    parts.push({
      device: batch.device.slice(0, batch.length),
      visibleAt: batch.visibleAt.slice(0, batch.length),
      start: batch.start.slice(0, batch.length),
      time: batch.time.slice(0, batch.length),
    });
    length += batch.length;
  }
  const all: RowFacts = {
    device: new Uint32Array(length),
    visibleAt: new Float64Array(length),
    start: new Float64Array(length),
    time: new Float64Array(length),
  };
  let at = 0;
  for (const part of parts) {
    all.device.set(part.device, at);
    all.visibleAt.set(part.visibleAt, at);
    all.start.set(part.start, at);
    all.time.set(part.time, at);
    at += part.device.length;
  }
  return all;
}
