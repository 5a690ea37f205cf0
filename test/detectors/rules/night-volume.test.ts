import { describe, expect, it } from "vitest";
import { resolveOptions } from "../../../datasets/options.ts";
import { GB, HOUR, MB } from "../../../datasets/sizes.ts";

import { nightVolume } from "../../../detectors/rules/night-volume.ts";
import { nightTime } from "../../../detectors/state/night-time.ts";
import { plainFleet, type RowFields, scoresOf } from "../rows.ts";

const NONE = -Infinity;
/** A row that closed at an hour after Monday's midnight, of so many MB, open since `start`. */
const row = (at: number, mb: number, start = at - 1 / 60): RowFields => ({
  at,
  start,
  down: mb * MB,
});
const score = (rows: readonly RowFields[], given = {}, fleet = plainFleet()) =>
  scoresOf(nightVolume, "charging", rows, given, fleet);

describe("night-volume", () => {
  it("adds up an hour of the night and forgets what lies before it", () => {
    const rows = [row(1, 250), row(1.5, 250), row(1.9, 250), row(2.4, 250), row(4, 100)];
    expect(score(rows)).toEqual([0.5, 1, 1.5, 1.5, 0.2]);
  });

  it("counts at night alone, in the line's own time", () => {
    const rows = [row(22.5, 900), row(23.5, 500), row(30.5, 500), row(31.5, 900)];
    expect(score(rows)).toEqual([NONE, 1, 1, NONE]);
    // Eight hours east the same moments are half past six, seven, two and three in the afternoon.
    const fleet = plainFleet({ utcOffset: new Int32Array(4).fill(480) });
    expect(score(rows, {}, fleet)).toEqual([1.8, NONE, NONE, NONE]);
  });

  it("spreads a long record evenly, and counts what of it lies in the night", () => {
    // Six hours and 3000 MB are 500 an hour; four hours half in the night are 1000 MB there.
    expect(score([row(6, 3000, 0)])).toEqual([1]);
    expect(score([row(25, 2000, 21)])).toEqual([1]);
    expect(score([row(31, 2000, 27), row(32, 900, 31)])).toEqual([1, NONE]);
  });

  it("meets its limit exactly, whatever a record is cut into", () => {
    expect(score([row(3, 500, 2 + 1 / 7)])).toEqual([1]);
    expect(score(Array.from({ length: 7 }, (_, i) => row(2 + i / 60, 500 / 7))).at(-1)).toBe(1);
  });

  it("finds the hour of a record that comes late", () => {
    // Two records of the same hour, the second delivered after one of half past four.
    const rows = [row(2.2, 300), row(4.5, 10), row(2.6, 300), row(5, 10)];
    expect(score(rows)).toEqual([0.6, 0.02, 1.2, 0.04]);
    // More than a day too late it has no place any more.
    expect(score([row(50, 10), row(2, 900)])).toEqual([0.02, NONE]);
  });

  it("takes hours that begin after midnight, and the whole day", () => {
    const rows = [row(0.5, 500), row(3, 500), row(12, 500)];
    expect(score(rows, { hours: "1-5" })).toEqual([NONE, 1, NONE]);
    expect(score(rows, { hours: "0-24" })).toEqual([1, 1, 1]);
    expect(score(rows, { from: 5, to: 5 })).toEqual([1, 1, 1]);
  });

  it("takes a window as long as it is told", () => {
    const rows = [row(1, 300), row(2.5, 300)];
    expect(score(rows, { window: "2h" })).toEqual([0.6, 1.2]);
    expect(score(rows, { window: "30m" })).toEqual([0.6, 0.6]);
  });
});

describe("options of night-volume", () => {
  it.each([
    [
      { bytes: "1.5GB", hours: "22:30-6" },
      { bytes: 1.5 * GB, from: 22.5, to: 6, window: HOUR },
    ],
    [
      { window: "30m", from: "1" },
      { bytes: 500 * MB, from: 1, to: 7, window: HOUR / 2 },
    ],
  ])("are written as %o", (given, options) => {
    expect(resolveOptions(nightVolume, given)).toEqual(options);
  });

  it.each([
    [{ hours: "night" }, "hours must be two hours of the day such as 23-7 or 22:30-6, got night"],
    [{ hours: "23-25" }, "hours must be two hours of the day such as 23-7 or 22:30-6, got 23-25"],
    [{ hours: "23-7", to: 6 }, "hours and to can't both be given"],
    [{ hour: "23-7" }, "unknown option hour; did you mean hours?"],
    [{ from: "25" }, "from must be in [0, 24] hour of day, got 25"],
    [{ window: "1" }, "window must be in [60000, 86400000] ms, got 1"],
  ])("are refused as %o", (given, message) => {
    expect(() => resolveOptions(nightVolume, given)).toThrow(`night-volume: ${message}`);
  });
});

describe("a clock of the night", () => {
  it.each([
    [23, 7, 22, 30, 7],
    [23, 7, 22, 23.5, 0.5],
    [23, 7, 0, 48, 16],
    [1, 5, 0, 24, 4],
    [1, 5, 2, 3, 1],
    [0, 24, 5, 50, 45],
    [5, 5, 0, 24, 24],
  ])("from %d to %d runs, between %d and %d, %d hours", (from, to, a, b, hours) => {
    const night = nightTime(from * HOUR, to * HOUR);
    expect(night(b * HOUR) - night(a * HOUR)).toBe(hours * HOUR);
  });
});
