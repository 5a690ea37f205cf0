import { allocate, type Table, type Values } from "../table.ts";
import type { TypedRows } from "../typed-rows.ts";
import { openTable } from "./reader.ts";
import type { Vocabularies } from "./schema.ts";

/** All rows of a small table, and the words of its categories. */
export type WholeTable<T extends Table> = TypedRows<T> & { readonly vocabularies: Vocabularies };

/**
 * Reads a whole table into arrays that belong to the caller.
 *
 * For tables that grow with devices or incidents; views grow with days and are read batch by batch.
 */
export function readTable<const T extends Table>(path: string, table: T): WholeTable<T> {
  const reader = openTable(path, table);
  try {
    const { rows, vocabularies } = reader;
    const columns: Record<string, Values> = {};
    for (const column of table.columns) {
      const vocabulary = column.vocabulary ?? vocabularies[column.name];
      columns[column.name] = allocate(vocabulary ? { ...column, vocabulary } : column, rows);
    }
    for (let i = 0, at = 0; i < reader.batches; i++) {
      const batch = reader.read(i);
      for (const { name } of table.columns) {
        columns[name].set(batch.columns[name].subarray(0, batch.length), at);
      }
      at += batch.length;
    }
    return { length: rows, ...columns, vocabularies } as WholeTable<T>;
  } finally {
    reader.close();
  }
}
