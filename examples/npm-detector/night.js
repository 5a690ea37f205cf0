/** Milliseconds of an hour. */
export const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Tells the civil day of a moment, and how far into it the moment lies; the offset is in minutes. */
export function nightOf(time, utcOffset) {
  const local = time + utcOffset * 60_000;
  const day = Math.floor(local / DAY);
  return { day, hour: local - day * DAY };
}
