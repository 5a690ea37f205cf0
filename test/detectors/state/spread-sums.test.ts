import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spreadSums } from "../../../detectors/state/spread-sums.ts";

/** What it should say, from all rows: each value spread over parts, the fullest window that it touches. */
function byHand(rows: readonly (readonly [number, number, number])[]): number {
  const parts = new Map<number, number>();
  const spread = ([begin, length, value]: readonly [number, number, number]) => {
    for (let t = begin; t < begin + length; t++) {
      const k = Math.floor(t / 5);
      parts.set(k, (parts.get(k) ?? 0) + value);
    }
  };
  for (const row of rows) spread(row);
  const [begin, length] = rows[rows.length - 1];
  const newest = Math.max(...rows.map(([from, of]) => Math.floor((from + of - 1) / 5)));
  let most = 0;
  const end = Math.min(newest, Math.floor((begin + length - 1) / 5) + 11);
  for (let last = Math.floor(begin / 5); last <= end; last++) {
    let sum = 0;
    for (let k = last - 11; k <= last; k++) sum += parts.get(k) ?? 0;
    most = Math.max(most, sum);
  }
  return most;
}

describe("spreadSums", () => {
  it("equals the fullest window by hand, for rows in any order and of any length", () => {
    // Values are so many of each ms: every spreading is exact.
    const row = fc.tuple(fc.nat(900), fc.integer({ min: 1, max: 200 }), fc.nat(50));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
        const sums = spreadSums(1, 60, (moment) => moment);
        rows.forEach(([begin, length, value], i) => {
          const found = sums.add(0, begin, begin + length, value * length);
          expect(found).toBe(byHand(rows.slice(0, i + 1)));
        });
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
