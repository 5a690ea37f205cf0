import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Gathering } from "../../../bench/alerts/gathering.ts";
import { openOpeners } from "../../../bench/alerts/openers.ts";
import { openScoring } from "../../../bench/scoring/scoring.ts";
import { tallyRun } from "../../../bench/scoring/tally.ts";
import { longRun } from "../random-world.ts";

const marks = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(Infinity, -Infinity)),
  { minLength: 1, maxLength: 4 },
);

describe("alerts that open an alarm at one of some thresholds", () => {
  it.each([
    ["fixed", undefined],
    ["extending", undefined],
    ["fixed", 0],
  ] as const)("leave the tallies that all alerts leave: %s cool-down, %s", (merge, coolDown) => {
    let fewer = 0;
    fc.assert(
      fc.property(longRun, marks, ({ world, alerts }, wanted) => {
        const chosen = { merge, ...(coolDown === undefined ? {} : { coolDown }) };
        const scoring = openScoring(world, chosen);
        const gathering = new Gathering(openOpeners(wanted, [scoring.time], scoring.options));
        gathering.add(alerts);
        const kept = gathering.alerts();
        if (kept.length < alerts.length / 2) fewer++;
        for (const mark of wanted) {
          expect(tallyRun(scoring, kept, mark).tally).toEqual(
            tallyRun(scoring, alerts, mark).tally,
          );
        }
      }),
      { numRuns: 100, seed: 9 },
    );
    expect(fewer).toBeGreaterThan(10);
  });
});
