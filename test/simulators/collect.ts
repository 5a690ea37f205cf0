import type { Batch } from "../../datasets/table.ts";
import { VIEWS, type ViewName } from "../../datasets/view.ts";
import type { RowSink } from "../../simulators/observers/rows.ts";

/** One row as an object: for tests, where clearness is worth more than speed. */
export type Row = Readonly<Record<string, number>>;

/** Keeps every delivered row and truth part as objects. */
export interface Collected extends RowSink {
  readonly views: Readonly<Record<ViewName, Row[]>>;
  readonly parts: Readonly<Record<ViewName, Row[]>>;
}

export function collect(): Collected {
  const views = { flows: [], charging: [], netstats: [], wlan: [] } as Record<ViewName, Row[]>;
  const parts = { flows: [], charging: [], netstats: [], wlan: [] } as Record<ViewName, Row[]>;
  return {
    views,
    parts,
    rows: (view, batch) => views[view].push(...rowsOf(batch)),
    truth: (view, batch) => parts[view].push(...rowsOf(batch)),
  };
}

/** Rows of a batch as objects. */
export function rowsOf({ length, columns }: Batch): Row[] {
  return Array.from({ length }, (_, i) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [name, values[i] as number]),
    ),
  );
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
