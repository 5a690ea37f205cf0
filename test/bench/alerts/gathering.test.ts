import { describe, expect, it } from "vitest";
import { type AlertFilter, Gathering } from "../../../bench/alerts/gathering.ts";
import type { Alerts } from "../../../bench/alerts.ts";
import { mergeAlarms } from "../../../bench/scoring/alarms.ts";
import { openScoring } from "../../../bench/scoring/scoring.ts";
import { calibrationsOf, openBudgetSearch } from "../../../bench/thresholds/calibrate.ts";
import { DAY } from "../../../datasets/sizes.ts";
import { smallWorld } from "../small-world.ts";

describe("gathering alerts that stream by", () => {
  it("holds some ten thousand of a million that a search will count", () => {
    const devices = 40;
    const world = smallWorld({
      spanDays: 30,
      devices: Array.from({ length: devices }, (_, id) => ({
        id,
        split: id % 2 === 0 ? "test" : "calibration",
      })),
      records: [],
    });
    const half = openScoring(world, { split: "calibration" });
    const budgets = [{ budget: 10 }];
    const search = openBudgetSearch(half, budgets);
    const filter: AlertFilter = {
      get floor() {
        return search.floor;
      },
      keeps: (device, time, score) => search.see(device, time, score),
    };
    const gathering = new Gathering(filter);
    let most = 0;
    for (let t = 0; t < 30 * DAY; t += DAY / 1000) {
      gathering.add(instant(t, devices));
      most = Math.max(most, gathering.held);
    }
    expect(most).toBeLessThan(100_000);
    const kept = gathering.alerts();
    search.count(kept);
    for (let i = 0; i < kept.length; i++) {
      search.place(kept.device[i], kept.time[i], kept.score[i]);
    }
    const [calibration] = calibrationsOf(half, budgets, search.found());
    const alarmsAt = (score: number) => mergeAlarms(kept, score, half.time, half.options).length;
    const allowed = Math.floor(0.01 * calibration.deviceDays);
    expect(calibration.source).toBe("budget");
    expect(calibration.falseAlarms).toBe(alarmsAt(calibration.value as number));
    expect(calibration.falseAlarms).toBeLessThanOrEqual(allowed);
    expect(alarmsAt(search.placedAbove)).toBeGreaterThan(allowed);
  });

  it("keeps the order, forgets what the floor passes, and takes a buffer from its beginning", () => {
    let floor = 0;
    const filter = {
      get floor() {
        return floor;
      },
      keeps: (device: number) => device !== 3,
    };
    const gathering = new Gathering(filter);
    gathering.add(instant(0, 5));
    expect([...gathering.alerts().device]).toEqual([1, 2, 4]);
    floor = 1;
    gathering.add(instant(1, 5));
    expect(gathering.held).toBe(3);
  });
});

/** One alert on each device, with scores below 1 that no two moments share; 0 on the first at first. */
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
