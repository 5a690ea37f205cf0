import type { Batch } from "../../datasets/table.ts";
import { VIEWS, type ViewName } from "../../datasets/view.ts";
import type { RowSink } from "../../simulators/observers/rows.ts";

/** One row as an object: for tests, where clearness is worth more than speed. */
export type Row = Readonly<Record<string, number>>;

/** Keeps every delivered row and truth part as objects, which are made once somebody looks at a view. */
export interface Collected extends RowSink {
  readonly views: Readonly<Record<ViewName, Row[]>>;
  readonly parts: Readonly<Record<ViewName, Row[]>>;
}

export function collect(): Collected {
  const [views, parts] = [openKept(), openKept()];
  return { views: views.rows, parts: parts.rows, rows: views.keep, truth: parts.keep };
}

function openKept() {
  const waiting = new Map<ViewName, Batch[]>(VIEWS.map((view) => [view, []]));
  const rows = {} as Record<ViewName, Row[]>;
  for (const view of VIEWS) {
    const made: Row[] = [];
    const get = () => {
      for (const batch of waiting.get(view)?.splice(0) ?? []) {
        for (const row of rowsOf(batch)) made.push(row);
      }
      return made;
    };
    Object.defineProperty(rows, view, { enumerable: true, get });
  }
  const keep = (view: ViewName, batch: Batch) => {
    waiting.get(view)?.push(copyOf(batch));
  };
  return { rows, keep };
}

/** What delivers a batch may write the next one over it. */
function copyOf({ length, columns }: Batch): Batch {
  const copies = Object.entries(columns).map(([name, values]) => [name, values.slice(0, length)]);
  return { length, columns: Object.fromEntries(copies) };
}

/** Rows of a batch as objects. */
export function rowsOf({ length, columns }: Batch): Row[] {
  const entries = Object.entries(columns);
  // Copies of one object share its shape, which is ten times as fast as to give each its own keys.
  const blank = Object.fromEntries(entries.map(([name]) => [name, 0]));
  return Array.from({ length }, (_, i) => {
    const row = { ...blank };
    for (const [name, values] of entries) row[name] = values[i] as number;
    return row;
  });
}

/** Items by what `key` says of each, in order of appearance. */
export function grouped<K, T>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** Sum of a column over rows. */
export function sum(rows: readonly Row[], ...columns: readonly string[]): number {
  return rows.reduce(
    (total, row) => total + columns.reduce((part, column) => part + (row[column] as number), 0),
    0,
  );
}

/** Bytes up and down of every view. */
export function totals({ views }: Collected): Record<ViewName, readonly [number, number]> {
  return Object.fromEntries(
    VIEWS.map((view) => [view, [sum(views[view], "up"), sum(views[view], "down")]]),
  ) as unknown as Record<ViewName, readonly [number, number]>;
}
