import { codeOf } from "../../datasets/table.ts";
import { RATING_GROUPS } from "../../datasets/vocabularies.ts";
import type { Account, LedgerRows } from "../world.ts";
import type { BillTerms } from "./book-bill.ts";
import type { LineOrders } from "./line-orders.ts";
import type { Window } from "./windows.ts";

/** What records hold that a decision falls into: a life may differ from them by as much, and agree. */
export interface Straddled {
  /** Bytes of cases. */
  readonly cases: number;
  /** Bytes that no incident made. */
  readonly wanted: number;
  /** Minor units: what these bytes cost at most, and a rounding up of each record. */
  readonly rated: number;
}

const WLAN = codeOf(RATING_GROUPS, "wlan");
/** Sessions move evenly: their records differ by a rounding of each direction, and of each day's share. */
const ROUNDING = 2;

/** Adds up what a line's decisions fall into: whole records of mobile data, a rounding of a session. */
export function straddledBytes(
  rows: LedgerRows,
  orders: LineOrders,
  { subjects, account }: Pick<BillTerms, "subjects" | "account">,
): Straddled {
  const moments = momentsOf(orders);
  const { parts } = rows;
  let cases = 0;
  let wanted = 0;
  let records = 0;
  let p = 0;
  for (let i = 0; i < rows.length; i++) {
    let own = 0;
    for (; p < parts.length && parts.row[p] === i; p++) {
      if (subjects[parts.subject[p]]?.kind != null) own += parts.up[p] + parts.down[p];
    }
    const isSession = rows.ratingGroup[i] === WLAN;
    const within = isSession ? moments.sessions : moments.mobile;
    // A record closes in the ms after its last byte, so one that ends or begins then is one of them.
    const times = within.filter((at) => rows.start[i] <= at && at <= rows.end[i]).length;
    const rest = rows.up[i] + rows.down[i] - own;
    cases += times * (isSession ? ROUNDING : own);
    wanted += times * (isSession ? ROUNDING : rest);
    records += times;
  }
  return { cases, wanted, rated: Math.ceil((cases + wanted) * dearest(account)) + 2 * records };
}

/** Minor units that a byte costs at most. */
function dearest(account: Account | null): number {
  const prices = Object.values(account?.tariff.groups ?? {});
  return Math.max(0, ...prices.map(({ amount, perBytes }) => amount / perBytes));
}

/** When something begins or ceases to be stopped: mobile data, and sessions. */
function momentsOf({ blocks, buckets, tethers, apps, ends, endings }: LineOrders) {
  const edges = (windows: readonly Window[]) => windows.flatMap(({ from, until }) => [from, until]);
  return {
    mobile: [...new Set(edges([...blocks, ...buckets, ...tethers, ...apps, ...ends]))],
    sessions: [...new Set([...endings, ...ends.map(({ from }) => from)])],
  };
}
