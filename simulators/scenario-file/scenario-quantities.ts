import { dayOfDate, parseUtcOffset } from "../../datasets/civil-time.ts";
import { DAY } from "../../datasets/sizes.ts";
import { parsed } from "../../datasets/yaml/yaml-fields.ts";
import { parseDuration, parseRate, parseShare, parseSize } from "./units.ts";

/** A size in bytes. */
export const size = (about: string) => parsed(parseSize, `${about}; a size such as 50MB (binary)`);

/** A rate in bit/s. */
export const rate = (about: string) => parsed(parseRate, `${about}; a rate such as 40Mbps`);

/** A duration in ms. */
export const duration = (about: string) =>
  parsed(parseDuration, `${about}; a duration such as 30m`);

/** A share from 0 to 1. */
export const share = (about: string) => parsed(parseShare, `${about}; a share such as 0.2 or 20%`);

/** Whole days. */
export const civilDays = (about: string) => parsed(parseDays, `${about}; whole days such as 3d`);

/** A civil day since 1970-01-01. */
export const date = (about: string) => parsed(parseDate, `${about}; a date such as 2015-11-11`);

/** Minutes east of UTC. */
export const offset = (about: string) => parsed(parseOffset, `${about}; such as +08:00`);

/** Whole days of a text such as 3d. Throws a RangeError. */
export function parseDays(value: string | number): number {
  const days = parseDuration(value) / DAY;
  if (!Number.isInteger(days)) throw new RangeError(`must be whole days such as 3d, got ${value}`);
  return days;
}

/** Civil day since 1970-01-01. */
function parseDate(value: string | number): number {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(String(value)) ?? [];
  const civil = dayOfDate(Number(year), Number(month), Number(day));
  const isDate =
    year !== undefined &&
    Number(month) >= 1 &&
    Number(month) <= 12 &&
    Number(day) >= 1 &&
    civil < dayOfDate(Number(year), Number(month) + 1, 1);
  if (!isDate) throw new RangeError(`must be a date such as 2015-11-11, got ${value}`);
  return civil;
}

function parseOffset(value: string | number): number {
  const minutes = parseUtcOffset(String(value));
  if (minutes === null) throw new RangeError(`must be an offset such as +08:00, got ${value}`);
  return minutes;
}
