import { DAY } from "../../datasets/sizes.ts";

/**
 * Opens a clock that runs at certain hours only: it tells how many ms of them had passed by a civil
 * moment, so that a difference is the time between two moments that counts. `from` and `to` are ms
 * of the civil day; 23 h to 7 h runs over midnight, and two equal ones run all day.
 *
 * @example
 * const night = nightTime(23 * HOUR, 7 * HOUR);
 */
export function nightTime(from: number, to: number): (civil: number) => number {
  const isWrapped = from >= to;
  const each = isWrapped ? DAY - from + to : to - from;
  return (civil) => {
    const day = Math.floor(civil / DAY);
    const now = civil - day * DAY;
    const passed = isWrapped
      ? Math.min(now, to) + Math.max(0, now - from)
      : Math.min(Math.max(0, now - from), each);
    return day * each + passed;
  };
}
