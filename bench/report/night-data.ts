import type { Tariff } from "../../datasets/billing/tariff.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import { MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { CAUSES } from "../../datasets/vocabularies.ts";

/** Rate of one minute. */
export interface MinuteRate {
  readonly time: number;
  readonly mbitPerSecond: number;
}

/** A moment of the bill: what was rated and billed when a record closed. */
export interface BillPoint {
  readonly time: number;
  readonly rated: number;
  readonly billed: number;
}

/** What happened in the charging plane. */
export interface Mark {
  readonly time: number;
  readonly what: string;
}

/** One line's case, as its own records tell it. */
export interface Night {
  readonly utcOffset: number;
  readonly currency: string;
  readonly moneyCap: number;
  readonly rates: readonly MinuteRate[];
  readonly bill: readonly BillPoint[];
  readonly marks: readonly Mark[];
  /** First and last moment worth drawing. */
  readonly from: number;
  readonly to: number;
}

/** Bytes that 1 Mbit/s moves in a minute. */
const BYTES_A_MINUTE = 7_500_000;

const MANAGEMENT_INTERVENTION = codeOf(CAUSES, "managementIntervention");

/** Reads the only line of a case: its rate, its bill, and what the operator did. */
export function readNight(dataset: Dataset): Night {
  const { manifest } = dataset;
  const tariff = manifest.plans[dataset.planNames()[0] ?? ""] as Tariff;
  const { bill, marks } = readBill(dataset, tariff);
  const rates = readRates(dataset);
  const times = [...rates.map(({ time }) => time), ...bill.map(({ time }) => time)];
  return {
    utcOffset: manifest.span.utcOffset,
    currency: manifest.currency,
    moneyCap: tariff.moneyCap,
    rates,
    bill,
    marks,
    from: Math.min(...times),
    to: Math.max(...times),
  };
}

function readRates(dataset: Dataset): MinuteRate[] {
  const bytes = new Map<number, number>();
  for (const { length, time, up, down } of dataset.readView("flows", 0, ["time", "up", "down"])) {
    for (let i = 0; i < length; i++) {
      const minute = time[i] - MINUTE;
      bytes.set(minute, (bytes.get(minute) ?? 0) + up[i] + down[i]);
    }
  }
  return [...bytes]
    .sort(([a], [b]) => a - b)
    .map(([time, sum]) => ({ time, mbitPerSecond: sum / BYTES_A_MINUTE }));
}

function readBill(dataset: Dataset, tariff: Tariff): { bill: BillPoint[]; marks: Mark[] } {
  const rows: (readonly [seq: number, time: number, charged: number, cause: number])[] = [];
  const columns = ["seq", "time", "charged", "cause"] as const;
  for (const batch of dataset.readView("charging", 0, columns)) {
    const { length, seq, time, charged, cause } = batch;
    for (let i = 0; i < length; i++) {
      rows.push([seq[i], time[i], charged[i], cause[i]] as (typeof rows)[number]);
    }
  }
  rows.sort(([a], [b]) => a - b);
  const cap = tariff.moneyCap > 0 ? tariff.moneyCap : Infinity;
  const marks: Mark[] = [];
  let rated = 0;
  const bill = rows.map(([, time, charged, cause]) => {
    if (rated === 0 && charged > 0) marks.push({ time, what: "first charge" });
    if (rated < cap && rated + charged >= cap) marks.push({ time, what: "money cap reached" });
    if (cause === MANAGEMENT_INTERVENTION) marks.push({ time, what: "line suspended" });
    rated += charged;
    return { time, rated, billed: Math.min(rated, cap) };
  });
  return { bill, marks: lastOfEach(marks) };
}

/** Keeps the last mark of each sort: a suspension that ends many sessions is one mark. */
function lastOfEach(marks: readonly Mark[]): Mark[] {
  return [...new Map(marks.map((mark) => [mark.what, mark])).values()];
}

/** Bytes that had moved when the clock showed `time`, closed records or not. */
export function movedBy({ rates }: Night, time: number): number {
  let bytes = 0;
  for (const { time: minute, mbitPerSecond } of rates) {
    const part = Math.min(1, Math.max(0, (time - minute) / MINUTE));
    bytes += part * mbitPerSecond * BYTES_A_MINUTE;
  }
  return bytes;
}

/** What had been closed, been rated and been billed when the clock showed `time`. */
export function billAt({ bill }: Night, time: number): BillPoint {
  const nothing = { time, rated: 0, billed: 0 };
  return bill.findLast((point) => point.time <= time) ?? nothing;
}
