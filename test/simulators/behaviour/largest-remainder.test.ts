import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { largestRemainder } from "../../../simulators/behaviour/largest-remainder.ts";

describe("largestRemainder", () => {
  test.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [10, [1, 2, 7], [1, 2, 7]],
    [7, [0.2, 0.5, 0.3], [1, 4, 2]],
    [3, [0, 0], [2, 1]],
    [0, [1, 5], [0, 0]],
  ])("splits %d over %j into %j", (total, weights, parts) => {
    expect(largestRemainder(total, weights)).toEqual(parts);
  });

  test("hands out the whole total, each part within one of its exact share", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.array(fc.double({ min: 0.001, max: 1000, noNaN: true }), {
          minLength: 1,
          maxLength: 50,
        }),
        (total, weights) => {
          const parts = largestRemainder(total, weights);
          const sum = weights.reduce((a, b) => a + b, 0);
          expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
          for (const [i, part] of parts.entries()) {
            const exact = (total * (weights[i] as number)) / sum;
            expect(Math.abs(part - exact)).toBeLessThanOrEqual(1 + exact * 1e-12);
          }
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });
});
