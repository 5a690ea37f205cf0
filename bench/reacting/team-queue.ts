import { HOUR } from "../../datasets/sizes.ts";

/** A team that looks at alarms one after the other. */
export interface TeamQueue {
  /** When somebody has looked at an alarm that came at `time`; to be asked in order of time. */
  handledAt(time: number): number;
}

/**
 * Opens the queue of a team that handles so many alarms an hour, of all lines together; null = nobody
 * looks, a machine acts at once. Lines wait for each other's alarms, so what a strategy does on one
 * depends on the others.
 */
export function openTeamQueue(perHour: number | null): TeamQueue {
  if (perHour === null) return { handledAt: (time) => time };
  const each = HOUR / perHour;
  let freeAt = Number.NEGATIVE_INFINITY;
  return {
    handledAt(time) {
      freeAt = Math.max(time, freeAt) + each;
      return Math.ceil(freeAt);
    },
  };
}
