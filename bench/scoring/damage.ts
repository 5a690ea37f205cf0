import type { LedgerRows } from "../world.ts";

/** Where the bytes of a case lie in time, and where the scored time of its device ends. */
export interface CaseTime {
  readonly onset: number;
  /** Clipped to the scored time. */
  readonly end: number;
  /** The case outlives the scored time. */
  readonly open: boolean;
  /** Rows that start at it or later are not scored: their bytes are neither lost nor saved. */
  readonly scoredTo: number;
}

/** Bytes of a case before a moment, and in all. */
export interface CaseBytes {
  readonly leaked: number;
  readonly total: number;
}

/**
 * Counts how many of `x` bytes, spread evenly on `[a, b)`, flowed before `cut`: floor in exact
 * integers, so that languages and workers agree. Where the stretch is empty, all lie at `b`.
 *
 * @example
 * leakedBytes(1000, 0, 180, 75); // 416
 */
export function leakedBytes(x: number, a: number, b: number, cut: number): number {
  if (b <= a) return b < cut ? x : 0;
  if (cut <= a) return 0;
  if (cut >= b) return x;
  const product = x * (cut - a);
  if (product > Number.MAX_SAFE_INTEGER) {
    return Number((BigInt(x) * BigInt(cut - a)) / BigInt(b - a));
  }
  return (product - (product % (b - a))) / (b - a);
}

/** Adds up the bytes of one case on its device's ledger that flowed before `cut`. O(log parts), and those that straddle it. */
export function caseBytes(
  rows: LedgerRows,
  subject: number,
  time: CaseTime,
  cut: number,
): CaseBytes {
  const { to, from, before, up, down, longest, total } = flowOf(rows, subject, time);
  let at = firstAfter(to, cut);
  let leaked = before[at] as number;
  for (; at < to.length && to[at] <= cut + longest; at++) {
    leaked += leakedBytes(up[at], from[at], to[at], cut);
    leaked += leakedBytes(down[at], from[at], to[at], cut);
  }
  return { leaked, total };
}

/** The parts of one case, in order of their ends. */
interface CaseFlow {
  readonly time: CaseTime;
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly up: Float64Array;
  readonly down: Float64Array;
  /** Bytes of the parts before each place, and of all in the end. */
  readonly before: Float64Array;
  readonly longest: number;
  readonly total: number;
}

const FLOWS = new WeakMap<LedgerRows, Map<number, CaseFlow>>();

/** Looks the parts of a case up; they are kept with the rows, since every threshold asks for them. */
function flowOf(rows: LedgerRows, subject: number, time: CaseTime): CaseFlow {
  let known = FLOWS.get(rows);
  if (known === undefined) {
    known = new Map();
    FLOWS.set(rows, known);
  }
  const flow = known.get(subject);
  if (flow !== undefined && isSameTime(flow.time, time)) return flow;
  const made = layOut(rows, subject, time);
  known.set(subject, made);
  return made;
}

function isSameTime(a: CaseTime, b: CaseTime): boolean {
  return a.onset === b.onset && a.end === b.end && a.scoredTo === b.scoredTo;
}

function layOut(rows: LedgerRows, subject: number, time: CaseTime): CaseFlow {
  const { parts } = rows;
  const flowing = partsOfCase(rows, subject)
    .filter((p) => !isCutOff(rows, parts.row[p], time))
    .map((p) => ({ ...stretchOf(rows, parts.row[p], time), up: parts.up[p], down: parts.down[p] }))
    .sort((one, other) => one.b - other.b);
  const before = new Float64Array(flowing.length + 1);
  let longest = 0;
  for (const [i, { a, b, up, down }] of flowing.entries()) {
    before[i + 1] = before[i] + up + down;
    longest = Math.max(longest, b - a);
  }
  return {
    ...{ time, before, longest, total: before[flowing.length] as number },
    from: Float64Array.from(flowing, ({ a }) => a),
    to: Float64Array.from(flowing, ({ b }) => b),
    up: Float64Array.from(flowing, ({ up }) => up),
    down: Float64Array.from(flowing, ({ down }) => down),
  };
}

/** The first place whose end is not before `cut`; all before it have flowed. */
function firstAfter(ends: Float64Array, cut: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle] < cut) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Adds to `removed`, by row, the bytes of one case that flow from `cut` on. */
export function removeCase(
  rows: LedgerRows,
  cutCase: { readonly subject: number; readonly time: CaseTime; readonly cut: number },
  removed: Float64Array,
): void {
  const { parts } = rows;
  const { subject, time, cut } = cutCase;
  for (const p of partsOfCase(rows, subject)) {
    const row = parts.row[p];
    if (isCutOff(rows, row, time)) continue;
    const { a, b } = stretchOf(rows, row, time);
    removed[row] += parts.up[p] - leakedBytes(parts.up[p], a, b, cut);
    removed[row] += parts.down[p] - leakedBytes(parts.down[p], a, b, cut);
  }
}

const PARTS = new WeakMap<LedgerRows, ReadonlyMap<number, readonly number[]>>();

/** Parts that belong to one case, in order; kept with the rows, since every alarm asks for them. */
function partsOfCase(rows: LedgerRows, subject: number): readonly number[] {
  let bySubject = PARTS.get(rows);
  if (bySubject === undefined) {
    const lists = new Map<number, number[]>();
    for (let p = 0; p < rows.parts.length; p++) {
      const list = lists.get(rows.parts.subject[p]);
      if (list) list.push(p);
      else lists.set(rows.parts.subject[p], [p]);
    }
    bySubject = lists;
    PARTS.set(rows, bySubject);
  }
  return bySubject.get(subject) ?? NO_PARTS;
}

const NO_PARTS: readonly number[] = [];

function stretchOf(rows: LedgerRows, row: number, { onset, end }: CaseTime) {
  return { a: Math.max(rows.start[row], onset), b: Math.min(rows.end[row], end) };
}

function isCutOff(rows: LedgerRows, row: number, { scoredTo }: CaseTime): boolean {
  return rows.start[row] >= scoredTo;
}
