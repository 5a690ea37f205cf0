import { daysInMonth, parseUtcOffset } from "../civil-time.ts";
import { HOUR, MINUTE, SECOND } from "../sizes.ts";

/** What a text says: a civil time as ms, as if it were UTC, and the offset that it names itself. */
export interface Reading {
  readonly civil: number;
  /** Minutes east of UTC; null where the text leaves it to the zone. */
  readonly offset: number | null;
  /** The text names a day and no time of it. */
  readonly isDay?: boolean;
}

/** Parts of a civil time, as texts; those left out are the smallest. */
export interface CivilParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour?: string | undefined;
  readonly minute?: string | undefined;
  readonly second?: string | undefined;
  /** Digits behind the point of a second, cut to the millisecond. */
  readonly fraction?: string | undefined;
  /** am or pm, in any case: then hours are 1 to 12. */
  readonly half?: string | undefined;
  readonly zone?: string | undefined;
}

/** Checks the parts of a civil time and puts them together; null when the calendar has no such time. */
export function civilReading(parts: CivilParts): Reading | null {
  const { hour = "0", minute = "0", second = "0", fraction, half, zone } = parts;
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day)];
  if (year < 1970 || year > 2099 || month < 1 || month > 12) return null;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  const hours = hoursOf(Number(hour), half?.toLowerCase());
  const [minutes, seconds] = [Number(minute), Number(second)];
  if (!(hours < 24) || minutes > 59 || seconds > 59) return null;
  const offset = zone === undefined ? null : offsetOf(zone);
  if (offset === undefined) return null;
  const ms = fraction === undefined ? 0 : Number(fraction.padEnd(3, "0").slice(0, 3));
  const civil =
    Date.UTC(year, month - 1, day) + hours * HOUR + minutes * MINUTE + seconds * SECOND + ms;
  return parts.hour === undefined ? { civil, offset, isDay: true } : { civil, offset };
}

/** Names of Unix times, and the power of ten that makes ms of their unit. */
export const UNIX_POWERS: Readonly<Record<string, number>> = {
  epoch: 3,
  "epoch-ms": 0,
  "epoch-us": -3,
  "epoch-ns": -6,
};

/** Reads a Unix time, cut to the ms, by moving its point: a double would be off by one in some. */
export function unixReading(digits: string, fraction: string, power: number): Reading {
  const ms = power > 0 ? digits + fraction.padEnd(power, "0").slice(0, power) : digits;
  return { civil: Number(power < 0 ? ms.slice(0, power) : ms), offset: 0 };
}

/** Days since the last day of 1899, as spreadsheets count them, rounded to the second. */
export function serialReading(text: string, zero = Date.UTC(1899, 11, 30)): Reading {
  return { civil: zero + Math.round(Number(text) * 86_400) * SECOND, offset: null };
}

function hoursOf(hours: number, half: string | undefined): number {
  if (half === undefined) return hours;
  if (hours < 1 || hours > 12) return Number.NaN;
  return (hours % 12) + (half.startsWith("p") || half === "下午" ? 12 : 0);
}

/** Minutes east of UTC; `+08` stands for `+08:00`, as databases write it. */
function offsetOf(zone: string): number | undefined {
  return parseUtcOffset(/^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone) ?? undefined;
}
