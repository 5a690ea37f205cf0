import { DAY } from "../../datasets/sizes.ts";
import type { AlarmClass, ClassifiedAlarm } from "./classes.ts";
import type { ClusterSums } from "./cluster-sums.ts";
import type { Scoring } from "./scoring.ts";

/** Alarms on which truth has no say flag no day. */
const FLAGS: readonly AlarmClass[] = ["hit", "redundant", "late", "false"];

/**
 * Counts one device's line-days: a day is 24 h from the span's start, which is local midnight where
 * the span starts there. It is running when a scored case runs in it at any moment, flagged when an
 * alarm lies in it that is right, redundant, late or false, and right when both hold.
 *
 * This is how papers count that label days. A long incident weighs as many incidents here, an alarm
 * on the morning after is wrong, and the first minute of a day is as good as its last.
 */
export function addLineDays(
  { world, casesOf, timeOf }: Scoring,
  device: number,
  alarms: readonly ClassifiedAlarm[],
  sums: ClusterSums,
): void {
  const dayOf = (time: number) => Math.floor((time - world.span.from) / DAY);
  const running = new Set<number>();
  for (const subject of casesOf.get(device) ?? []) {
    const { onset, end } = timeOf(subject);
    const last = dayOf(Math.max(onset, end - 1));
    for (let day = dayOf(onset); day <= last; day++) running.add(day);
  }
  const flagged = new Set<number>();
  for (const { class: name, time } of alarms) if (FLAGS.includes(name)) flagged.add(dayOf(time));
  sums.daysRunning += running.size;
  sums.daysFlagged += flagged.size;
  for (const day of flagged) if (running.has(day)) sums.daysRight++;
}
