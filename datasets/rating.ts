import type { Tariff } from "./tariff.ts";

/** Where and when a line is billed. */
export interface BillingCalendar {
  /** Minutes east of UTC. */
  readonly utcOffset: number;
  /** Civil day of the month on which a period starts, 1 to 28. */
  readonly billingDay: number;
  /** First moment of the data, ms UTC: periods counted in days start here. */
  readonly from: number;
}

/**
 * Rates the records of one line in the order in which they close. Its results lie in fields, so
 * that nothing is allocated for a record.
 */
export interface Rater {
  /** Books a record of `bytes` that closes at `time`; returns its charge before any cap. */
  book(ratingGroup: number, bytes: number, time: number): number;
  /** Bytes of the last record that the bundle covered. */
  readonly inBundle: number;
  /** Charges of the current period before the cap, the last record included. */
  readonly periodCharge: number;
  /** Bytes of the current period, the last record included. */
  readonly periodBytes: number;
  /** Ordinal of the current period. */
  readonly period: number;
  /** What was billed so far: each period's charges, at most the cap. */
  billed(): number;
  /** Books bytes that were used before the first record, in the period that holds `time`. */
  preload(ratingGroup: number, bytes: number, time: number): void;
}

/** Opens the books of one line. */
export type OpenRater = (tariff: Tariff, calendar: BillingCalendar) => Rater;
