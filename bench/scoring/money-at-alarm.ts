import { openRater } from "../../datasets/billing/rating.ts";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import type { Scoring } from "../scoring.ts";
import type { ClassifiedAlarm } from "./classes.ts";

/** Where a device's bill stood when an alarm came. */
export interface MoneyAtAlarm {
  readonly device: number;
  readonly time: number;
  /** Minor units charged on its bill in the period so far, before the cap; of all lines on it. */
  readonly charged: number;
  /** Bytes of the period so far. */
  readonly bytes: number;
  /** Minor units charged in the same period after the alarm: what acting on it could have touched. */
  readonly after: number;
}

/** What a line without a tariff pays. */
const FREE: Tariff = {
  name: "free",
  summary: "nothing is known of its price",
  source: "chosen: stands in where no tariff is known",
  kind: "pay-as-you-go",
  currency: "",
  moneyCap: 0,
  volumeCap: 0,
  period: "month",
  groups: {},
};

/**
 * Tells where the bill stood at each alarm, from the rows that had closed by then: what can be said
 * of money without any truth. Devices without a tariff are charged 0, and their bytes count by the billing
 * month. O(ledger rows x alarms of the
 * device).
 */
export function moneyAtAlarms(
  { world }: Scoring,
  alarms: readonly ClassifiedAlarm[],
): MoneyAtAlarm[] {
  return alarms.map(({ device, time }) => {
    const payer = world.payer[device];
    const rows = world.ledger.billOf(payer);
    const account = world.accountOf(payer);
    const rater = openRater(account?.tariff ?? FREE, account?.calendar ?? world.calendarOf(payer));
    for (const [group, bytes] of rows.opening?.entries() ?? []) {
      if (bytes > 0) rater.preload(group, bytes, rows.end[0]);
    }
    let i = 0;
    for (; i < rows.length && rows.end[i] <= time; i++) bookRow(rater, rows, i);
    // An alarm in a new period finds an empty bill there.
    rater.book(0, 0, time);
    const { period, periodCharge: charged, periodBytes: bytes } = rater;
    let after = 0;
    for (; i < rows.length; i++) {
      const charge = bookRow(rater, rows, i);
      if (rater.period !== period) break;
      after += charge;
    }
    return { device, time, charged, bytes, after };
  });
}

function bookRow(
  rater: ReturnType<typeof openRater>,
  rows: ReturnType<Scoring["world"]["ledger"]["rowsOf"]>,
  i: number,
): number {
  return rater.book(rows.ratingGroup[i], rows.up[i] + rows.down[i], rows.end[i]);
}
