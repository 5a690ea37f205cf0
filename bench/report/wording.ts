import { DAY, GB, HOUR, KB, MB, MINUTE, SECOND } from "../../datasets/sizes.ts";
import type { Estimate } from "../statistics/estimate.ts";

/** What stands where there is no number. */
export const NONE = "–";

/** 0.4371 becomes 44 %. */
export function percent(value: number | null | undefined): string {
  return value === null || value === undefined ? NONE : `${Math.round(value * 100)} %`;
}

/** 0.4371 becomes 44, for a cell whose head says that shares are in percent. */
export function wholePercent(value: number): string {
  return String(Math.round(value * 100));
}

/** A count, rounded. */
export function count(value: number): string {
  return value.toFixed(0);
}

/** A rate with one digit. */
export function oneDigit(value: number): string {
  return value.toFixed(1);
}

/** An estimate in percent with its interval: 47 % [46-48]; without one the number alone. */
export function percentEstimate(estimate: Estimate | null): string {
  const share = percent(estimate?.value);
  const interval = intervalOf(estimate, (bound) => String(Math.round(bound * 100)));
  return interval === "" ? share : `${share} ${interval}`;
}

/** A share that may be far below a percent: 0.042 %. */
export function rarePercent(share: number): string {
  return `${rare(share)} %`;
}

/** A share in percent: whole from 1 % on, two digits below. */
export function rare(share: number): string {
  const value = share * 100;
  return value >= 1 || value === 0
    ? String(Math.round(value))
    : String(Number(value.toPrecision(2)));
}

/** The interval of an estimate as [46-48]; empty where it has none. */
export function intervalOf(estimate: Estimate | null, write: (bound: number) => string): string {
  if (estimate === null || estimate.value === null) return "";
  const { low, high } = estimate;
  return low === null || high === null ? "" : `[${write(low)}-${write(high)}]`;
}

/** A count with its noun: 1 line, 2 lines, 2,772 line-days. */
export function counted(count: number, noun: string): string {
  const rounded = Math.round(count * 10) / 10;
  return `${rounded.toLocaleString("en-US")} ${noun}${rounded === 1 ? "" : "s"}`;
}

/** Words as a sentence lists them: a, b and c; from the fifth on they are only counted. */
export function listed(words: readonly string[]): string {
  const shown = words.length > LONGEST_LIST ? words.slice(0, LONGEST_LIST - 1) : words;
  const rest = words.length - shown.length;
  return enumerated(rest > 0 ? [...shown, `${rest} more`] : shown);
}

/** As {@link listed}, however many they are: where the fifth matters as much as the first. */
export function enumerated(words: readonly string[]): string {
  const before = words.slice(0, -1);
  const last = words.at(-1) ?? "";
  return before.length === 0 ? last : `${before.join(", ")} and ${last}`;
}

const LONGEST_LIST = 4;

/** Minor units become whole units with thousands marks: 421000 becomes 4,210. */
export function money(minor: number | null | undefined): string {
  if (minor === null || minor === undefined) return NONE;
  const whole = minor / 100;
  return whole.toLocaleString("en-US", { maximumFractionDigits: Math.abs(whole) < 100 ? 2 : 0 });
}

/** Bytes in the binary units of a bill; what would round to 0.0 MB is told smaller. */
export function bytes(value: number | null | undefined): string {
  if (value === null || value === undefined) return NONE;
  if (value > 0 && value < MB / 20) {
    return value < KB ? `${Math.round(value)} B` : `${(value / KB).toFixed(1)} kB`;
  }
  return value >= GB ? `${(value / GB).toFixed(1)} GB` : `${(value / MB).toFixed(1)} MB`;
}

/** A duration in the largest unit that leaves it above one. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return "never";
  const ms = seconds * SECOND;
  if (ms < MINUTE) return `${Math.round(seconds)} s`;
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`;
  if (ms < DAY) return `${(ms / HOUR).toFixed(1)} h`;
  return `${(ms / DAY).toFixed(1)} d`;
}

/** Civil time of day, from a moment in UTC and minutes east of it. */
export function clock(time: number, utcOffset: number): string {
  return new Date(time + utcOffset * MINUTE).toISOString().slice(11, 19);
}

/** Civil date and time of day, from a moment in UTC and minutes east of it. */
export function moment(time: number, utcOffset: number): string {
  const date = new Date(time + utcOffset * MINUTE).toISOString().slice(0, 10);
  return `${date} ${clock(time, utcOffset)}`;
}

/** Names the currency of a column: plain money where nobody knows what lines pay (XXX in ISO 4217). */
export function currencyName(code: string): string {
  return code === "XXX" ? "money" : code;
}

/** Bytes in GB for a column: two digits, or three where two say nothing. */
export function gigabytes(value: number): string {
  if (value === 0) return "0";
  const size = value / GB;
  return size.toFixed(Math.abs(size) < 0.1 ? 3 : 2);
}
