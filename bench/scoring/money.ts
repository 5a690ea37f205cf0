import { openRater } from "../../datasets/billing/rating.ts";
import type { Account, LedgerRows } from "../world.ts";
import { type CaseTime, removeCase } from "./damage.ts";

/** A device's bill in minor units: as the caps leave it, and without caps. */
export interface Bill {
  readonly billed: number;
  readonly exposure: number;
}

/** A case that stops at a moment; `-Infinity` takes it out altogether. */
export interface CutCase {
  readonly subject: number;
  readonly time: CaseTime;
  readonly cut: number;
}

const NOTHING: Bill = { billed: 0, exposure: 0 };

/**
 * Rates a device's ledger again as if the given cases had stopped at their moments: every row keeps
 * its place in the factual order and its factual period, with the stopped bytes taken out.
 *
 * Caps and bundles are shared, so money is only ever the difference of two bills. O(rows + parts).
 */
export function billOf(rows: LedgerRows, account: Account | null, cuts: readonly CutCase[]): Bill {
  if (account === null || rows.length === 0) return NOTHING;
  const removed = new Float64Array(rows.length);
  for (const cut of cuts) removeCase(rows, cut, removed);
  const rater = openRater(account.tariff, account.calendar);
  for (const [group, bytes] of rows.opening?.entries() ?? []) {
    if (bytes > 0) rater.preload(group, bytes, rows.end[0]);
  }
  let exposure = 0;
  for (let i = 0; i < rows.length; i++) {
    const bytes = rows.up[i] + rows.down[i] - removed[i];
    exposure += rater.book(rows.ratingGroup[i], bytes, rows.end[i]);
  }
  return { billed: rater.billed(), exposure };
}
