import { allocate, type Batch, type Table, type Values } from "../datasets/table.ts";

/** A small table as columns, with the words of its open categories. */
export interface SmallTable {
  readonly batch: Batch;
  readonly vocabularies: Readonly<Record<string, readonly string[]>>;
}

/** One row of a small table: numbers, and words for categories that have no frozen vocabulary. */
export type SmallRow = Readonly<Record<string, number | string>>;

/**
 * Lays rows out as columns. A category without a frozen vocabulary takes words; they are numbered in
 * the order of the alphabet, so that equal rows give equal files whoever computed them first.
 */
export function smallTable(table: Table, rows: readonly SmallRow[]): SmallTable {
  const columns: Record<string, Values> = {};
  const vocabularies: Record<string, readonly string[]> = {};
  for (const column of table.columns) {
    const { name, kind } = column;
    const given = rows.map((row, i) => {
      const value = row[name];
      if (value === undefined) {
        throw new RangeError(`${table.name}: row ${i} must have ${name}, got none`);
      }
      return value;
    });
    if (kind === "category" && column.vocabulary === undefined) {
      const words = [...new Set(given as string[])].filter((word) => word !== "unknown").sort();
      const vocabulary = ["unknown", ...words];
      const code = new Map(vocabulary.map((word, i) => [word, i]));
      vocabularies[name] = vocabulary;
      columns[name] = fill(
        allocate({ ...column, vocabulary }, rows.length),
        given.map((word) => code.get(word as string) ?? 0),
      );
    } else columns[name] = fill(allocate(column, rows.length), given as number[]);
  }
  return { batch: { length: rows.length, columns }, vocabularies };
}

function fill(values: Values, from: readonly number[]): Values {
  values.set(from);
  return values;
}
