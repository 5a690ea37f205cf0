import { deserialize, serialize } from "node:v8";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeTallies } from "../../../bench/scoring/merge-tallies.ts";
import { packTally, unpackTally } from "../../../bench/scoring/packed-tally.ts";
import { openScoring } from "../../../bench/scoring/scoring.ts";
import { tallyRun } from "../../../bench/scoring/tally.ts";
import { randomRun } from "../random-world.ts";

describe("a tally whose clusters lie in columns", () => {
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
