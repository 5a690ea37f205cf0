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

/** Adds up the bytes of one case on its device's ledger that flowed before `cut`. */
export function caseBytes(
  rows: LedgerRows,
  subject: number,
  time: CaseTime,
  cut: number,
): CaseBytes {
  const { parts } = rows;
  let leaked = 0;
  let total = 0;
  for (const p of partsOfCase(rows, subject)) {
    if (isCutOff(rows, parts.row[p], time)) continue;
    const { a, b } = stretchOf(rows, parts.row[p], time);
    total += parts.up[p] + parts.down[p];
    leaked += leakedBytes(parts.up[p], a, b, cut) + leakedBytes(parts.down[p], a, b, cut);
  }
  return { leaked, total };
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
