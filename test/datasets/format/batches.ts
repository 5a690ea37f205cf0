import fc from "fast-check";
import type { Batch, Column, Table, Values } from "../../../datasets/table.ts";
import { allocate } from "../../../datasets/table.ts";

/** A table with a column of every kind, a frozen vocabulary and an open one. */
export const SAMPLE: Table = {
  name: "sample",
  summary: "One column of each kind.",
  columns: [
    { name: "time", kind: "time", summary: "a moment" },
    { name: "up", kind: "bytes", summary: "bytes" },
    { name: "cost", kind: "money", summary: "money" },
    { name: "device", kind: "id", summary: "a number" },
    { name: "packets", kind: "count", summary: "a count" },
    { name: "ttl", kind: "octet", summary: "an octet" },
    { name: "roaming", kind: "flag", summary: "a flag" },
    { name: "share", kind: "share", summary: "a share" },
    { name: "offset", kind: "signed", summary: "minutes" },
    { name: "app", kind: "category", summary: "frozen", vocabulary: ["unknown", "web", "视频"] },
    { name: "plan", kind: "category", summary: "open" },
  ],
};

/** Words of its open column. */
export const SAMPLE_WORDS = { plan: ["unknown", "ct2015", "cmcc"] };

/** Makes a batch of `length` rows whose values follow from their ordinals. */
export function batchOf(table: Table, length: number, offset = 0): Batch {
  const columns: Record<string, Values> = {};
  for (const [at, column] of table.columns.entries()) {
    const values = allocate(column, length);
    for (let i = 0; i < length; i++) values[i] = valueAt(column, (i + offset) * 31 + at);
    columns[column.name] = values;
  }
  return { length, columns };
}

function valueAt({ kind, vocabulary }: Column, n: number): number {
  if (kind === "category") return n % (vocabulary?.length ?? 3);
  if (kind === "flag") return n % 2;
  if (kind === "share") return (n % 256) / 256;
  if (kind === "time") return 1_447_000_000_000 + n * 997;
  return n;
}

const DRAWS: Record<Exclude<Column["kind"], "category">, fc.Arbitrary<number>> = {
  time: fc.integer({ min: -8.64e15, max: 8.64e15 }),
  bytes: fc.maxSafeNat(),
  money: fc.maxSafeInteger(),
  id: fc.integer({ min: 0, max: 4_294_967_295 }),
  count: fc.integer({ min: 0, max: 4_294_967_295 }),
  octet: fc.integer({ min: 0, max: 255 }),
  flag: fc.integer({ min: 0, max: 1 }),
  share: fc.float({ min: 0, max: 1, noNaN: true }),
  signed: fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }),
};

/** Draws rows of the sample table, each as its values in order. */
export const sampleRows = fc.array(
  fc.tuple(
    ...SAMPLE.columns.map(({ kind }) =>
      kind === "category" ? fc.integer({ min: 0, max: 2 }) : DRAWS[kind],
    ),
  ),
  { maxLength: 40 },
);

/** Lays rows out as a batch. */
export function batchOfRows(table: Table, rows: readonly (readonly number[])[]): Batch {
  const columns: Record<string, Values> = {};
  for (const [at, column] of table.columns.entries()) {
    const values = allocate(column, rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = rows[i][at];
    columns[column.name] = values;
  }
  return { length: rows.length, columns };
}

/** Rows of a batch, each as its values in the order of the table. */
export function rowsOf(table: Table, { length, columns }: Batch): number[][] {
  return Array.from({ length }, (_, i) => table.columns.map(({ name }) => columns[name][i]));
}
