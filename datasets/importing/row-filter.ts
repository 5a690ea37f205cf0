import type { ColumnMap } from "./column-map.ts";
import type { Tally } from "./importer.ts";

/**
 * Opens the filter of a map: rows whose cell has none of the values of `only`, or one of those of
 * `except`, are left out and counted. An exception that met no row is told at the end: it may be
 * misspelt.
 */
export function openRowFilter({ only, except }: ColumnMap, tally: Tally) {
  let excepted = 0;
  return {
    /** Whether a row is read; `cell` says what it has in the column of either. */
    takes(cell: (by: "only" | "except") => string, line: number): boolean {
      if (only !== null && !only.values.has(cell("only"))) {
        tally.skip(`${only.column} is none that the map reads`, 0, line);
        return false;
      }
      if (except?.values.has(cell("except"))) {
        excepted++;
        tally.skip(`${except.column} is one that the map leaves out`, 0, line);
        return false;
      }
      return true;
    },
    finish(): void {
      if (except !== null && excepted === 0) {
        tally.note(`no row has a ${except.column} that except names`);
      }
    },
  };
}
