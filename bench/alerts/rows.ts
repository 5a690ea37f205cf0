import type { Dataset } from "../../datasets/dataset.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../../datasets/view.ts";

/** Rows of one shard are numbered from its number times this. */
export const ROWS_PER_SHARD = 0x1_0000_0000;

/** Consecutive shards of a dataset, `[from, to)`. */
export interface ShardRange {
  readonly from: number;
  readonly to: number;
}

/** Which rows are read: all shards where none are named. */
export interface Scan {
  readonly view: ViewName;
  readonly columns: readonly ViewColumn[];
  readonly shards?: ShardRange | undefined;
}

/** Names all shards of a dataset. */
export function allShards({ shards }: Pick<Dataset, "shards">): ShardRange {
  return { from: 0, to: shards };
}

/** Reads a view shard after shard with the number of each batch's first row over the dataset. */
export function scanRows(
  dataset: Dataset,
  { view, columns, shards = allShards(dataset) }: Scan,
  visit: (batch: ViewBatch, firstRow: number) => void,
): void {
  for (let shard = shards.from; shard < shards.to; shard++) {
    let firstRow = shard * ROWS_PER_SHARD;
    for (const batch of dataset.readView(view, shard, columns)) {
      visit(batch, firstRow);
      firstRow += batch.length;
    }
  }
}
