import { type BillBooks, bookBill } from "./book-bill.ts";
import { type CutRows, cutLine, uncut } from "./cut-line.ts";
import type { RecordOrders } from "./record-orders.ts";
import type { RecordedWorld } from "./recorded-world.ts";
import { type Straddled, straddledBytes } from "./straddled.ts";

/** A bill of which the records were cut. */
export interface CutBill {
  readonly books: BillBooks;
  /** What is left of each line's records. */
  readonly left: ReadonlyMap<number, CutRows>;
  readonly straddled: Straddled;
}

/** Cuts the records of all lines on a bill by what was done about them, and rates what is left; null: nothing was. */
export function cutBill(
  recorded: RecordedWorld,
  payer: number,
  orders: RecordOrders | null,
): CutBill {
  const { ledger, world, subjects } = recorded;
  const account = world.accountOf(payer);
  const straddled = { cases: 0, wanted: 0, rated: 0 };
  const lines = recorded.linesOn(payer).map((device) => {
    const rows = ledger.rowsOf(device);
    const own = orders?.ordersOf.get(device);
    if (own === undefined) return { device, cut: uncut(rows) };
    const here = straddledBytes(rows, own, { subjects, account });
    straddled.cases += here.cases;
    straddled.wanted += here.wanted;
    straddled.rated += here.rated;
    const cut = cutLine(rows, {
      ...{ orders: own, subjects, areSessions: ledger.view === "charging" },
      ...{ guests: orders?.guests.get(device), apps: orders?.apps.get(device) },
    });
    return { device, cut };
  });
  const { opening } = ledger.billOf(payer);
  const books = bookBill(lines, { account, opening, subjects });
  return { books, left: new Map(lines.map(({ device, cut }) => [device, cut])), straddled };
}
