import type { Alerts } from "../alerts.ts";
import type { Scoring } from "../scoring/scoring.ts";
import { openThresholdWalk } from "./threshold-walk.ts";

/** What one threshold would have given: drawn only where it says "test labels". */
export interface SweepPoint {
  readonly threshold: number;
  readonly alarms: number;
  readonly falseAlarms: number;
  /** Cases caught. */
  readonly caught: number;
}

/**
 * Walks every distinct score of the scored split, highest first. It reads the labels that it is
 * scored on, so it may be drawn and never ranked. At most `limit` points.
 */
export function sweepThresholds(
  { world, time, options, classifier, casesOf }: Scoring,
  alerts: Alerts,
  limit = Number.POSITIVE_INFINITY,
): SweepPoint[] {
  const isFalse = (list: Alerts, alert: number) => classifier.isFalse(list, alert);
  const walk = openThresholdWalk(alerts, time, options, isFalse);
  const caughtOn = new Uint32Array(world.deviceCount);
  let caught = 0;
  const points: SweepPoint[] = [];
  while (points.length < limit && walk.next()) {
    for (const device of walk.changed) {
      if (!casesOf.has(device)) continue;
      const alarms = classifier.classify(alerts, walk.alarmsOf(device));
      const hits = alarms.filter((alarm) => alarm.class === "hit").flatMap((alarm) => alarm.cases);
      caught += new Set(hits).size - caughtOn[device];
      caughtOn[device] = new Set(hits).size;
    }
    const { threshold, alarms, falseAlarms } = walk;
    points.push({ threshold, alarms, falseAlarms, caught });
  }
  return points;
}
