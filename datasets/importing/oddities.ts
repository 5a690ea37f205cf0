import type { Tally } from "../importer.ts";

/** Rows that were left out or wondered at, by reason. */
export interface Oddity {
  readonly what: string;
  readonly rows: number;
  readonly bytes: number;
  /** The first line of the file that it was seen on. */
  readonly line?: number;
}

/** Opens the books of an import: what is left out or odd, by reason, in order of appearance. */
export function openOddities() {
  const [skipped, warned] = [openCounts(), openCounts()];
  const tally: Tally = {
    skip: skipped.add,
    warn: (what, line) => warned.add(what, 0, line),
  };
  return { tally, warn: warned.add, skipped: skipped.list, warnings: warned.list };
}

function openCounts() {
  const counts = new Map<string, { rows: number; bytes: number; line?: number }>();
  return {
    add(what: string, bytes: number, line?: number, rows = 1): void {
      const count = counts.get(what);
      if (count === undefined) {
        counts.set(what, { rows, bytes, ...(line === undefined ? {} : { line }) });
      } else {
        count.rows += rows;
        count.bytes += bytes;
      }
    },
    list: (): readonly Oddity[] => [...counts].map(([what, count]) => ({ what, ...count })),
  };
}
