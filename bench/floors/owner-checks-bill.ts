import { billingMonth, civilDay, startOfDay } from "../../datasets/civil-time.ts";
import { DAY, HOUR } from "../../datasets/sizes.ts";
import { RATING_GROUPS } from "../../datasets/vocabularies.ts";
import { openAlertBuffer } from "../alerts/alert-buffer.ts";
import { sortAlerts } from "../alerts/sort-alerts.ts";
import type { Alerts } from "../alerts.ts";
import type { Account, World } from "../world.ts";

/** What makes the owner look twice. */
export interface OwnerChecksBillOptions {
  /** Minor units since the last look. Chosen: 10 yuan, what people buy data packs for. */
  readonly charge?: number;
  /** Civil time of the daily look, ms after midnight. Chosen: 07:00. */
  readonly at?: number;
}

/** Bills that owners look at. */
export interface BillsToCheck {
  readonly world: Pick<World, "view" | "deviceCount" | "span" | "payer" | "accountOf" | "scan">;
  /** 1 for each line whose owner is asked. */
  readonly time: { readonly scored: Uint8Array };
}

/**
 * The floor of an owner who looks at the bill every morning: at 07:00 civil time she sees the
 * charging rows delivered by then, and alarms when they charged `charge` since her last look, or
 * when the period's bytes, of all lines on the bill, have passed the bundle since then. It dates its alarms by the clock and
 * names no row. Throws on any view but charging.
 *
 * O(rows), 52 bytes a device.
 */
export function ownerChecksBill(
  { world, time }: BillsToCheck,
  { charge = 1000, at = 7 * HOUR }: OwnerChecksBillOptions = {},
): Alerts {
  if (world.view !== "charging") {
    throw new RangeError(`owner-checks-bill: view must be charging, got ${world.view}`);
  }
  const { deviceCount, span } = world;
  const nextLook = new Float64Array(deviceCount);
  const charged = new Float64Array(deviceCount);
  const { payer } = world;
  // Of each bill: what its lines have used of the bundle they share, in which period.
  const used = new Float64Array(deviceCount);
  const period = new Float64Array(deviceCount).fill(Number.NaN);
  // Of each line: what its owner saw on the bill at the last look, in which period.
  const usedAtLook = new Float64Array(deviceCount);
  const lookedIn = new Float64Array(deviceCount).fill(Number.NaN);
  const buffer = openAlertBuffer();

  /** The look that is due, if any: rows after it belong to the next. */
  const look = (device: number, now: number, account: Account | null) => {
    const due = nextLook[device];
    if (due === 0 || due > now) return;
    const quota = quotaOf(account);
    const bill = payer[device];
    const before = lookedIn[device] === period[bill] ? usedAtLook[device] : 0;
    const passed = quota > 0 && before <= quota && used[bill] > quota;
    if (charged[device] >= charge || passed) {
      buffer.push({ device, time: due, row: -1, rowStart: due, rowEnd: due, score: 1 });
    }
    charged[device] = 0;
    usedAtLook[device] = used[bill];
    lookedIn[device] = period[bill];
    nextLook[device] = 0;
  };
  world.scan(["device", "visibleAt", "time", "up", "down", "charged"], (batch) => {
    for (let i = 0; i < batch.length; i++) {
      const device = batch.device[i];
      if (time.scored[device] === 0) continue;
      const account = world.accountOf(device);
      const t = batch.visibleAt[i];
      // A row delivered on the stroke of seven is seen.
      look(device, t - 1, account);
      if (nextLook[device] === 0) nextLook[device] = lookAfter(t, account, at);
      const now = periodOf(batch.time[i], account);
      const bill = payer[device];
      if (now > period[bill] || Number.isNaN(period[bill])) {
        period[bill] = now;
        used[bill] = 0;
      }
      charged[device] += batch.charged[i];
      if (now === period[bill]) used[bill] += batch.up[i] + batch.down[i];
    }
  });
  for (let device = 0; device < deviceCount; device++) {
    if (time.scored[device] === 1) look(device, span.to - 1, world.accountOf(device));
  }
  return sortAlerts(buffer.alerts());
}

function lookAfter(t: number, account: Account | null, at: number): number {
  const utcOffset = account?.calendar.utcOffset ?? 0;
  const today = startOfDay(civilDay(t, utcOffset), utcOffset) + at;
  return t <= today ? today : today + DAY;
}

function quotaOf(account: Account | null): number {
  if (account === null) return 0;
  return account.tariff.groups[RATING_GROUPS[1]]?.bundleBytes ?? 0;
}

function periodOf(t: number, account: Account | null): number {
  if (account === null) return 0;
  const { tariff, calendar } = account;
  if (tariff.period !== "month") {
    return Math.floor((t - calendar.from) / (tariff.period * DAY));
  }
  return billingMonth(t, calendar.utcOffset, calendar.billingDay);
}
