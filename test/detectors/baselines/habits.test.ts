import { describe, expect, it } from "vitest";
import { GB, MB } from "../../../datasets/sizes.ts";
import { cusum } from "../../../detectors/baselines/cusum.ts";
import { ewma } from "../../../detectors/baselines/ewma.ts";
import { robustZ } from "../../../detectors/baselines/robust-z.ts";
import type { DetectorSpec } from "../../../detectors/detector.ts";
import { type RowFields, scoresOf } from "../rows.ts";

/** Ten days of so many MB in each waking hour, 08 to 23. */
function steady(megabytes = 10): RowFields[] {
  return Array.from({ length: TEN_DAYS }, (_, hour) => hour)
    .filter((hour) => hour % 24 >= 8)
    .map((hour) => ({ at: hour + 0.5, down: megabytes * MB }));
}

const TEN_DAYS = 240;
/** 1 GB an hour from midnight to six. */
const night = [0, 1, 2, 3, 4, 5].map((h) => ({ at: TEN_DAYS + h + 0.5, down: GB }));

/** Highest score of the rows that follow on the days before. */
function peak(spec: DetectorSpec, rows: readonly RowFields[], before = steady()): number {
  return Math.max(...scoresOf(spec, "flows", [...before, ...rows]).slice(before.length));
}

describe("ewma", () => {
  it("is quiet on a steady device and loud on a night of a gigabyte an hour", () => {
    expect(peak(ewma, [{ at: TEN_DAYS + 8.5, down: 10 * MB }])).toBeLessThan(1);
    expect(peak(ewma, night)).toBeGreaterThan(15);
  });

  it("scores bytes over the usual and the floor", () => {
    expect(scoresOf(ewma, "flows", [{ at: 1, down: 500 }], { floor: 100 })).toEqual([5]);
  });

  it("finds the same night less unusual on a device that moves much", () => {
    expect(peak(ewma, night, steady(1000))).toBeLessThan(peak(ewma, night) / 5);
  });
});

describe("robust-z", () => {
  it("finds a gigabyte at night stranger than one in the evening", () => {
    const evening = [{ at: TEN_DAYS + 20.5, down: GB }];
    expect(peak(robustZ, night.slice(0, 1))).toBeGreaterThan(1.3 * peak(robustZ, evening));
  });

  it("says little about an hour like the others", () => {
    expect(peak(robustZ, [{ at: TEN_DAYS + 20.5, down: 10 * MB }])).toBeLessThan(0.5);
  });

  it("is hardly moved by one wild night", () => {
    const again = night.map(({ at, down }) => ({ at: at + 24, down }));
    const second = peak(robustZ, again, [...steady(), ...night]);
    expect(second).toBeGreaterThan(peak(robustZ, night) / 2);
  });
});

describe("cusum", () => {
  it("adds up the hours of a night that does not end", () => {
    const scores = night.map((_, hours) => peak(cusum, night.slice(0, hours + 1)));
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect(scores[5]).toBeGreaterThan(3 * (scores[0] as number));
  });

  it("sees the same in a world of a quarter of the bytes, where `least` is a quarter", () => {
    const quarter = (rows: readonly RowFields[]) =>
      rows.map((row) => ({ ...row, down: (row["down"] as number) / 4 }));
    const rows = [...steady(), ...night];
    const small = scoresOf(cusum, "flows", quarter(rows), { least: MB / 4 });
    expect(small).toEqual(scoresOf(cusum, "flows", rows));
    expect(scoresOf(cusum, "flows", quarter(rows))).not.toEqual(small);
  });

  it("forgets a loud hour while quiet ones follow", () => {
    const loud = night.slice(0, 1);
    const quiet = Array.from({ length: 12 }, (_, i) => ({ at: TEN_DAYS + 1.5 + i, down: 1 }));
    expect(peak(cusum, loud)).toBeGreaterThan(4);
    expect(peak(cusum, quiet.slice(-1), [...steady(), ...loud, ...quiet])).toBe(-Infinity);
  });
});
