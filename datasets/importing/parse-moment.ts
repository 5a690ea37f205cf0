import { dayOfDate, daysInMonth, parseUtcOffset, startOfDay } from "../civil-time.ts";
import { HOUR, MINUTE, SECOND } from "../sizes.ts";

const CIVIL =
  /^(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:[ T]?(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]?(\d{1,9}))?)?)? ?(z|utc|[+-]\d{2}:?\d{2})?$/i;
const EPOCH = /^(\d{9,10})(?:\.(\d{1,9}))?$/;
const EPOCH_MS = /^\d{12,13}$/;

/**
 * Reads a moment as ms UTC; NaN when the text is none, or lies before 1970.
 *
 * Understands year-first civil times in any punctuation (`2015-11-11 22:26:00.5`,
 * `2015/11/11T22:26`, `20151111222600`, with milliseconds behind), with a zone of their own or in
 * `utcOffset`, and Unix time in seconds or milliseconds. Day-first dates are refused: nobody can
 * tell 03/04 from 04/03. Fractions are cut to the millisecond.
 */
export function parseMoment(text: string, utcOffset: number): number {
  if (EPOCH_MS.test(text)) return Number(text);
  const epoch = EPOCH.exec(text);
  if (epoch) return Number(epoch[1]) * SECOND + milliseconds(epoch[2]);
  const match = CIVIL.exec(text);
  if (!match) return Number.NaN;
  const [, years, , months, days, hours = "0", minutes = "0", seconds = "0", fraction, zone] =
    match;
  const [year, month, day] = [Number(years), Number(months), Number(days)];
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return Number.NaN;
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
  const offset = zone === undefined ? utcOffset : parseUtcOffset(zone);
  if (offset === null) return Number.NaN;
  const time =
    startOfDay(dayOfDate(year, month, day), offset) +
    hour * HOUR +
    minute * MINUTE +
    second * SECOND +
    milliseconds(fraction);
  return time < 0 ? Number.NaN : time;
}

function milliseconds(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.padEnd(3, "0").slice(0, 3));
}
