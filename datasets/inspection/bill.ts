import type { Tariff } from "../billing/tariff.ts";
import { billingMonth, startOfBillingMonth } from "../civil-time.ts";
import type { Dataset } from "../dataset.ts";
import { DAY } from "../sizes.ts";
import { CAUSES, RATING_GROUPS } from "../vocabularies.ts";

/** One charging record on the bill of a device. */
export interface BillLine {
  readonly seq: number;
  readonly start: number;
  readonly time: number;
  readonly visibleAt: number;
  readonly up: number;
  readonly down: number;
  readonly ratingGroup: string;
  readonly cause: string;
  readonly inBundle: number;
  /** Rated for this record, in the plan's minor unit. */
  readonly charged: number;
  /** Rated in its billing period so far, before the cap; of all lines on the bill. */
  readonly total: number;
}

/** A record, whose it is, and the first moment of the billing period in which it closed. */
export interface BookedLine {
  readonly of: number;
  readonly period: number;
  readonly line: BillLine;
}

/** The bill that a device is on. */
export interface Bill {
  readonly plan: string;
  /** Absent where the manifest tells no tariff of the plan. */
  readonly tariff: Tariff | undefined;
  readonly currency: string;
  /** Other lines on it: they share its bundle and caps. */
  readonly billedWith: readonly number[];
  /** Finds when the billing period that holds a moment began. */
  periodOf(time: number): number;
  /** What of a period's charges is billed: at most the cap. */
  billed(rated: number): number;
  /** Reads the records of all lines on it that belong to periods from that of `from` on, and closed before `to`. */
  read(from: number, to: number): readonly BookedLine[];
}

/**
 * Opens the bill of a device: whose it is, its tariff, its periods, and the records on it with their
 * running total.
 *
 * The bill follows the order of closing, not of arrival, over all lines on it. Reading takes one pass
 * over the device's shard; memory is the records of the billing periods that are asked for.
 */
export function openBill(dataset: Dataset, device: number): Bill {
  const { manifest } = dataset;
  const { payer, utcOffset, billingDay } = dataset.fleet();
  const plan = dataset.planNames()[device] ?? "unknown";
  const tariff = manifest.plans[plan];
  const calendar = {
    utcOffset: utcOffset[device],
    billingDay: billingDay[device],
    from: manifest.span.from,
  };
  const periodOf = (time: number) => periodStart(time, tariff, calendar);
  const moneyCap = tariff?.moneyCap ?? 0;
  return {
    plan,
    tariff,
    currency: tariff?.currency ?? manifest.currency,
    billedWith: [...payer.keys()].filter(
      (other) => other !== device && payer[other] === payer[device],
    ),
    periodOf,
    billed: (rated) => (moneyCap > 0 ? Math.min(moneyCap, rated) : rated),
    read(from, to) {
      if (!dataset.views.includes("charging")) return [];
      const shard = Math.floor(device / manifest.devicesPerShard);
      const first = periodOf(from);
      const found: BookedLine[] = [];
      for (const batch of dataset.readView("charging", shard)) {
        for (let i = 0; i < batch.length; i++) {
          const of = batch.device[i];
          const time = batch.time[i];
          if (payer[of] !== payer[device] || time < first || time >= to) continue;
          const period = periodOf(time);
          const line = {
            seq: batch.seq[i],
            start: batch.start[i],
            time,
            visibleAt: batch.visibleAt[i],
            up: batch.up[i],
            down: batch.down[i],
            ratingGroup: RATING_GROUPS[batch.ratingGroup[i]],
            cause: CAUSES[batch.cause[i]],
            inBundle: batch.inBundle[i],
            charged: batch.charged[i],
            total: 0,
          };
          found.push({ of, period, line });
        }
      }
      return summed(found);
    },
  };
}

interface Calendar {
  readonly utcOffset: number;
  readonly billingDay: number;
  readonly from: number;
}

function periodStart(time: number, tariff: Tariff | undefined, calendar: Calendar): number {
  const { utcOffset, billingDay, from } = calendar;
  if (typeof tariff?.period === "number") {
    const length = tariff.period * DAY;
    return from + Math.floor((time - from) / length) * length;
  }
  const month = billingMonth(time, utcOffset, billingDay);
  return startOfBillingMonth(month, utcOffset, billingDay);
}

/** Orders records as they closed and adds up what each period has been rated at so far. */
function summed(found: readonly BookedLine[]): readonly BookedLine[] {
  const totals = new Map<number, number>();
  return found
    .toSorted((a, b) => a.line.time - b.line.time || a.of - b.of || a.line.seq - b.line.seq)
    .map(({ of, period, line }) => {
      const total = (totals.get(period) ?? 0) + line.charged;
      totals.set(period, total);
      return { of, period, line: { ...line, total } };
    });
}
