import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Alerts } from "../../../bench/alerts.ts";
import { mergeAlarms } from "../../../bench/scoring/alarms.ts";
import { openScoring, type Scoring } from "../../../bench/scoring/scoring.ts";
import { FEW_STEPS } from "../../../bench/thresholds/alarm-steps.ts";
import {
  type Allowance,
  type LastFit,
  ThresholdSearch,
} from "../../../bench/thresholds/threshold-search.ts";
import { cleanLines } from "../../../bench/worlds/device-truth.ts";
import { DAY } from "../../../datasets/sizes.ts";
import { pickAlerts } from "../pick-alerts.ts";
import { coolDowns, longRun } from "../random-world.ts";
import { type SmallRecord, smallAlerts, smallWorld } from "../small-world.ts";

const rule = fc.record({
  most: fc.constantFrom(-1, 0, 0, 1, 1, 2, 2, 5, 20, Number.POSITIVE_INFINITY),
  on: fc.constantFrom("false" as const, "alarms" as const),
});

describe("a search for thresholds shard by shard", () => {
  it("finds what merging anew at every score finds, wherever the shards are cut", () => {
    let risen = 0;
    let breached = 0;
    fc.assert(
      fc.property(
        longRun,
        coolDowns,
        fc.array(rule, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(1, 2, 3, 6),
        ({ world, alerts }, coolDown, rules, shards) => {
          const half = openScoring(world, { coolDown, split: "calibration" });
          const search = open(half, rules);
          const parts = Array.from({ length: shards }, (_, s) =>
            pickAlerts(alerts, (device) => device % shards === s),
          );
          for (const part of parts) {
            for (let i = 0; i < part.length; i++) {
              search.see(part.device[i], part.time[i], part.score[i]);
            }
            search.count(part);
          }
          if (search.floor > Number.NEGATIVE_INFINITY) risen++;
          for (const { length, device, time, score } of parts) {
            for (let i = 0; i < length; i++) search.place(device[i], time[i], score[i]);
          }
          const expected = byHand(half, alerts, rules);
          breached += expected.filter(({ source }) => source === "budget").length;
          expect(search.found()).toEqual(expected);
        },
      ),
      { numRuns: 1500, seed: 4 },
    );
    expect(risen).toBeGreaterThan(300);
    expect(breached).toBeGreaterThan(500);
  });

  it("holds about as many steps as its rules allow alarms, and not one for each score", () => {
    const [shards, lines, most] = [200, 4, 30];
    const { world, alerts } = scoredDaily(shards * lines, 5);
    const half = openScoring(world, { split: "calibration" });
    const search = open(half, [{ most, on: "alarms" }]);
    let largest = 0;
    for (let s = 0; s < shards; s++) {
      search.count(pickAlerts(alerts, (device) => Math.floor(device / lines) === s));
      largest = Math.max(largest, search.counts().steps.score.length);
    }
    expect(alerts.length).toBeGreaterThan(100 * most);
    expect(largest).toBeLessThan(4 * (most + FEW_STEPS));
  });

  it("needs no alert placed where no rule is broken", () => {
    fc.assert(
      fc.property(longRun, ({ world, alerts }) => {
        const half = openScoring(world, { split: "calibration" });
        const search = open(half, [{ most: Number.POSITIVE_INFINITY, on: "alarms" }]);
        search.count(alerts);
        expect(search.placedAbove).toBe(Number.POSITIVE_INFINITY);
        expect(search.found()[0].source).toBe("native");
      }),
      { numRuns: 20, seed: 4 },
    );
  });
});

/** Ordinary lines whose every day has a score of its own: many alarms, all false. */
function scoredDaily(lines: number, days: number) {
  const records = Array.from({ length: lines * days }, (_, row): SmallRecord => {
    const time = Math.floor(row / lines) * DAY;
    return { row, device: row % lines, start: time, time, visibleAt: time, up: 0, down: 1 };
  });
  const devices = Array.from({ length: lines }, (_, id) => ({ id, split: "calibration" }));
  const alerts = smallAlerts(
    records,
    records.map(({ row }) => ({ row, score: 1 + ((row * 7919) % records.length) })),
  );
  return { world: smallWorld({ spanDays: days, devices, records }), alerts };
}

function open({ world, time, options, classifier }: Scoring, rules: readonly Allowance[]) {
  return new ThresholdSearch({
    ...{ time, options, rules },
    clean: cleanLines(world, time.scored),
    isFalse: (list, alert) => classifier.isFalse(list, alert),
  });
}

/** Every distinct score in turn, from the highest, until the rule is broken. */
function byHand(
  { time, options, classifier }: Scoring,
  alerts: Alerts,
  rules: readonly Allowance[],
): LastFit[] {
  const { length, device, time: at, score } = alerts;
  const counted = Array.from({ length }, (_, i) => i).filter((i) => {
    const d = device[i];
    return time.scored[d] === 1 && at[i] >= time.from[d] && at[i] < time.to[d];
  });
  const scores = [...new Set(counted.map((i) => score[i]))].sort((a, b) => b - a);
  return rules.map(({ most, on }) => {
    let last: LastFit = { value: null, source: "unreachable", alarms: 0, falseAlarms: 0 };
    for (const value of scores) {
      const merged = [...mergeAlarms(alerts, value, time, options)];
      const alarms = merged.length;
      const falseAlarms = merged.filter((i) => classifier.isFalse(alerts, i)).length;
      if ((on === "alarms" ? alarms : falseAlarms) > most) return last;
      last = { value, source: "budget", alarms, falseAlarms };
    }
    return { ...last, value: null, source: "native" };
  });
}
