import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Alerts } from "../../../bench/alerts.ts";
import { openScoring, type Scoring } from "../../../bench/scoring/scoring.ts";
import { tallyRun } from "../../../bench/scoring/tally.ts";
import { OracleSearch, oracleThreshold } from "../../../bench/thresholds/oracle-threshold.ts";
import { HOUR } from "../../../datasets/sizes.ts";
import { pickAlerts } from "../pick-alerts.ts";
import { coolDowns, longRun } from "../random-world.ts";
import { type SmallRecord, smallAlerts, smallWorld } from "../small-world.ts";

describe("the oracle's threshold", () => {
  it("is the one that trying every score finds, though it stops where none can keep the budget", () => {
    let found = 0;
    fc.assert(
      fc.property(
        longRun,
        coolDowns,
        fc.constantFrom("fixed" as const, "extending" as const),
        fc.constantFrom(0, 20, 60, 150, 400),
        ({ world, alerts }, coolDown, merge, budget) => {
          const scoring = openScoring(world, { coolDown, merge });
          const { threshold, valueDetectionRate } = oracleThreshold(scoring, alerts, budget);
          const best = bestOfAll(scoring, alerts, budget);
          if (best !== null) found++;
          expect(threshold).toBe(best?.threshold ?? null);
          expect(inShards(scoring, alerts, budget)).toEqual({ threshold, valueDetectionRate });
          if (valueDetectionRate !== null) {
            expect(valueDetectionRate).toBe((best?.saved ?? 0) / (best?.total ?? 1));
          }
        },
      ),
      { numRuns: 150, seed: 31 },
    );
    expect(found).toBeGreaterThan(60);
  });
});

/** Alerts of a line. */
type Line = readonly (readonly [hour: number, score: number])[];

describe("a budget that is broken at high scores and kept again at lower ones", () => {
  const [lines, coolDown] = [40, 24 * HOUR];
  it.each<[string, "fixed" | "extending", Line, Line, (of: number) => boolean]>([
    [
      "where an alarm moves into the case and covers a false one behind it",
      "fixed",
      [
        [8, 200],
        [47, 200],
        [0, 100],
        [24, 100],
      ],
      [],
      () => true,
    ],
    [
      "where one more alert makes two alarms one",
      "extending",
      [
        [0, 200],
        [30, 200],
        [15, 100],
      ],
      [[24, 50]],
      (of) => of === 0,
    ],
  ])("is found, %s", (_, merge, alertsOf, ofFirst, isHit) => {
    const records: SmallRecord[] = [];
    const scores: { row: number; score: number }[] = [];
    for (let device = 0; device < lines; device++) {
      const put = (hour: number) => {
        const [row, time] = [records.length, hour * HOUR];
        const isCase = isHit(device) && hour >= 24 && hour < 26;
        const parts = isCase ? [{ incident: `i${device}`, up: 0, down: 10 }] : [];
        records.push({ row, device, start: time, time, visibleAt: time, up: 0, down: 10, parts });
        return row;
      };
      for (const [hour, score] of device === 0 && ofFirst.length > 0 ? ofFirst : alertsOf) {
        // Scores of lines differ, so that each is a step.
        scores.push({ row: put(hour), score: score + device });
      }
      put(25);
    }
    const hit = Array.from({ length: lines }, (_, device) => device).filter(isHit);
    const world = smallWorld({
      spanDays: 4,
      devices: Array.from({ length: lines }, (_, id) => ({ id, split: "test" })),
      incidents: hit.map((device) => ({
        id: `i${device}`,
        kind: "bt",
        cases: [{ device, onset: 24 * HOUR, end: 26 * HOUR }],
      })),
      records,
    });
    const alerts = smallAlerts(records, scores);
    const scoring = openScoring(world, { coolDown, merge, grace: HOUR });
    const budget = (1000 * 1.5 * lines) / scoring.time.deviceDays;
    expect(falseAlarms(scoring, alerts, 200)).toBe(2 * lines - (ofFirst.length > 0 ? 2 : 0));
    const best = bestOfAll(scoring, alerts, budget);
    expect(best?.saved).toBe(hit.length * 10);
    expect(best?.threshold).toBeLessThan(200);
    expect(inShards(scoring, alerts, budget).threshold).toBe(best?.threshold);
  });
});

/** The search when every device is a shard of its own, the last one first. */
function inShards(scoring: Scoring, alerts: Alerts, budget: number) {
  const search = new OracleSearch(scoring, budget);
  for (let d = scoring.world.deviceCount - 1; d >= 0; d--) {
    const own = pickAlerts(alerts, (device) => device === d);
    for (let i = 0; i < own.length; i++) search.see(d, own.time[i], own.score[i]);
    search.count(own);
  }
  return search.found();
}

function falseAlarms(scoring: Scoring, alerts: Alerts, threshold: number): number {
  const { clusters } = tallyRun(scoring, alerts, threshold).tally;
  return clusters.reduce((sum, { counts }) => sum + counts.false, 0);
}

interface Best {
  readonly threshold: number;
  readonly saved: number;
  readonly total: number;
  readonly recall: number;
}

/** Tallies a run at every score of a counted alert. */
function bestOfAll(scoring: Scoring, alerts: Alerts, budget: number): Best | null {
  const { time } = scoring;
  const counted = [...alerts.score].filter((_, i) => {
    const [d, t] = [alerts.device[i], alerts.time[i]];
    return time.scored[d] === 1 && t >= time.from[d] && t < time.to[d];
  });
  let best: Best | null = null;
  for (const threshold of [...new Set(counted)].sort((a, b) => b - a)) {
    if (1000 * falseAlarms(scoring, alerts, threshold) > budget * time.deviceDays) continue;
    const { outcomes } = tallyRun(scoring, alerts, threshold).tally;
    const saved = outcomes.reduce((sum, { savedBytes }) => sum + savedBytes, 0);
    const total = outcomes.reduce((sum, { totalBytes }) => sum + totalBytes, 0);
    const recall = outcomes.filter(({ outcome }) => outcome === "caught").length;
    const isBetter =
      best === null || saved > best.saved || (saved === best.saved && recall > best.recall);
    if (isBetter) best = { threshold, saved, total, recall };
  }
  return best;
}
