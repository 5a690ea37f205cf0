import { type BoundColumns, bindColumns, withWidth } from "./bind-columns.ts";
import { type ColumnMap, nameOf, type UsageTarget } from "./column-map.ts";
import { type CsvSource, cellError, rowError } from "./csv-source.ts";
import type { Tally } from "./importer.ts";
import type { FaultyCell, RowError } from "./row-error.ts";
import { openRowFilter } from "./row-filter.ts";

/** Options of {@link openMappedRow}. */
export interface MappedRowOptions {
  readonly map: ColumnMap;
  /** Words that stand for an empty cell; null when an empty amount is a fault. */
  readonly empty: ReadonlySet<string> | null;
  readonly tally: Tally;
}

/** One row after another, its cells found by what a column map calls them. */
export interface MappedRow {
  /** Takes the header of the rows that follow; null where columns go by number. */
  begin(source: CsvSource, header: readonly string[] | null): void;
  /** Moves to a row; false when the map leaves it out. */
  at(cells: readonly string[], line: number): boolean;
  /** Line of the row. */
  readonly line: number;
  /** What the target's cells say, trimmed; several are joined by a blank. */
  text(target: UsageTarget): string;
  /** Names the session whose counters run on; null where they don't. */
  session(): string | null;
  /** The error for the target's cells in the row. */
  error(
    target: UsageTarget,
    rule: string,
    more?: Pick<FaultyCell, "hint" | "isNegative">,
  ): RowError;
  /** After the last row: notes an exception that met none. */
  finish(): void;
}

/** Opens rows under a column map, for any number of files and headers. */
export function openMappedRow({ map, empty, tally }: MappedRowOptions): MappedRow {
  let bound: BoundColumns = { width: 0, isByNumber: false, find: () => [] };
  let source: CsvSource;
  let cells: readonly string[] = [];
  let line = 0;
  const filter = openRowFilter(map, tally);

  function cell(index: number): string {
    const text = cells[index]?.trim() ?? "";
    return empty?.has(text) ? "" : text;
  }

  function text(target: UsageTarget): string {
    const indices = bound.find(target);
    const [first] = indices;
    if (indices.length === 1) return cell(first as number);
    return indices.map(cell).join(" ").trim();
  }

  function told(by: "only" | "except"): string {
    const [index = -1] = bound.find(by);
    return cell(index);
  }

  return {
    begin(next, header) {
      source = next;
      bound = bindColumns(source, header, map);
    },
    at(next, nextLine) {
      cells = next;
      line = nextLine;
      if (!filter.takes(told, line)) return false;
      if (bound.width === 0) bound = withWidth(bound, source, { map, width: cells.length });
      if (!isAsWide(cells, bound.width)) {
        const like = bound.isByNumber ? "the first row" : "the header";
        throw rowError(
          source,
          line,
          `a row must have ${bound.width} cells like ${like}, has ${cells.length}`,
        );
      }
      return true;
    },
    get line() {
      return line;
    },
    text,
    session() {
      const [index = -1] = bound.find("cumulative");
      if (index < 0) return null;
      const session = cell(index);
      if (session !== "") return session;
      const column = String(map.cumulative);
      const rule = "the session whose counters run on";
      throw cellError(source, line, { column, index, value: cells[index] }, rule);
    },
    error(target, rule, { hint = "", isNegative = false } = {}) {
      const indices = bound.find(target);
      const [index = 0] = indices;
      const column = nameOf(map.targets.get(target), target);
      const value = indices.map((i) => cells[i] ?? "").join(" ");
      const isFirst = bound.isByNumber && line === 1;
      const help = isFirst ? `${hint}; a header is left out with --skip-rows 1` : hint;
      return cellError(source, line, { column, index, value, hint: help, isNegative }, rule);
    },
    finish: filter.finish,
  };
}

/** Cells beyond the header move nothing, as long as they are empty. */
function isAsWide(cells: readonly string[], width: number): boolean {
  if (cells.length === width) return true;
  return cells.length > width && cells.slice(width).every((cell) => cell.trim() === "");
}
