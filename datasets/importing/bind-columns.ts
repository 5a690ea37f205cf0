import { nearestName } from "../nearest-name.ts";
import type { ColumnMap, UsageTarget } from "./column-map.ts";
import { columnsOf } from "./column-map.ts";
import type { CsvSource } from "./csv-source.ts";

/** Where a map's columns stand in rows of one header. */
export interface BoundColumns {
  /** Cells of a row, but for empty ones at its end; 0 until the first row of a file without a header says it. */
  readonly width: number;
  readonly isByNumber: boolean;
  /** Indices of what the map names, from 0; none where it names nothing. */
  find(what: UsageTarget | "cumulative" | "only" | "except"): readonly number[];
}

/** Finds a map's columns in a header; each must be there, once. Null is a file without a header. */
export function bindColumns(
  source: CsvSource,
  header: readonly string[] | null,
  map: ColumnMap,
): BoundColumns {
  const indices = new Map<string, readonly number[]>();
  const indexOf = (column: string | number) => find(source, header, column);
  for (const [target, { columns }] of map.targets) indices.set(target, columns.map(indexOf));
  if (map.cumulative !== null) indices.set("cumulative", [indexOf(map.cumulative)]);
  if (map.only !== null) indices.set("only", [indexOf(map.only.column)]);
  if (map.except !== null) indices.set("except", [indexOf(map.except.column)]);
  const none: readonly number[] = [];
  return {
    width: (header?.findLastIndex((name) => name !== "") ?? -1) + 1,
    isByNumber: header === null,
    find: (what) => indices.get(what) ?? none,
  };
}

/** Whether a map names columns by their numbers alone: its file has no header. */
export function isByNumber(map: ColumnMap): boolean {
  return columnsOf(map).every((column) => typeof column === "number");
}

/** Takes the width of a file without a header from its first row; all columns must lie within. */
export function withWidth(
  bound: BoundColumns,
  { file }: CsvSource,
  { map, width }: { readonly map: ColumnMap; readonly width: number },
): BoundColumns {
  const beyond = columnsOf(map).find((column) => Number(column) > width);
  if (beyond === undefined) return { ...bound, width };
  throw new RangeError(`map: columns of ${file} are #1 to #${width}, got #${beyond}`);
}

/** Opens a test of rows: one that holds the names of all columns that a map names is a header. */
export function openHeaderTest(map: ColumnMap): (cells: readonly string[]) => boolean {
  const names = columnsOf(map).filter((column) => typeof column === "string");
  return (cells) => {
    if (names.length === 0 || !cells.some((cell) => cell.trim() === names[0])) return false;
    const trimmed = new Set(cells.map((cell) => cell.trim()));
    return names.every((name) => trimmed.has(name));
  };
}

/** Finds the row that has the most of a map's names: what was meant as a header. */
export function likeliestHeader(
  rows: readonly (readonly string[])[],
  map: ColumnMap,
): readonly string[] {
  const names = new Set(columnsOf(map));
  const count = (row: readonly string[]) => row.filter((name) => names.has(name)).length;
  return rows.toSorted((a, b) => count(b) - count(a))[0] ?? [];
}

function find(
  source: CsvSource,
  header: readonly string[] | null,
  column: string | number,
): number {
  if (typeof column === "number") {
    if (column >= 1 && (header === null || column <= header.length)) return column - 1;
    throw new RangeError(
      `map: columns of ${source.file} are #1 to #${header?.length ?? "n"}, got #${column}`,
    );
  }
  if (header === null) {
    throw new RangeError(
      `map: columns must all go by number in a file without a header, got ${column}`,
    );
  }
  const index = header.indexOf(column);
  if (index < 0) {
    const nearest = nearestName(column, header);
    const isSplit = header.includes(column.split(":", 1)[0] as string);
    let hint = nearest === null ? "" : `; did you mean ${nearest}?`;
    if (isSplit) hint = "; behind a colon stands a unit or a form of times, such as epoch-ms";
    throw new RangeError(
      `map: ${source.file} has no column ${column}; it has ${header.join(", ")}${hint}`,
    );
  }
  if (header.indexOf(column, index + 1) >= 0) {
    const again = header.indexOf(column, index + 1) + 1;
    throw new RangeError(
      `${source.file}:1:${again}: column ${column} must stand once, stands twice`,
    );
  }
  return index;
}
