import { DAY, HOUR } from "../sizes.ts";

const TIME_OF_DAY = /^(\d\d?):(\d\d):(\d\d)(?:\.(\d{1,9}))?$/;

/** Tells whether a text is a time without a date, as argus prints it by default. */
export function isTimeOfDay(text: string): boolean {
  return TIME_OF_DAY.test(text);
}

/**
 * Gives times without a date the date that the row before leaves open: the first row is of the
 * declared day, every other within half a day of the row before, so that midnight begins a new day
 * and a late row stays in the old one. Where nothing was recorded for more than half a day, days are
 * lost without a sign, unless the next row then seems to lie hours before the last: `onBack` hears of
 * that.
 *
 * Returns civil ms, as if in UTC, or NaN for what is no time of day.
 */
export function openDayClock(date: number): (text: string, onBack: () => void) => number {
  let last: number | null = null;
  return (text, onBack) => {
    const [, hours, minutes, seconds, fraction = ""] = TIME_OF_DAY.exec(text) ?? [];
    if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) {
      return Number.NaN;
    }
    const ofDay =
      Number(hours) * HOUR +
      (Number(minutes) * 60 + Number(seconds)) * 1000 +
      Number(fraction.padEnd(3, "0").slice(0, 3));
    const time = date + ofDay;
    const next = last === null ? time : time + Math.round((last - time) / DAY) * DAY;
    if (last !== null && last - next > HOUR) onBack();
    last = next;
    return next;
  };
}
