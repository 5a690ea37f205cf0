import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { damageUnder, MEASURES, measure } from "../../../bench/scoring/measure.ts";
import { poolOf } from "../../../bench/scoring/pool.ts";
import { tallyRun } from "../../../bench/scoring/tally.ts";
import { openScoring } from "../../../bench/scoring.ts";
import { openBootstrap } from "../../../bench/statistics/bootstrap.ts";
import {
  damageReplicates,
  measureReplicates,
} from "../../../bench/statistics/replicate-measures.ts";
import { randomRun } from "../random-world.ts";

const REPLICATES = 25;

describe("measures of all replicates at once", () => {
  it("are to the last bit what each replicate measures alone", () => {
    let curves = 0;
    fc.assert(
      fc.property(
        randomRun,
        fc.constantFrom("infinite" as const, "censored" as const),
        fc.constantFrom("fraction" as const, "any" as const),
        fc.integer({ min: 0, max: 8 }),
        ({ world, alerts }, missed, group, threshold) => {
          const scoring = openScoring(world, { missed, group });
          const { tally } = tallyRun(scoring, alerts, threshold);
          const pool = poolOf(tally, scoring.options);
          const bootstrap = openBootstrap("twin", REPLICATES);
          const measured = measureReplicates(pool, bootstrap);
          const damage = damageReplicates(pool, bootstrap);
          const weights = new Float64Array(pool.clusters.length);
          for (let b = 0; b < REPLICATES; b++) {
            bootstrap.fill(b, pool.clusters, weights);
            const alone = measure(pool, weights, false);
            if (Number.isFinite(alone.p50Seconds)) curves++;
            for (const name of MEASURES) {
              const twin = measured[name]?.[b] ?? Number.NaN;
              expect({ name, value: twin }).toEqual({ name, value: alone[name] });
            }
            expect(damage[b]).toBe(damageUnder(pool, weights).valueDetectionRate);
          }
        },
      ),
      { numRuns: 150, seed: 21 },
    );
    expect(curves).toBeGreaterThan(100);
  });
});
