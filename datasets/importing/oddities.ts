import type { Tally } from "./importer.ts";

/** Rows that were left out or wondered at, by reason, or what is odd about a table as a whole. */
export interface Oddity {
  readonly what: string;
  /** How many; absent where it is said of a file or of the whole table, which has no count. */
  readonly rows?: number;
  readonly bytes: number;
  /** The first line that it was seen on. */
  readonly line?: number;
  /** The file of that line, where several were read. */
  readonly file?: string;
}

/** Opens the books of an import: what is left out or odd, by reason, in order of appearance. */
export function openOddities() {
  const files = new Set<string>();
  let file: string | null = null;
  const at = (line: number | undefined): Place | null =>
    line === undefined || line === 0 || file === null ? null : { line, file };
  const list = (counts: ReturnType<typeof openCounts>) => counts.list(files.size > 1);
  const [skipped, warned] = [openCounts(at), openCounts(at)];
  const tally: Tally = {
    skip: skipped.add,
    warn: (what, line) => warned.add(what, 0, line),
    note: (what, line) => warned.note(what, 0, line),
  };
  return {
    /** Takes the file whose rows follow. */
    begin(next: string): void {
      file = next;
      files.add(next);
    },
    /** Sees the end of the last file: of several, nobody knows any more which one a line is of. */
    end(): void {
      if (files.size > 1) file = null;
    },
    tally,
    warn: warned.add,
    note: warned.note,
    skipped: () => list(skipped),
    warnings: () => list(warned),
  };
}

interface Place {
  readonly line: number;
  readonly file: string;
}

function openCounts(at: (line: number | undefined) => Place | null) {
  const counts = new Map<string, { rows: number; bytes: number; readonly place: Place | null }>();
  const notes = new Set<string>();
  return {
    add(what: string, bytes: number, line?: number, rows = 1): void {
      const count = counts.get(what);
      if (count === undefined) counts.set(what, { rows, bytes, place: at(line) });
      else {
        count.rows += rows;
        count.bytes += bytes;
      }
    },
    /** Takes what no count of rows belongs to; said again, it adds nothing. */
    note(what: string, bytes: number, line?: number): void {
      notes.add(what);
      if (!counts.has(what)) counts.set(what, { rows: 0, bytes, place: at(line) });
    },
    list: (withFiles: boolean): readonly Oddity[] =>
      [...counts].map(([what, { rows, bytes, place }]) => ({
        what,
        ...(!notes.has(what) && { rows }),
        bytes,
        ...(place !== null && (withFiles ? place : { line: place.line })),
      })),
  };
}
