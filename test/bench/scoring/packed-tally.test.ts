import { deserialize, serialize } from "node:v8";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergePacked } from "../../../bench/scoring/merge-packed.ts";
import { mergeTallies } from "../../../bench/scoring/merge-tallies.ts";
import { packTally, unpackTally } from "../../../bench/scoring/packed-tally.ts";
import { openScoring } from "../../../bench/scoring/scoring.ts";
import { tallyRun } from "../../../bench/scoring/tally.ts";
import { randomRun } from "../random-world.ts";

describe("a tally whose clusters lie in columns", () => {
  it("is merged as its clusters are, over seeds and wherever lines are cut", () => {
    let spanned = 0;
    fc.assert(
      fc.property(randomRun, fc.integer({ min: 1, max: 5 }), ({ world, alerts }, cut) => {
        const tallies = ["2", "1", null].flatMap((seed) => {
          // Two lines of each half a cluster, some of which a cut parts.
          const cluster = world.cluster.map((_, device) => device >> 2);
          const scoring = openScoring({ ...world, cluster, seed });
          return [
            { from: 0, to: Math.min(cut, world.deviceCount) },
            { from: Math.min(cut, world.deviceCount), to: world.deviceCount },
          ].map((range) => tallyRun(scoring, alerts, 5, range).tally);
        });
        const merged = mergeTallies(tallies);
        const whole = tallies.reduce((sum, { clusters }) => sum + clusters.length, 0);
        if (merged.clusters.length < whole) spanned++;
        expect(unpackTally(mergePacked(tallies.map(packTally)))).toEqual(merged);
      }),
      { numRuns: 100, seed: 3 },
    );
    expect(spanned).toBeGreaterThan(10);
  });

  it("comes back as it was, over several seeds and through another process", () => {
    let lookAlikes = 0;
    fc.assert(
      fc.property(randomRun, ({ world, alerts }) => {
        const tallies = ["1", null].map(
          (seed) => tallyRun(openScoring({ ...world, seed }), alerts, 5).tally,
        );
        for (const tally of [...tallies, mergeTallies(tallies)]) {
          const kinds = tally.clusters.flatMap((sums) => Object.keys(sums.lookAlikes));
          if (kinds.length > 0) lookAlikes++;
          expect(unpackTally(deserialize(serialize(packTally(tally))))).toEqual(tally);
        }
      }),
      { numRuns: 100, seed: 3 },
    );
    expect(lookAlikes).toBeGreaterThan(50);
  });
});
