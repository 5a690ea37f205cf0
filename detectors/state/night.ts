import { DAY, HOUR, MINUTE } from "../../datasets/sizes.ts";

/** Civil hours that count as night, from midnight on: traffic of all people is at a tenth then. */
const NIGHT_ENDS = 6 * HOUR;

/** Tells whether a moment lies between midnight and six in a line's own time. */
export function isNight(moment: number, utcOffset: number): boolean {
  const local = moment + utcOffset * MINUTE;
  return local - Math.floor(local / DAY) * DAY < NIGHT_ENDS;
}
