import { allocate, type Batch, type Table } from "../table.ts";
import type { RowBlock } from "./sort-rows.ts";

/** Options of {@link batchRows}. */
export interface BatchRowsOptions {
  readonly table: Table;
  /** What the numbers of a row are; the first is its shard, the others are columns of the table. */
  readonly fields: readonly string[];
  readonly rows?: number;
}

/** A batch of rows that all lie in one shard. */
export interface ShardBatch {
  readonly shard: number;
  readonly batch: Batch;
}

/**
 * Turns number rows into columns of a table, cut at shards; columns that no field names stay 0,
 * which is unknown. The columns are reused by the next batch.
 */
export function* batchRows(
  blocks: Iterable<RowBlock>,
  { table, fields, rows = 32_768 }: BatchRowsOptions,
): Generator<ShardBatch> {
  const columns = Object.fromEntries(
    table.columns.map((column) => [column.name, allocate(column, rows)]),
  );
  const targets = fields.slice(1).map((field) => columns[field]);
  let shard = -1;
  let length = 0;
  for (const { values, length: count } of blocks) {
    for (let i = 0; i < count; i++) {
      const at = i * fields.length;
      if (length > 0 && (values[at] !== shard || length === rows)) {
        yield { shard, batch: { length, columns } };
        length = 0;
      }
      shard = values[at] as number;
      for (let field = 0; field < targets.length; field++) {
        const target = targets[field];
        if (target !== undefined) target[length] = values[at + 1 + field] as number;
      }
      length++;
    }
  }
  if (length > 0) yield { shard, batch: { length, columns } };
}
