import { DAY, HOUR, MINUTE } from "./sizes.ts";

/**
 * Civil time of a fixed offset: pure integer arithmetic on ms UTC, the same on every engine. It
 * knows no daylight saving, and fails silently where a place has one: China, the Gulf and most of
 * Asia have none; an import from Europe is an hour off for half of the year.
 *
 * A civil day is counted from 1970-01-01; a civil month is `year * 12 + month` with January = 0.
 */
export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

const DAYS_PER_ERA = 146_097;
/** Days from 0000-03-01 to 1970-01-01: years are counted from March, so leap days come last. */
const EPOCH_SHIFT = 719_468;

/** Counts the civil day of a moment. */
export function civilDay(time: number, utcOffset: number): number {
  return Math.floor((time + utcOffset * MINUTE) / DAY);
}

/** Finds the moment at which a civil day starts. */
export function startOfDay(day: number, utcOffset: number): number {
  return day * DAY - utcOffset * MINUTE;
}

/** Measures how far into its civil day a moment lies, in ms. */
export function timeOfDay(time: number, utcOffset: number): number {
  return time - startOfDay(civilDay(time, utcOffset), utcOffset);
}

/** Tells the civil hour of a moment, 0 to 23. */
export function hourOfDay(time: number, utcOffset: number): number {
  return Math.floor(timeOfDay(time, utcOffset) / HOUR);
}

/** Tells the weekday of a civil day: 0 is Sunday, 6 is Saturday. */
export function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Counts the civil day of a date. Days past the month's end run on into the next month. */
export function dayOfDate(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT;
}

/** Turns a civil day into its date. */
export function dateOfDay(day: number): CivilDate {
  const shifted = day + EPOCH_SHIFT;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth + (marchMonth < 10 ? 3 : -9);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** Counts the days of a month. */
export function daysInMonth(year: number, month: number): number {
  return dayOfDate(year, month + 1, 1) - dayOfDate(year, month, 1);
}

/** Finds the moment of a civil date and time, ms UTC. */
export function momentOf(date: CivilDate, utcOffset: number, timeOfDayMs = 0): number {
  return startOfDay(dayOfDate(date.year, date.month, date.day), utcOffset) + timeOfDayMs;
}

/**
 * Counts the billing month that holds a moment: `year * 12 + month - 1` of the date on which that
 * period began. A period starts at 00:00 of `billingDay`, which is 1 to 28, so every month has it.
 */
export function billingMonth(time: number, utcOffset: number, billingDay: number): number {
  const { year, month, day } = dateOfDay(civilDay(time, utcOffset));
  return year * 12 + month - 1 - (day < billingDay ? 1 : 0);
}

/** Finds the moment at which a billing month starts. */
export function startOfBillingMonth(month: number, utcOffset: number, billingDay: number): number {
  const year = Math.floor(month / 12);
  return startOfDay(dayOfDate(year, month - year * 12 + 1, billingDay), utcOffset);
}

/** Writes a moment as civil time, `2015-11-11 22:26:00`. */
export function formatCivil(time: number, utcOffset: number): string {
  const { year, month, day } = dateOfDay(civilDay(time, utcOffset));
  const seconds = Math.floor(timeOfDay(time, utcOffset) / 1000);
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => pad(part, 2));
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)} ${clock.join(":")}`;
}

const OFFSET = /^(?:utc|z|([+-])(\d{2}):?(\d{2}))$/i;

/** Reads an offset such as `+08:00`, `-0330`, `Z` or `UTC` as minutes east of UTC; null when it is none. */
export function parseUtcOffset(text: string): number | null {
  const match = OFFSET.exec(text);
  if (!match) return null;
  const [, sign, hours, minutes] = match;
  if (sign === undefined) return 0;
  const total = Number(hours) * 60 + Number(minutes);
  if (total > 14 * 60 || Number(minutes) > 59) return null;
  return sign === "-" ? -total : total;
}

/** Writes minutes east of UTC as `+08:00`. */
export function formatUtcOffset(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${pad(size / 60, 2)}:${pad(size % 60, 2)}`;
}

function pad(value: number, width: number): string {
  return String(Math.floor(value)).padStart(width, "0");
}
