import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Alerts } from "../../../bench/alerts.ts";
import { openScoring, type Scoring } from "../../../bench/scoring/scoring.ts";
import { tallyRun } from "../../../bench/scoring/tally.ts";
import { OracleSearch, oracleThreshold } from "../../../bench/thresholds/oracle-threshold.ts";
import { pickAlerts } from "../pick-alerts.ts";
import { coolDowns, longRun } from "../random-world.ts";

describe("the oracle's threshold", () => {
  it("is the one that trying every score finds, though it stops where none can keep the budget", () => {
    let found = 0;
    fc.assert(
      fc.property(
        longRun,
        coolDowns,
        fc.constantFrom(0, 20, 60, 150, 400),
        ({ world, alerts }, coolDown, budget) => {
          const scoring = openScoring(world, { coolDown });
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
    const { outcomes, clusters } = tallyRun(scoring, alerts, threshold).tally;
    const wrong = clusters.reduce((sum, { counts }) => sum + counts.false, 0);
    if (1000 * wrong > budget * time.deviceDays) continue;
    const saved = outcomes.reduce((sum, { savedBytes }) => sum + savedBytes, 0);
    const total = outcomes.reduce((sum, { totalBytes }) => sum + totalBytes, 0);
    const recall = outcomes.filter(({ outcome }) => outcome === "caught").length;
    const isBetter =
      best === null || saved > best.saved || (saved === best.saved && recall > best.recall);
    if (isBetter) best = { threshold, saved, total, recall };
  }
  return best;
}
