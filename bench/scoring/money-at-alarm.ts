import { openRater } from "../../datasets/billing/rating.ts";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import type { World } from "../world.ts";
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

/** Bills that alarms are looked up on. */
export interface AlarmedBills {
  readonly world: Pick<World, "payer" | "ledger" | "accountOf" | "calendarOf">;
}

/** An alarm as far as a bill knows it. */
type BilledAlarm = Pick<ClassifiedAlarm, "device" | "time">;

/**
 * Tells where the bill stood at each alarm, from the rows that had closed by then: what can be said
 * of money without any truth. Devices without a tariff are charged 0, and their bytes count by the
 * billing month. One pass over the ledger rows of each alarmed device.
 */
export function moneyAtAlarms(bills: AlarmedBills, alarms: readonly BilledAlarm[]): MoneyAtAlarm[] {
  const ofDevice = new Map<number, number[]>();
  for (const [i, { device }] of alarms.entries()) {
    const own = ofDevice.get(device);
    if (own === undefined) ofDevice.set(device, [i]);
    else own.push(i);
  }
  const stood: MoneyAtAlarm[] = new Array(alarms.length);
  for (const own of ofDevice.values()) {
    own.sort((a, b) => alarms[a].time - alarms[b].time);
    const found = moneyOfDevice(
      bills,
      own.map((i) => alarms[i]),
    );
    for (const [k, i] of own.entries()) stood[i] = found[k];
  }
  return stood;
}

/** Books one device's rows; its alarms come in order of time, and there is one at least. */
function moneyOfDevice({ world }: AlarmedBills, alarms: readonly BilledAlarm[]): MoneyAtAlarm[] {
  const [{ device }] = alarms;
  const payer = world.payer[device];
  const rows = world.ledger.billOf(payer);
  const account = world.accountOf(payer);
  const rater = openRater(account?.tariff ?? FREE, account?.calendar ?? world.calendarOf(payer));
  for (const [group, bytes] of rows.opening?.entries() ?? []) {
    if (bytes > 0) rater.preload(group, bytes, rows.end[0]);
  }
  /** What each period had cost when the last row within it, or alarm, was booked. */
  const cost = new Map<number, number>();
  let i = 0;
  const bookUntil = (time: number) => {
    for (; i < rows.length && rows.end[i] <= time; i++) {
      rater.book(rows.ratingGroup[i], rows.up[i] + rows.down[i], rows.end[i]);
      cost.set(rater.period, rater.periodCharge);
    }
  };
  const stood = alarms.map(({ time }) => {
    bookUntil(time);
    // An alarm in a new period finds an empty bill there.
    rater.book(0, 0, time);
    cost.set(rater.period, rater.periodCharge);
    const { period, periodCharge: charged, periodBytes: bytes } = rater;
    return { period, device, time, charged, bytes };
  });
  bookUntil(Number.POSITIVE_INFINITY);
  return stood.map(({ period, ...at }) => ({
    ...at,
    after: (cost.get(period) as number) - at.charged,
  }));
}
