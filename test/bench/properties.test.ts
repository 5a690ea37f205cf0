import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeTallies } from "../../bench/scoring/merge-tallies.ts";
import { scoreRun } from "../../bench/scoring/score-run.ts";
import { scoreTally } from "../../bench/scoring/score-tally.ts";
import { openScoring } from "../../bench/scoring/scoring.ts";
import { tallyRun } from "../../bench/scoring/tally.ts";
import { calibrate, passMark, type Threshold } from "../../bench/thresholds/calibrate.ts";
import { oracleThreshold } from "../../bench/thresholds/oracle-threshold.ts";
import { sweepThresholds } from "../../bench/thresholds/sweep.ts";
import type { World } from "../../bench/world.ts";
import { pickAlerts } from "./pick-alerts.ts";
import { randomRun } from "./random-world.ts";

const NATIVE: Threshold = { value: null, source: "native" };
const ALL = Number.NEGATIVE_INFINITY;

describe("a score", () => {
  it("never saves more bytes or money than there are", () => {
    fc.assert(
      fc.property(randomRun, fc.integer({ min: 0, max: 8 }), ({ world, alerts }, threshold) => {
        const { tally } = tallyRun(openScoring(world), alerts, threshold);
        for (const row of tally.outcomes) {
          expect(row.leakedBytes).toBeGreaterThanOrEqual(0);
          expect(row.leakedBytes).toBeLessThanOrEqual(row.totalBytes);
          expect(row.latencyBytes ?? 0).toBeLessThanOrEqual(row.leakedBytes);
          expect(row.savedMoney).toBeGreaterThanOrEqual(0);
        }
        for (const sums of tally.clusters) {
          expect(sums.moneySaved).toBeGreaterThanOrEqual(0);
          expect(sums.moneySaved).toBeLessThanOrEqual(sums.moneyAtStake);
          expect(sums.exposureSaved).toBeLessThanOrEqual(sums.exposureAtStake);
          expect(sums.moneyAtStake).toBeLessThanOrEqual(sums.exposureAtStake);
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("does not save less when the alarm comes earlier", () => {
    fc.assert(
      fc.property(randomRun, ({ world, alerts }) => {
        const saved = (reactionDelay: number) =>
          tallyRun(openScoring(world, { reactionDelay }), alerts, ALL).tally.outcomes.map(
            (row) => row.savedBytes,
          );
        const late = saved(5 * 3_600_000);
        for (const [i, bytes] of saved(0).entries()) expect(bytes).toBeGreaterThanOrEqual(late[i]);
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  it("has a curve that ends at recall, to the last bit, when no case is open", () => {
    fc.assert(
      fc.property(randomRun, ({ world, alerts }) => {
        const { score, tally } = scoreRun(world, { alerts, threshold: NATIVE }, { replicates: 2 });
        if (tally.outcomes.some(({ open }) => open) || tally.outcomes.length === 0) return;
        expect(score.curves.seconds.at(-1)?.share ?? 0).toBe(score.recall.value);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it("comes out the same to the last bit from one shard or many, merged in any order", () => {
    fc.assert(
      fc.property(
        randomRun,
        fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
        fc.boolean(),
        fc.boolean(),
        ({ world, alerts }, cuts, backwards, together) => {
          // A cluster may span shards.
          const cluster = together ? world.cluster.map(() => 0) : world.cluster;
          const scoring = openScoring({ ...world, cluster });
          const whole = tallyRun(scoring, alerts, ALL).tally;
          const bounds = [...new Set([0, ...cuts.sort(), world.deviceCount])].filter(
            (bound) => bound <= world.deviceCount,
          );
          const parts = bounds.slice(1).map((to, i) => {
            const range = { from: bounds[i], to };
            const part = pickAlerts(alerts, (d) => d >= range.from && d < range.to);
            // What a shard hands over is JSON.
            const { tally } = tallyRun(scoring, part, ALL, range);
            return JSON.parse(JSON.stringify(tally));
          });
          if (backwards) parts.reverse();
          const merged = mergeTallies(parts);
          expect(merged).toEqual(JSON.parse(JSON.stringify(whole)));
          const options = { replicates: 50 };
          expect(scoreTally(merged, options)).toEqual(scoreTally(whole, options));
        },
      ),
      { numRuns: 60, seed: 4 },
    );
  });

  it("takes no threshold from the labels of the test half", () => {
    fc.assert(
      fc.property(randomRun, fc.integer({ min: 20, max: 300 }), ({ world, alerts }, budget) => {
        const before = calibrate(world, alerts, { budget });
        expect(calibrate(withoutTestLabels(world), alerts, { budget })).toEqual(before);
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  it("keeps the budget on the calibration half at every threshold it may stop at", () => {
    fc.assert(
      fc.property(randomRun, fc.integer({ min: 20, max: 300 }), ({ world, alerts }, budget) => {
        const calibration = calibrate(world, alerts, { budget });
        const scoring = openScoring(world, { split: "calibration" });
        const points = sweepThresholds(scoring, alerts);
        const fits = points.map((p) => 1000 * p.falseAlarms <= budget * calibration.deviceDays);
        const breach = fits.indexOf(false);
        const source = breach < 0 ? "native" : breach === 0 ? "unreachable" : "budget";
        const value = breach > 0 ? points[breach - 1].threshold : null;
        expect(calibration).toMatchObject({ source, value });
      }),
      { numRuns: 200, seed: 6 },
    );
  });

  it("finds the oracle threshold that trying every score finds", () => {
    fc.assert(
      fc.property(randomRun, fc.integer({ min: 20, max: 400 }), ({ world, alerts }, budget) => {
        const scoring = openScoring(world);
        const tried = sweepThresholds(scoring, alerts)
          .filter((p) => 1000 * p.falseAlarms <= budget * scoring.time.deviceDays)
          .map(({ threshold }) => {
            const { tally } = tallyRun(scoring, alerts, threshold);
            const saved = tally.outcomes.reduce((sum, row) => sum + row.savedBytes, 0);
            const caught = tally.outcomes.filter(({ outcome }) => outcome === "caught").length;
            return { threshold, saved, caught };
          })
          .sort((a, b) => b.saved - a.saved || b.caught - a.caught || b.threshold - a.threshold);
        const { threshold } = oracleThreshold(scoring, alerts, budget);
        expect(threshold).toBe(tried[0]?.threshold ?? null);
        expect(passMark({ value: threshold, source: "given" })).not.toBeNaN();
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});

/** The same data in which nothing is known of any test device. */
function withoutTestLabels(world: World): World {
  const isTest = (device: number) => world.split[device] === 1 + 1;
  const gone = world.cases.map(({ device }) => isTest(device));
  return {
    ...world,
    cases: world.cases.map((one, i) => (gone[i] ? { ...one, onset: 0, end: 0 } : one)),
    lookAlikes: world.lookAlikes.filter(({ device }) => !isTest(device)),
    asides: world.asides.filter(({ device }) => !isTest(device)),
  };
}
