import type { Tally } from "./importer.ts";

/** So many rows may stand above a header. */
const MOST_ABOVE = 50;

/** Keeps the rows above a header, titles of a report, until it is known that there is one. */
export interface RowsAbove {
  readonly rows: readonly (readonly string[])[];
  /** Keeps a row; false when they are too many for a header to follow. */
  hold(cells: readonly string[], line: number): boolean;
  /**
   * Counts the rows as left out: the header is found. Of those that are as full as it is, that is
   * doubted: a file that was sorted has records above its header.
   */
  release(header: readonly string[]): void;
}

/** Opens the place for rows above a header, for every format that has one. */
export function openRowsAbove(tally: Tally): RowsAbove {
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  return {
    rows,
    hold(cells, line) {
      lines.push(line);
      return rows.push(cells) <= MOST_ABOVE;
    },
    release(header) {
      rows.splice(0).forEach((cells, i) => {
        const line = lines[i] as number;
        tally.skip("stands above the header", 0, line);
        if (cells.length === header.length && cells.every((cell) => cell.trim() !== "")) {
          tally.warn(
            "a row above the header is as full as it; is it a record? it is left out",
            line,
          );
        }
      });
      lines.length = 0;
    },
  };
}
