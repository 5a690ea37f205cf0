import { openRater, type Rater } from "../../datasets/billing/rating.ts";
import type { Account, LedgerRows } from "../world.ts";
import type { CutRows } from "./cut-line.ts";
import type { Subject } from "./recorded-world.ts";

/** One line on a bill, and what is left of its records. */
export interface BookedLine {
  readonly device: number;
  readonly cut: CutRows;
}

/** What a bill comes to: of each line, of each case, and as a whole. Money in minor units. */
export interface BillBooks {
  readonly lines: ReadonlyMap<number, { readonly rated: number; readonly bytes: number }>;
  /** By subject. */
  readonly cases: ReadonlyMap<number, { readonly rated: number; readonly bytes: number }>;
  /** After caps: with everything on it, and without incidents. */
  readonly billed: number;
  readonly clean: number;
}

/** How a bill is rated: null where no tariff is known, then all money is 0. */
export interface BillTerms {
  readonly account: Account | null;
  /** Bytes used before its first record, by rating group. */
  readonly opening: LedgerRows["opening"];
  readonly subjects: readonly Subject[];
}

/**
 * Rates what is left of a bill's records, in the order in which they closed. As the engine does it, a
 * second rater never hears of an incident's bytes, and what the two differ by at a record is what the
 * incident cost that was booked last. O(rows x lines on the bill).
 */
export function bookBill(
  lines: readonly BookedLine[],
  { account, opening, subjects }: BillTerms,
): BillBooks {
  const own = new Map(lines.map(({ device }) => [device, { rated: 0, bytes: 0 }]));
  const cases = new Map<number, { rated: number; bytes: number }>();
  const [rater, clean] = [openBooks(account, opening, lines), openBooks(account, opening, lines)];
  const isCase = (subject: number) => subjects[subject]?.kind != null;
  const nextPart = lines.map(() => 0);
  let lastCase = -1;
  eachInOrder(lines, (line, row) => {
    const { device, cut } = lines[line];
    const { rows, up, down, partUp, partDown } = cut;
    const { parts } = rows;
    let attributed = 0;
    let named = -1;
    for (; parts.row[nextPart[line]] === row; nextPart[line]++) {
      const p = nextPart[line];
      const bytes = partUp[p] + partDown[p];
      const subject = parts.subject[p];
      if (bytes === 0 || !isCase(subject) || rows.ratingGroup[row] === 0) continue;
      if (named < 0) named = subject;
      attributed += bytes;
      entry(cases, subject).bytes += bytes;
    }
    const bytes = up[row] + down[row];
    if (bytes === 0 || rows.ratingGroup[row] === 0) return;
    if (named >= 0) lastCase = named;
    const [group, end] = [rows.ratingGroup[row], rows.end[row]];
    const charged = rater?.book(group, bytes, end) ?? 0;
    const cost = charged - (clean?.book(group, bytes - attributed, end) ?? 0);
    const booked = entry(own, device);
    booked.rated += charged;
    booked.bytes += bytes;
    if (cost !== 0 && lastCase >= 0) entry(cases, lastCase).rated += cost;
  });
  return { lines: own, cases, billed: rater?.billed() ?? 0, clean: clean?.billed() ?? 0 };
}

function entry(of: Map<number, { rated: number; bytes: number }>, key: number) {
  const known = of.get(key) ?? { rated: 0, bytes: 0 };
  of.set(key, known);
  return known;
}

function openBooks(
  account: Account | null,
  opening: LedgerRows["opening"],
  lines: readonly BookedLine[],
): Rater | null {
  if (account === null) return null;
  const rater = openRater(account.tariff, account.calendar);
  const first = lines.reduce(
    (least, { cut: { rows } }) => (rows.length > 0 ? Math.min(least, rows.end[0]) : least),
    Number.POSITIVE_INFINITY,
  );
  for (const [group, bytes] of opening?.entries() ?? []) {
    if (bytes > 0) rater.preload(group, bytes, first);
  }
  return rater;
}

/** Visits rows of all lines in order of closing; what closed in the same ms in order of line. */
function eachInOrder(
  lines: readonly BookedLine[],
  visit: (line: number, row: number) => void,
): void {
  const next = lines.map(() => 0);
  for (;;) {
    let first = -1;
    for (let line = 0; line < lines.length; line++) {
      const { rows } = lines[line].cut;
      if (next[line] >= rows.length) continue;
      const end = rows.end[next[line]];
      if (first < 0 || end < lines[first].cut.rows.end[next[first]]) first = line;
    }
    if (first < 0) return;
    visit(first, next[first]++);
  }
}
