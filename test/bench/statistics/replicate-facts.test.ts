import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METRICS } from "../../../bench/metrics/catalogue.ts";
import { openFacts } from "../../../bench/scoring/facts.ts";
import { poolOf } from "../../../bench/scoring/pool.ts";
import { openScoring } from "../../../bench/scoring/scoring.ts";
import { tallyRun } from "../../../bench/scoring/tally.ts";
import { openBootstrap } from "../../../bench/statistics/bootstrap.ts";
import { openReplicateFacts } from "../../../bench/statistics/replicate-facts.ts";
import { randomRun } from "../random-world.ts";

const REPLICATES = 25;
const CONTEXT = {
  prevalence: { casesPerDeviceDay: 0.01 },
  tradeOff: [
    { budget: 1, recall: 0.2, precision: 0.9 },
    { budget: 10, recall: 0.6, precision: 0.5 },
  ],
};

describe("facts of all replicates at once", () => {
  it("tell each metric to the last bit what each replicate tells alone", () => {
    let finite = 0;
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
          const inReplicate = openReplicateFacts(pool, CONTEXT, bootstrap);
          const under = openFacts(pool, CONTEXT);
          const weights = new Float64Array(pool.clusters.length);
          for (let b = 0; b < REPLICATES; b++) {
            bootstrap.fill(b, pool.clusters, weights);
            for (const { name, measure } of METRICS) {
              const value = measure(under(weights));
              if (value !== null && Number.isFinite(value)) finite++;
              expect({ name, value: measure(inReplicate(b)) }).toEqual({ name, value });
            }
            const kinds = [...pool.kinds.keys()];
            const share = { key: "k", part: ["savedBytes"], whole: ["incidentBytes"] } as const;
            expect(kinds.map((k) => inReplicate(b).shareOfKind(share, k))).toEqual(
              kinds.map((k) => under(weights).shareOfKind(share, k)),
            );
            const twins = [...pool.lookAlikeKinds.keys()];
            expect(twins.map((k) => inReplicate(b).specificity(k))).toEqual(
              twins.map((k) => under(weights).specificity(k)),
            );
          }
        },
      ),
      { numRuns: 100, seed: 21 },
    );
    expect(finite).toBeGreaterThan(10_000);
  });
});
