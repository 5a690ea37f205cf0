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
      const vocabulary = wordsOf(given as string[]);
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

/** Puts tables of the same sort one behind the other, as one table of all their rows. */
export function joinTables(table: Table, parts: readonly SmallTable[]): SmallTable {
  const length = parts.reduce((sum, { batch }) => sum + batch.length, 0);
  const columns: Record<string, Values> = {};
  const vocabularies: Record<string, readonly string[]> = {};
  for (const column of table.columns) {
    const { name } = column;
    const isOpen = column.kind === "category" && column.vocabulary === undefined;
    const vocabulary = isOpen ? wordsOf(parts.flatMap((part) => part.vocabularies[name])) : null;
    if (vocabulary !== null) vocabularies[name] = vocabulary;
    const values = allocate(vocabulary === null ? column : { ...column, vocabulary }, length);
    let at = 0;
    for (const { batch, vocabularies: words } of parts) {
      const given = batch.columns[name];
      const code = vocabulary && words[name].map((word) => vocabulary.indexOf(word));
      for (let i = 0; i < batch.length; i++)
        values[at++] = code === null ? given[i] : code[given[i]];
    }
    columns[name] = values;
  }
  return { batch: { length, columns }, vocabularies };
}

function wordsOf(words: readonly string[]): string[] {
  return ["unknown", ...[...new Set(words)].filter((word) => word !== "unknown").sort()];
}

function fill(values: Values, from: readonly number[]): Values {
  values.set(from);
  return values;
}
