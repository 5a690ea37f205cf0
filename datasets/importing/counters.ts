import { hashOf } from "./hash-of.ts";
import type { ImportContext } from "./importer.ts";
import type { RowBlock } from "./sort-rows.ts";

/** Options of {@link openCounters}. */
export interface CountersOptions extends Pick<ImportContext, "emit" | "openSorter" | "tally"> {
  /** What the numbers of a row are; device, time and start are among them. */
  readonly fields: readonly string[];
  /** Those that run on through a session. */
  readonly counters: readonly Counter[];
  /** The rows say when their session began, so that its first counter has a beginning. */
  readonly knowsStart: boolean;
}

/** A number of a row that runs on. */
export interface Counter {
  readonly field: string;
  /** It has more than 32 bits: it can't pass its end. */
  readonly isWide: boolean;
}

/** Turns counters that run on into what moved between two rows of a session. */
export interface Counters {
  add(session: string, row: Float64Array, line: number): void;
  /** Emits the differences, after the last row. */
  finish(): void;
}

const RANGE = 0x1_0000_0000;
/** device, session, time and the sum of all counters: rows of one second are in counters' order. */
const KEYS = 4;

const WRAPPED = "a counter of 32 bits passed its end: taken as 2^32 more";
const BEGUN_ANEW = "a counter fell and has begun anew: what it counted since is taken";
const FELL_BACK =
  "a counter fell by less than half: the row is late or wrong, nothing is taken until it passes where it stood";
const REPEATED = "a counter's row repeats the one before it";
const NO_START =
  "the first counter of a session whose start is not known: nobody knows when its bytes moved";

/**
 * Opens the way from counters to differences.
 *
 * Rows may come late, newest first or twice: they are sorted by session and time, on disk where they
 * outgrow memory. Every counter is judged by itself, and every fall is reported:
 *
 * - It has passed its end when it is of 32 bits and fell by more than half of its range; by more than
 *   15/16 of it where another counter of the row fell too, since a session that begins anew takes
 *   all of them with it.
 * - It has begun anew when it fell by half or more, or when the row's session began after the row
 *   before: a number that is used again.
 * - Else the row is late or wrong: the counter stays where it stood.
 *
 * A first counter holds what moved since its session began. Where no row says when that was, it is
 * counted as left out, and the session is booked from there on. O(n log n), memory as the sorter's.
 */
export function openCounters(options: CountersOptions): Counters {
  const { fields, counters, openSorter, knowsStart } = options;
  const width = KEYS + fields.length + 1;
  const sorter = openSorter({ width, keys: KEYS });
  const wide = new Float64Array(width);
  const at = placesOf(fields, counters);
  return {
    add(session, row, line) {
      let total = 0;
      for (const { place } of at.counters) total += row[place - KEYS] as number;
      wide[0] = row[at.device - KEYS] as number;
      wide[1] = hashOf(session);
      wide[2] = row[at.time - KEYS] as number;
      wide[3] = total;
      wide.set(row, KEYS);
      wide[width - 1] = line;
      sorter.add(wide);
    },
    finish() {
      try {
        walk(sorter.blocks(), at, { ...options, knowsStart, width });
      } finally {
        sorter.close();
      }
    },
  };
}

interface Places {
  readonly device: number;
  readonly time: number;
  readonly start: number;
  readonly counters: readonly { readonly place: number; readonly isWide: boolean }[];
}

function placesOf(fields: readonly string[], counters: readonly Counter[]): Places {
  const place = (field: string) => KEYS + fields.indexOf(field);
  return {
    device: place("device"),
    time: place("time"),
    start: place("start"),
    counters: counters.map(({ field, isWide }) => ({ place: place(field), isWide })),
  };
}

function walk(
  blocks: Iterable<RowBlock>,
  at: Places,
  { fields, knowsStart, tally, emit, width }: CountersOptions & { readonly width: number },
): void {
  const before = new Float64Array(width);
  const marks = new Float64Array(at.counters.length);
  const out = new Float64Array(fields.length);
  let isOpen = false;
  for (const { values, length } of blocks) {
    for (let i = 0; i < length; i++) {
      const row = values.subarray(i * width, (i + 1) * width);
      const line = row[width - 1] as number;
      const isSame = isOpen && row[0] === before[0] && row[1] === before[1];
      if (isSame && repeats(row, before)) {
        tally.skip(REPEATED, 0, line);
        continue;
      }
      const began = row[at.start] as number;
      const continues = isSame && !(knowsStart && began > (before[at.time] as number));
      out.set(row.subarray(KEYS, width - 1));
      const isKnown = continues || knowsStart || row[3] === 0;
      if (continues) {
        out[at.start - KEYS] = before[at.time] as number;
        difference(row, marks, at).forEach(({ moved, fall }, k) => {
          out[(at.counters[k]?.place ?? 0) - KEYS] = moved;
          if (fall !== null) tally.warn(fall, line);
        });
      } else
        at.counters.forEach(({ place }, k) => {
          marks[k] = row[place] as number;
        });
      if (isKnown) emit(out, line);
      else tally.skip(NO_START, row[3] as number, line);
      before.set(row);
      isOpen = true;
    }
  }
}

function repeats(row: Float64Array, before: Float64Array): boolean {
  for (let i = 0; i < row.length - 1; i++) if (row[i] !== before[i]) return false;
  return true;
}

interface Moved {
  readonly moved: number;
  readonly fall: string | null;
}

/** What each counter moved since the marks, which it then moves on. */
function difference(row: Float64Array, marks: Float64Array, { counters }: Places): Moved[] {
  const falls = counters.filter(({ place }, k) => (row[place] as number) < (marks[k] as number));
  const least = falls.length > 1 ? (RANGE / 16) * 15 : RANGE / 2;
  return counters.map(({ place, isWide }, k) => {
    const now = row[place] as number;
    const mark = marks[k] as number;
    const fell = mark - now;
    if (fell > 0 && fell < mark / 2) {
      return { moved: 0, fall: FELL_BACK };
    }
    marks[k] = now;
    if (fell <= 0) return { moved: -fell, fall: null };
    if (!isWide && mark < RANGE && fell > least) {
      return { moved: RANGE - fell, fall: WRAPPED };
    }
    return { moved: now, fall: BEGUN_ANEW };
  });
}
