import { allocate, type Batch, codeOf, type Table } from "../table.ts";
import { cases } from "../tables/cases.ts";
import { episodes } from "../tables/episodes.ts";
import { incidents } from "../tables/incidents.ts";
import { recordTruth } from "../tables/record-truth.ts";
import { END_KINDS, ROLES, VERDICTS } from "../vocabularies.ts";
import type { BookedInterval, TruthInterval } from "./truth-intervals.ts";

/** A table of truth, with the words of the categories that have no vocabulary of their own. */
export interface WordedBatch {
  readonly batch: Batch;
  readonly words: Readonly<Record<string, readonly string[]>>;
}

/** Follows rows on their way to disk and books what lies inside intervals. */
export interface IntervalTruth {
  /** Record truth of a batch whose first row has this ordinal in its shard; empty when nothing is inside. */
  mark(batch: Batch, firstRow: number): Batch;
  /** What each interval was found to hold, after the last row. */
  booked(): readonly BookedInterval[];
  /** The tables of truth, after the last row. */
  incidents(): WordedBatch;
  cases(): Batch;
  episodes(): WordedBatch;
}

/** Where a device's intervals stand among all. */
interface Range {
  readonly first: number;
  end: number;
}

interface Booked {
  up: number;
  down: number;
  cost: number;
  rows: number;
  cut: number;
  observable: number;
}

/**
 * Turns intervals into exact truth of one view: each interval is an incident with one case.
 *
 * A row inside belongs to the case whole. Of a row that straddles an end, bytes count in proportion
 * to time, rounded down; nobody knows better. The cost of a case is that share of what its rows were
 * charged. Intervals come as {@link readTruthIntervals} gives them: by device and time, none over
 * another. O(log intervals of the device + those that it touches) a row.
 */
export function openIntervalTruth(
  intervals: readonly TruthInterval[],
  view: "flows" | "charging",
): IntervalTruth {
  const ofDevice = new Map<number, Range>();
  intervals.forEach(({ device }, i) => {
    const found = ofDevice.get(device);
    if (found === undefined) ofDevice.set(device, { first: i, end: i + 1 });
    else found.end = i + 1;
  });
  const booked = intervals.map(
    (): Booked => ({ up: 0, down: 0, cost: 0, rows: 0, cut: 0, observable: 0 }),
  );

  function mark(batch: Batch, firstRow: number): Batch {
    const marks: number[][] = [];
    const column = (name: string) => batch.columns[name] as Float64Array;
    const [device, seq] = [column("device"), column("seq")];
    const [start, time, visibleAt] = [column("start"), column("time"), column("visibleAt")];
    const [up, down, charged] = [column("up"), column("down"), batch.columns["charged"]];
    for (let i = 0; i < batch.length; i++) {
      const range = ofDevice.get(device[i] as number);
      if (range === undefined) continue;
      const row = { start: start[i] as number, end: time[i] as number };
      for (let id = firstAfter(intervals, range, row.start); id < range.end; id++) {
        if (!touches(intervals[id] as TruthInterval, row)) break;
        const share = (whole: number) => inside(intervals[id] as TruthInterval, row, whole);
        const [sent, received] = [share(up[i] as number), share(down[i] as number)];
        const book = booked[id] as Booked;
        book.up += sent;
        book.down += received;
        if (!isWithin(intervals[id] as TruthInterval, row)) book.cut += sent + received;
        book.cost += share(charged?.[i] ?? 0);
        book.rows++;
        const seen = visibleAt[i] as number;
        book.observable = book.rows === 1 ? seen : Math.min(book.observable, seen);
        marks.push([firstRow + i, device[i] as number, seq[i] as number, id, sent, received]);
      }
    }
    return batchOf(recordTruth.columns, marks);
  }

  return {
    mark,
    booked: () =>
      intervals.map((interval, id) => {
        const { rows, cut, up, down } = booked[id] as Booked;
        return { interval, rows, cut, bytes: up + down };
      }),
    incidents: () => incidentRows(intervals),
    cases: () => caseRows(intervals, booked, view),
    episodes: () => episodeRows(intervals, booked),
  };
}

