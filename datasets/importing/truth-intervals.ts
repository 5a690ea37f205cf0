import { formatCivil } from "../civil-time.ts";
import { cellError, openCsv, readRows } from "./csv-source.ts";
import type { Oddity } from "./oddities.ts";
import { openMoments } from "./parse-moment.ts";
import type { Zone } from "./zone.ts";

/** A stretch of time in which every byte of a device belongs to one case. */
export interface TruthInterval {
  readonly device: number;
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  /** Line of the file that it stands on. */
  readonly line: number;
  /** A bound stands in an hour that clocks repeat, and could be another moment too. */
  readonly isRepeated: boolean;
}

/** An interval with the rows and bytes that lie inside. */
export interface BookedInterval {
  readonly interval: TruthInterval;
  readonly rows: number;
  readonly bytes: number;
  /** Of the bytes, those that are a share of rows that reach beyond the interval. */
  readonly cut: number;
}

/** Options of {@link readTruthIntervals}. */
export interface TruthIntervalOptions {
  /** Clocks of times without an offset. */
  readonly zone: Zone;
  /** Takes the later moment of an hour that clocks repeat. */
  readonly later?: boolean;
  /** Number of a device by its identifier, -1 when the import has none. */
  deviceOf(identifier: string): number;
  /** First and last moment of the imported rows. */
  readonly from: number;
  readonly to: number;
}

const HEADER = ["device", "kind", "from", "to"] as const;

/**
 * Reads what is known of imported traffic: CSV of `device,kind,from,to`, half-open, by the
 * identifiers of the source. Intervals come out by device and time; two of one device may not
 * overlap, since a byte has one cause, and each must touch the span of the rows: one that lies outside
 * is a mistake of a year or a zone, and would be an incident that nobody could ever notice.
 */
export async function readTruthIntervals(
  file: string,
  { zone, later = false, deviceOf, ...span }: TruthIntervalOptions,
): Promise<readonly TruthInterval[]> {
  const source = await openCsv(file);
  const moments = openMoments({ zone, later });
  const found: TruthInterval[] = [];
  let isHeader = true;
  await readRows(source, {
    onRow(cells, line) {
      const trimmed = cells.map((cell) => cell.trim());
      if (isHeader) {
        isHeader = false;
        if (trimmed.join() === HEADER.join()) return;
        throw new RangeError(`${file}:1: must begin with ${HEADER.join()}, got ${trimmed.join()}`);
      }
      const fault = (index: number, rule: string) =>
        cellError(
          source,
          line,
          { column: HEADER[index] as string, index, value: trimmed[index] },
          rule,
        );
      if (trimmed.length !== HEADER.length) {
        throw new RangeError(
          `${file}:${line}: a row must have ${HEADER.length} cells like the header, has ${trimmed.length}`,
        );
      }
      const [name = "", kind = "", begins = "", ends = ""] = trimmed;
      const device = deviceOf(name);
      if (device < 0) throw fault(0, "a device that has rows in the import");
      if (!/^[a-z0-9][a-z0-9-]*$/.test(kind)) {
        throw fault(1, "a kind in small letters, digits and hyphens");
      }
      const from = moments.read(begins);
      if (Number.isNaN(from)) throw fault(2, moments.rule);
      let isRepeated = !Number.isNaN(moments.repeated);
      let to = moments.read(ends);
      isRepeated ||= !Number.isNaN(moments.repeated);
      if (to <= from && moments.repeated > from) to = moments.repeated;
      if (!(to > from)) throw fault(3, `a date and time after from, ${begins}`);
      if (to <= span.from || from >= span.to) {
        const [first, last] = [span.from, span.to].map((time) =>
          formatCivil(time, zone.offsetAt(time)),
        );
        throw fault(to <= span.from ? 3 : 2, `within the rows' span, ${first} to ${last}`);
      }
      found.push({ device, kind, from, to, line, isRepeated });
    },
  });
  found.sort((a, b) => a.device - b.device || a.from - b.from);
  found.forEach(({ device, from, line }, i) => {
    const before = found[i - 1];
    if (before !== undefined && before.device === device && before.to > from) {
      throw new RangeError(
        `${file}:${line}: an interval must not overlap another of its device, overlaps line ${before.line}`,
      );
    }
  });
  return found;
}

/** Options of {@link intervalWarnings}. */
export interface IntervalWarningOptions {
  readonly file: string;
  /** First and last moment of the imported rows. */
  readonly from: number;
  readonly to: number;
}

/** A tenth may be cut at the ends without a word. */
const MOST_CUT = 10;

/**
 * Says which intervals begin or end in an hour that clocks repeat, which hold no byte of their device, since nobody can notice such a case and it
 * counts as missed, which have their bytes by guess, since rows reach beyond them, and which reach
 * beyond the rows, since delays count from their onset. Throws
 * when none holds a byte: then the zone or the file is another.
 */
export function intervalWarnings(
  booked: readonly BookedInterval[],
  { file, from, to }: IntervalWarningOptions,
): readonly Oddity[] {
  const [first] = booked;
  if (first !== undefined && booked.every(({ bytes }) => bytes === 0)) {
    throw new RangeError(
      `${file}:${first.interval.line}: an interval must hold bytes of its device, none of ${booked.length} does; the zone of its times is that of --timezone`,
    );
  }
  return booked.flatMap(({ interval, rows, bytes, cut }) => {
    const { line } = interval;
    const warnings: Oddity[] = [];
    // All but one speak of the interval: a count of rows belongs to that one alone.
    const note = (what: string) => warnings.push({ what: `truth: ${what}`, bytes, line });
    if (interval.isRepeated)
      note(
        "an interval begins or ends in an hour that clocks repeat; what was taken may be an hour off",
      );
    if (bytes === 0) note("an interval holds no byte of its device and counts as missed");
    if (cut * MOST_CUT > bytes) {
      const share = Math.round((100 * cut) / bytes);
      const what = `truth: ${share} % of an interval's bytes are a guess, in proportion to time, from rows longer than it`;
      warnings.push({ what, rows, bytes, line });
    }
    if (interval.from < from)
      note("an interval begins before the first row, and delays count from there");
    if (interval.to > to) note("an interval ends after the last row");
    return warnings;
  });
}
