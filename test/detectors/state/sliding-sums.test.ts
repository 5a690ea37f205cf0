import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slidingSums } from "../../../detectors/state/sliding-sums.ts";

describe("slidingSums", () => {
  it("equals the sum over the buckets that are still open, for rows in any order", () => {
    const row = fc.tuple(fc.nat(2), fc.nat(400), fc.nat(1000));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const sums = slidingSums(3, 100, 10);
        const kept: (readonly [number, number, number])[] = [];
        const newest = [-Infinity, -Infinity, -Infinity];
        for (const [device, time, value] of rows) {
          const bucket = Math.floor(time / 10);
          if (bucket > (newest[device] as number) - 10) kept.push([device, bucket, value]);
          newest[device] = Math.max(newest[device] as number, bucket);
          const open = kept.filter(
            ([other, at]) => other === device && at > (newest[device] as number) - 10,
          );
          const expected = open.reduce((sum, [, , part]) => sum + part, 0);
          expect(sums.add(device, time, value)).toBe(expected);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("is exactly nothing again after a pause, whatever fractions went before", () => {
    const sums = slidingSums(1, 100, 10);
    for (let i = 0; i < 50; i++) sums.add(0, i, 0.1 * i);
    expect(sums.add(0, 200, 0)).toBe(0);
  });
});
