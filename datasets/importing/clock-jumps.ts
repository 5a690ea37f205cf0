import { DAY } from "../sizes.ts";

/** A stretch of time in which rows lie close to each other. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** The first of its rows in the file; 0 where a row came after its file, which is then empty. */
  readonly line: number;
  readonly file: string;
}

/** Watches the times of all rows, in whatever order they come. */
export interface ClockJumps {
  /** Takes the file whose rows follow. */
  begin(file: string): void;
  see(start: number, end: number, line: number): void;
  /** Stretches of rows with more than `pause` ms of nothing between them, in order of time. */
  stretches(pause: number): readonly Stretch[];
}

/** Nothing for so long is no holiday: a clock stood wrong, or two files are one by mistake. */
const LONGEST_PAUSE = 366 * DAY;
/** Nothing for so long is worth a word. */
export const LONG_PAUSE = 92 * DAY;

const BUCKET = 30 * DAY;

/** A stretch that still grows. */
type Growing = { -readonly [name in keyof Stretch]: Stretch[name] };

/**
 * Opens a watch on jumps of the clock.
 *
 * One row of 1970 makes a month of traffic half a century long, and every rate per day nothing,
 * without a fault in any single row. Memory is one entry for each 30 days that have rows.
 */
export function openClockJumps(): ClockJumps {
  const buckets = new Map<number, Growing>();
  let last = { number: Number.NaN, bucket: { from: 0, to: 0, rows: 0, line: 0, file: "" } };
  let file = "";

  function note(time: number, line: number, rows: number): void {
    const number = Math.floor(time / BUCKET);
    if (number !== last.number) {
      let bucket = buckets.get(number);
      if (bucket === undefined) {
        bucket = { from: time, to: time, rows: 0, line, file: line > 0 ? file : "" };
        buckets.set(number, bucket);
      }
      last = { number, bucket };
    }
    const { bucket } = last;
    bucket.rows += rows;
    if (time < bucket.from) bucket.from = time;
    if (time > bucket.to) bucket.to = time;
    if (file === bucket.file && line > 0 && line < bucket.line) bucket.line = line;
  }

  return {
    begin(next) {
      file = next;
    },
    see(start, end, line) {
      note(start, line, 1);
      // A row that begins in another stretch belongs to both.
      note(end, line, Math.floor(start / BUCKET) === Math.floor(end / BUCKET) ? 0 : 1);
    },
    stretches(pause) {
      const found: Growing[] = [];
      for (const bucket of [...buckets.values()].toSorted((a, b) => a.from - b.from)) {
        const before = found.at(-1);
        if (before === undefined || bucket.from - before.to > pause) found.push({ ...bucket });
        else {
          before.to = bucket.to;
          before.rows += bucket.rows;
          if (before.file === bucket.file) before.line = Math.min(before.line, bucket.line);
        }
      }
      return found;
    },
  };
}

/** Refuses rows that lie years from the others; names the line of those that are fewest. */
export function checkJumps(jumps: ClockJumps, formatted: (time: number) => string): void {
  const stretches = jumps.stretches(LONGEST_PAUSE);
  if (stretches.length < 2) return;
  const fewest = stretches.reduce((a, b) => (b.rows < a.rows ? b : a));
  const said = stretches.map(
    ({ from, to, rows }) =>
      `${rows} ${rows === 1 ? "row" : "rows"} ${span(formatted(from), formatted(to))}`,
  );
  const place = fewest.line > 0 ? `${fewest.file}:${fewest.line}` : "import";
  throw new RangeError(
    `${place}: a row must lie within a year of the others, is of ${formatted(fewest.from)}: the file has ${said.join(", ")} and nothing between, so that every rate per day would be wrong; leave rows out with --from and --to, or give both to say that it is right`,
  );
}

function span(first: string, last: string): string {
  return first === last ? `of ${first}` : `from ${first} to ${last}`;
}
