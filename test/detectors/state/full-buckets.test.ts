import { describe, expect, it } from "vitest";
import { fullBuckets } from "../../../detectors/state/full-buckets.ts";

describe("fullBuckets", () => {
  it("adds up within a bucket, begins anew in the next, and knows what comes too late", () => {
    const buckets = fullBuckets(2, 10);
    const sums = [5, 9, 10, 3, 19].map((moment) => buckets.add(1, moment, 4));
    expect(sums).toEqual([4, 8, 4, Number.NaN, 8]);
    expect(buckets.add(0, 5, 1)).toBe(1);
  });

  it("tells of a count only by how much it has risen within its bucket", () => {
    const buckets = fullBuckets(1, 10);
    const raised = [
      [1, 2],
      [2, 1],
      [3, 5],
      [11, 3],
    ].map(([moment, count]) => {
      buckets.add(0, moment, 1);
      return buckets.raise(0, count);
    });
    expect(raised).toEqual([2, 0, 3, 3]);
    expect(buckets.raise(0, Number.NaN)).toBe(0);
  });
});