function kindsOf(intervals: readonly TruthInterval[]): readonly string[] {
  return ["unknown", ...new Set(intervals.map(({ kind }) => kind))];
}

function incidentRows(intervals: readonly TruthInterval[]): WordedBatch {
  const kinds = kindsOf(intervals);
  const rows = intervals.map(({ device, kind }, incident) =>
    rowOf(incidents, {
      incident,
      kind: kinds.indexOf(kind),
      model: 1,
      attribution: 1,
      cluster: device,
    }),
  );
  const none = ["unknown"];
  return {
    batch: batchOf(incidents.columns, rows),
    words: {
      kind: kinds,
      model: ["unknown", "imported@1"],
      trigger: none,
      vector: none,
      amplifier: none,
      failedSafeguards: none,
      attribution: ["unknown", "attributed"],
      twin: none,
    },
  };
}

function caseRows(
  intervals: readonly TruthInterval[],
  booked: readonly Booked[],
  view: "flows" | "charging",
): Batch {
  const suffix = view === "flows" ? "Flows" : "Charging";
  const rows = intervals.map(({ device, from, to }, id) => {
    const { up, down, cost, rows, observable } = booked[id] as Booked;
    return rowOf(cases, {
      incident: id,
      episode: id,
      device,
      onset: from,
      end: to,
      endKind: codeOf(END_KINDS, "self"),
      up,
      down,
      cost,
      [`observable${suffix}`]: observable,
      [`rows${suffix}`]: rows,
    });
  });
  return batchOf(cases.columns, rows);
}

function episodeRows(intervals: readonly TruthInterval[], booked: readonly Booked[]): WordedBatch {
  const kinds = kindsOf(intervals);
  const none = ["unknown"];
  const rows = intervals.map(({ device, kind, from, to }, id) =>
    rowOf(episodes, {
      episode: id,
      device,
      kind: kinds.indexOf(kind),
      role: codeOf(ROLES, "incident"),
      verdict: codeOf(VERDICTS, "anomalous"),
      incident: id,
      start: from,
      end: to,
      up: booked[id]?.up ?? 0,
      down: booked[id]?.down ?? 0,
    }),
  );
  return {
    batch: batchOf(episodes.columns, rows),
    words: { kind: kinds, twin: none, cue: none, explanation: none },
  };
}

function rowOf(table: Table, values: Readonly<Record<string, number>>): number[] {
  return table.columns.map(({ name }) => values[name] ?? 0);
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The first of a device's intervals that ends after a moment: they stand in order and do not overlap. */
function firstAfter(
  intervals: readonly TruthInterval[],
  { first, end }: Range,
  moment: number,
): number {
  let [low, high] = [first, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((intervals[middle] as TruthInterval).to <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

function touches({ from, to }: TruthInterval, { start, end }: Stretch): boolean {
  return start === end ? start >= from && start < to : start < to && end > from;
}

function isWithin({ from, to }: TruthInterval, { start, end }: Stretch): boolean {
  return start >= from && end <= to;
}

/** In proportion to time, rounded down, exactly: the product passes 2^53 for long rows. */
function inside(interval: TruthInterval, row: Stretch, whole: number): number {
  if (isWithin(interval, row)) return whole;
  const [{ from, to }, { start, end }] = [interval, row];
  const overlap = Math.min(end, to) - Math.max(start, from);
  return Number((BigInt(whole) * BigInt(overlap)) / BigInt(end - start));
}

function batchOf(columns: readonly Parameters<typeof allocate>[0][], rows: number[][]): Batch {
  const entries = columns.map((column, j) => {
    const values = allocate(column, rows.length);
    rows.forEach((row, i) => {
      values[i] = row[j] as number;
    });
    return [column.name, values] as const;
  });
  return { length: rows.length, columns: Object.fromEntries(entries) };
}
