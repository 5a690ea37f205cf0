import type { ViewBatch, ViewName } from "../../datasets/view.ts";
import type { DatasetSource } from "../runners/dataset-source.ts";

/** What an alert's row tells of it. */
const FACTS = ["device", "visibleAt", "start", "time"] as const;

/** Most rows of a shard that are kept: 28 bytes each. */
const KEPT_ROWS = 2_000_000;

interface Kept {
  readonly source: DatasetSource;
  readonly view: ViewName;
  readonly shard: number;
  /** null where it is too large. */
  readonly whole: ViewBatch | null;
}

let kept: Kept | null = null;

/**
 * Reads device and times of a shard's rows, batch by batch. The shard read last is kept, where it is
 * not too large, and then comes as one batch: cells that are scored on it one after the other read
 * it once.
 */
export function factsOfShard(
  source: DatasetSource,
  view: ViewName,
  shard: number,
  most = KEPT_ROWS,
): Iterable<ViewBatch> {
  const batches = () => source.shard(view, shard).batches(FACTS);
  if (kept?.source !== source || kept.view !== view || kept.shard !== shard) {
    kept = null;
    kept = { source, view, shard, whole: joined(batches(), most) };
  }
  return kept.whole === null ? batches() : [kept.whole];
}

/** Lays batches end to end; null where they have more rows than that. */
function joined(batches: Iterable<ViewBatch>, most: number): ViewBatch | null {
  const parts: ViewBatch[] = [];
  let length = 0;
  for (const batch of batches) {
    if (length + batch.length > most) return null;
    const part = {
      length: batch.length,
      device: batch.device.slice(0, batch.length),
      visibleAt: batch.visibleAt.slice(0, batch.length),
      start: batch.start.slice(0, batch.length),
      time: batch.time.slice(0, batch.length),
    };
    parts.push(part as ViewBatch);
    length += batch.length;
  }
  const whole = {
    length,
    device: new Uint32Array(length),
    visibleAt: new Float64Array(length),
    start: new Float64Array(length),
    time: new Float64Array(length),
  };
  let at = 0;
  for (const part of parts) {
    for (const name of FACTS) whole[name].set(part[name], at);
    at += part.length;
  }
  return whole as ViewBatch;
}
