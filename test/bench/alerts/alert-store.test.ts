import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openAlertStore } from "../../../bench/alerts/alert-store.ts";
import type { Alerts } from "../../../bench/alerts.ts";
import { openScoring } from "../../../bench/scoring/scoring.ts";
import { tallyRun } from "../../../bench/scoring/tally.ts";
import {
  calibrateBudgets,
  calibrateCapacity,
  passMark,
} from "../../../bench/thresholds/calibrate.ts";
import { oracleThreshold } from "../../../bench/thresholds/oracle-threshold.ts";
import { DAY } from "../../../datasets/sizes.ts";
import { longRun } from "../random-world.ts";
import { smallWorld } from "../small-world.ts";

const BUDGETS = [10, 60, 90].map((budget) => ({ budget }));

describe("a store that forgets alerts", () => {
  it("gives the thresholds, tallies and marks that keeping all gives", () => {
    let forgetful = 0;
    fc.assert(
      fc.property(longRun, fc.integer({ min: 1, max: 60 }), ({ world, alerts }, mark) => {
        const store = openAlertStore(world, { budget: 90, marks: [mark], capacity: 0.3 });
        store.add(alerts);
        const kept = store.finish();
        const scoring = openScoring(world);
        const { scored, from, to } = scoring.time;
        const onTest = (list: Alerts) =>
          list.device.filter(
            (d, i) => scored[d] === 1 && list.time[i] >= from[d] && list.time[i] < to[d],
          ).length;
        if (onTest(kept) < onTest(alerts)) forgetful++;
        const tally = (list: Alerts, threshold: number) => tallyRun(scoring, list, threshold).tally;
        const calibrations = calibrateBudgets(world, alerts, BUDGETS);
        expect(calibrateBudgets(world, kept, BUDGETS)).toEqual(calibrations);
        for (const calibration of calibrations) {
          const at = passMark(calibration);
          expect(tally(kept, at)).toEqual(tally(alerts, at));
        }
        const capacity = calibrateCapacity(world, alerts, 0.3);
        expect(calibrateCapacity(world, kept, 0.3)).toEqual(capacity);
        expect(tally(kept, passMark(capacity))).toEqual(tally(alerts, passMark(capacity)));
        expect(tally(kept, mark)).toEqual(tally(alerts, mark));
        expect(tally(kept, Number.NEGATIVE_INFINITY)).toEqual(
          tally(alerts, Number.NEGATIVE_INFINITY),
        );
        expect(oracleThreshold(scoring, kept, 60)).toEqual(oracleThreshold(scoring, alerts, 60));
      }),
      { numRuns: 150, seed: 9 },
    );
    expect(forgetful).toBeGreaterThan(30);
  });

  it("holds a few thousand of a million alerts", () => {
    const devices = 40;
    const world = smallWorld({
      spanDays: 30,
      devices: Array.from({ length: devices }, (_, id) => ({
        id,
        split: id % 2 === 0 ? "test" : "calibration",
      })),
      records: [],
    });
    const store = openAlertStore(world, { budget: 10 });
    const step = DAY / 1000;
    let most = 0;
    for (let t = 0; t < 30 * DAY; t += step) {
      store.add(instant(t, devices));
      most = Math.max(most, store.held);
    }
    // 1.2 million alerts went by; one a device and day opens an alarm when every alert passes.
    expect(most).toBeLessThan(200_000);
    expect(store.finish().length).toBeLessThan(30_000);
  });
});

/** One alert on each device, with scores that no two moments share. */
function instant(t: number, devices: number): Alerts {
  const score = Float64Array.from({ length: devices }, (_, d) => ((t / 7 + d * 97) * 0.618) % 1);
  return {
    length: devices,
    device: Uint32Array.from({ length: devices }, (_, d) => d),
    time: new Float64Array(devices).fill(t),
    row: Float64Array.from({ length: devices }, (_, d) => t * devices + d),
    rowStart: new Float64Array(devices).fill(t),
    rowEnd: new Float64Array(devices).fill(t),
    score,
  };
}
