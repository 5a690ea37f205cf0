import type { Dataset } from "../datasets/dataset.ts";
import type { Values } from "../datasets/table.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../datasets/view.ts";

/** Reads a view whole: batches with arrays of their own, for work that is to be timed without files. */
export function readFully(
  dataset: Dataset,
  view: ViewName,
  columns?: readonly ViewColumn[],
): ViewBatch[] {
  const batches: ViewBatch[] = [];
  for (let shard = 0; shard < dataset.shards; shard++) {
    for (const batch of dataset.readView(view, shard, columns)) {
      const own = Object.entries(batch).map(([name, value]) => [
        name,
        ArrayBuffer.isView(value) ? (value as Values).slice(0, batch.length) : value,
      ]);
      batches.push(Object.fromEntries(own));
    }
  }
  return batches;
}
