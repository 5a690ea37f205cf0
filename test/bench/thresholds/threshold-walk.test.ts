import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Alerts } from "../../../bench/alerts.ts";
import { mergeAlarms } from "../../../bench/scoring/alarms.ts";
import { openScoring } from "../../../bench/scoring/scoring.ts";
import { openThresholdWalk } from "../../../bench/thresholds/threshold-walk.ts";
import { coolDowns, randomRun } from "../random-world.ts";

describe("a walk over thresholds", () => {
  it("finds at every score the alarms that merging anew finds", () => {
    fc.assert(
      fc.property(
        randomRun,
        coolDowns,
        fc.constantFrom("fixed" as const, "extending" as const),
        ({ world, alerts }, coolDown, merge) => {
          const scoring = openScoring(world, { coolDown, merge, split: "calibration" });
          const { time, options, classifier } = scoring;
          const isFalse = (list: Alerts, alert: number) => classifier.isFalse(list, alert);
          const walk = openThresholdWalk(alerts, time, options, isFalse);
          const scores = [...alerts.score]
            .filter((_, i) => mergeAlarms(only(alerts, i), 0, time, options).length > 0)
            .sort((a, b) => b - a);
          for (const threshold of new Set(scores)) {
            expect(walk.next()).toBe(true);
            expect(walk.threshold).toBe(threshold);
            const anew = mergeAlarms(alerts, threshold, time, options);
            const devices = [...Array(world.deviceCount).keys()];
            const walked = devices.flatMap((device) => walk.alarmsOf(device));
            expect(walked.sort((a, b) => a - b)).toEqual([...anew]);
            expect(walk.alarms).toBe(anew.length);
            const wrong = classifier
              .classify(alerts, anew)
              .filter((alarm) => alarm.class === "false");
            expect(walk.falseAlarms).toBe(wrong.length);
          }
          expect(walk.next()).toBe(false);
        },
      ),
      { numRuns: 400, seed: 7 },
    );
  });

  it("never has fewer alarms in all at a lower threshold", () => {
    fc.assert(
      fc.property(randomRun, coolDowns, ({ world, alerts }, coolDown) => {
        const { time, options } = openScoring(world, { coolDown });
        const walk = openThresholdWalk(alerts, time, options, () => false);
        let before = 0;
        while (walk.next()) {
          expect(walk.alarms).toBeGreaterThanOrEqual(before);
          before = walk.alarms;
        }
      }),
      { numRuns: 300, seed: 8 },
    );
  });
});

function only(alerts: Alerts, i: number): Alerts {
  const { device, time, row, rowStart, rowEnd, score } = alerts;
  return {
    length: 1,
    device: device.slice(i, i + 1),
    time: time.slice(i, i + 1),
    row: row.slice(i, i + 1),
    rowStart: rowStart.slice(i, i + 1),
    rowEnd: rowEnd.slice(i, i + 1),
    score: score.slice(i, i + 1),
  };
}
