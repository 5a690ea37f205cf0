import { describe, expect, it } from "vitest";
import { parseHours, parseQuantity, writeQuantity } from "../../datasets/quantity.ts";
import { GB, HOUR, KB, MB, MINUTE } from "../../datasets/sizes.ts";

describe("numbers as people write them", () => {
  it.each([
    ["500MB", "bytes", 500 * MB],
    ["500 MiB", "bytes", 500 * MB],
    ["500mb", "bytes", 500 * MB],
    ["1.5GB", "bytes", 1.5 * GB],
    ["10k", "bytes", 10 * KB],
    ["5e8", "bytes", 5e8],
    ["500MB", "MB", 500],
    ["1.5GB", "MB", 1536],
    ["200", "MB", 200],
    ["1h", "ms", HOUR],
    ["1h30m", "ms", 90 * MINUTE],
    ["30 min", "ms", 30 * MINUTE],
    ["90s", "h", 0.025],
    ["2d", "days", 2],
    ["20%", "share", 0.2],
    ["80 %", "share of the limit", 0.8],
    ["80%", "percent", 80],
    ["80", "percent", 80],
    ["5yuan", "minor units", 500],
    ["5 元", "fen", 500],
    ["22:30", "hour of day", 22.5],
    ["7", "hour of day", 7],
    ["3", "records in a run", 3],
    [" -2.5e1 ", "z", -25],
  ])("reads %s in %s as %d", (text, unit, value) => {
    expect(parseQuantity(text, unit)).toBeCloseTo(value, 9);
  });

  // Megabits, a wrong sort of unit, hours after minutes, a second dot, a sum of sizes, nothing.
  it.each([
    ["500Mb", "bytes"],
    ["500Mbit", "bytes"],
    ["1h", "bytes"],
    ["5GB", "ms"],
    ["20%", "bytes"],
    ["30m1h", "ms"],
    ["1.5.2GB", "bytes"],
    ["1,5GB", "bytes"],
    ["1GB500MB", "bytes"],
    ["GB", "bytes"],
    ["", "bytes"],
    ["0x10", "bytes"],
    ["1e999", "bytes"],
    ["1e308GB", "bytes"],
    ["-1h30m", "ms"],
    ["1h-30m", "ms"],
    ["25:00", "hour of day"],
    ["7:75", "hour of day"],
    ["3 times", "records in a run"],
    ["much", "z"],
  ])("takes %o for no number in %s", (text, unit) => {
    expect(parseQuantity(text, unit)).toBeNull();
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "takes %d for no number, since no rule can mean it",
    (given) => {
      expect(parseQuantity(given, "bytes")).toBeNull();
    },
  );

  it("knows one zero alone", () => {
    expect([parseQuantity("-0", "bytes"), parseQuantity(-0, "ms")]).toEqual([0, 0]);
  });

  it.each([
    ["23-7", [23, 7]],
    ["22:30-6", [22.5, 6]],
    ["0..24", [0, 24]],
    ["7", null],
    ["7-7", null],
    ["7-25", null],
  ])("reads the hours %s", (text, hours) => {
    expect(parseHours(text)).toEqual(hours);
  });

  it.each([
    [29 * GB, "bytes", "29 GB"],
    [500, "MB", "500 MB"],
    [2000, "MB", "2,000 MB"],
    [2001.5, "MB", "1.95 GB"],
    [0.5, "bytes", "0.5 B"],
    [29_000, "MB", "28.3 GB"],
    [90 * MINUTE, "ms", "1.5 h"],
    [80, "percent", "80 %"],
    [0.5, "share of the limit", "50 % of the limit"],
    [22.5, "hour of day", "22:30"],
    [12_345, "remotes a minute", "12,345 remotes a minute"],
  ])("writes %d in %s as %s", (value, unit, text) => {
    expect(writeQuantity(value, unit)).toBe(text);
  });
});
