import type { Dataset } from "../../datasets/dataset.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../../datasets/view.ts";

/** Rows of one shard are numbered from its number times this. */
export const ROWS_PER_SHARD = 0x1_0000_0000;

/** Reads a view shard after shard with the number of each batch's first row over the dataset. */
export function scanRows(
  dataset: Dataset,
  view: ViewName,
  columns: readonly ViewColumn[],
  visit: (batch: ViewBatch, firstRow: number) => void,
): void {
  for (let shard = 0; shard < dataset.shards; shard++) {
    let firstRow = shard * ROWS_PER_SHARD;
    for (const batch of dataset.readView(view, shard, columns)) {
      visit(batch, firstRow);
      firstRow += batch.length;
    }
  }
}
