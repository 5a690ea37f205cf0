import { openRater } from "../datasets/rating.ts";
import type { World } from "./world.ts";

/** Where and when an alarm stood. */
interface Alarm {
  readonly device: number;
  readonly time: number;
}

/**
 * Tells for each alarm what its line's billing period had been charged by then, before any cap, over
 * the records that had closed; null where no tariff is known. It needs no truth: on data without
 * labels it is what says whether an alarm came early. O(alarms x ledger rows of their devices).
 */
export function moneyAtAlarms(world: World, alarms: readonly Alarm[]): (number | null)[] {
  const byDevice = alarms.map((_, i) => i).sort((a, b) => alarms[a].device - alarms[b].device);
  const money: (number | null)[] = alarms.map(() => null);
  for (const i of byDevice) money[i] = moneyAt(world, alarms[i]);
  return money;
}

function moneyAt(world: World, { device, time }: Alarm): number | null {
  const account = world.accountOf(device);
  if (account === null) return null;
  const rows = world.ledger.rowsOf(device);
  const rater = openRater(account.tariff, account.calendar);
  for (const [group, bytes] of rows.opening?.entries() ?? []) {
    if (bytes > 0 && rows.length > 0) rater.preload(group, bytes, rows.end[0]);
  }
  for (let i = 0; i < rows.length && rows.end[i] <= time; i++) {
    rater.book(rows.ratingGroup[i], rows.up[i] + rows.down[i], rows.end[i]);
  }
  return rater.periodCharge;
}
