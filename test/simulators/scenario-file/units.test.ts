import { describe, expect, it } from "vitest";
import {
  parseDuration,
  parseMoney,
  parseOption,
  parsePrice,
  parseRate,
  parseSize,
} from "../../../simulators/scenario-file/units.ts";

describe("units", () => {
  it.each([
    ["1KB", 1024],
    ["50MB", 52_428_800],
    ["5GB", 5_368_709_120],
    ["1.5 GB", 1_610_612_736],
    ["1TB", 1_099_511_627_776],
    ["0", 0],
    [0, 0],
    ["17 B", 17],
  ])("reads the size %s in binary units", (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each([
    ["30m", 1_800_000],
    ["7d", 604_800_000],
    ["6h34m", 23_640_000],
    ["6h 34m", 23_640_000],
    ["250 ms", 250],
  ])("reads the duration %s in ms", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    ["40Mbps", 40_000_000],
    ["8.4Mbit/s", 8_400_000],
    ["300 kbit/s", 300_000],
  ])("reads the rate %s in decimal bit/s", (text, rate) => {
    expect(parseRate(text)).toBe(rate);
  });

  it.each([
    [
      "5GiB",
      parseSize,
      "must be a size such as 5GB, 50MB or 1KB (binary: 1KB = 1024 bytes), got 5GiB",
    ],
    [
      50,
      parseSize,
      "must be a size such as 5GB, 50MB or 1KB (binary: 1KB = 1024 bytes), got 50 without a unit",
    ],
    [
      "-5MB",
      parseSize,
      "must be a size such as 5GB, 50MB or 1KB (binary: 1KB = 1024 bytes), got -5MB",
    ],
    [
      "1GB 2MB",
      parseSize,
      "must be a size such as 5GB, 50MB or 1KB (binary: 1KB = 1024 bytes), got 1GB 2MB",
    ],
    ["5h30", parseDuration, "must be a duration such as 30m, 7d or 6h34m, got 5h30"],
    ["5MB", parseDuration, "must be a duration such as 30m, 7d or 6h34m, got 5MB"],
    ["fast", parseRate, "must be a rate such as 40Mbps or 8.4Mbit/s, got fast"],
    ["40MB/s", parseRate, "must be a rate such as 40Mbps or 8.4Mbit/s, got 40MB/s"],
    ["constructor", parseRate, "must be a rate such as 40Mbps or 8.4Mbit/s, got constructor"],
  ] as const)("refuses %s", (value, parse, message) => {
    expect(() => parse(value)).toThrow(new RangeError(message));
  });

  it.each([
    [3, "h", 3],
    ["90m", "h", 1.5],
    ["20Mbps", "bit/s", 20_000_000],
    ["40%", "share", 0.4],
    ["0.4", "share", 0.4],
    ["0.3", "ln", 0.3],
    ["2GB", "bytes", 2_147_483_648],
  ])("reads the option %s in %s", (value, unit, expected) => {
    expect(parseOption(value, unit)).toBe(expected);
  });

  const HUGE = "9".repeat(400);
  it.each<[string, () => number, string]>([
    ["size", () => parseSize(`${HUGE}GB`), "below 2^53 bytes, got"],
    ["size above 2^53", () => parseSize("9000TB"), "below 2^53 bytes, got 9000TB"],
    ["duration", () => parseDuration("999999999999d"), "below 2^53 ms, got 999999999999d"],
    ["rate", () => parseRate(`${HUGE}Gbps`), "below 2^53 bit/s, got"],
    ["number of a size", () => parseSize(Number.POSITIVE_INFINITY), "got Infinity without a unit"],
    ["share", () => parseOption(HUGE, "share"), "must be a share such as 0.4 or 40%, got"],
    ["hexadecimal option", () => parseOption("0x10", "ln"), "must be a number (ln), got 0x10"],
    ["endless option", () => parseOption("1e999", "ln"), "must be a number (ln), got 1e999"],
    ["empty option", () => parseOption(" ", "ln"), "must be a number (ln), got"],
    ["sum of money", () => parseMoney(`${HUGE} CNY`, "CNY"), "must be below 2^53 minor units, got"],
    [
      "price whose charges would not be exact",
      () => parsePrice("8.12345678 CNY/GB", "CNY").amount,
      "must be a price of fewer digits, got 8.12345678 CNY/GB",
    ],
  ])("refuses a %s that no integer holds, or that is no number", (_, parse, message) => {
    expect(parse).toThrow(RangeError);
    expect(parse).toThrow(message);
  });

  it("refuses a text where a param has no unit to read it in", () => {
    expect(() => parseOption("2GB", "ln")).toThrow(
      new RangeError("must be a number (ln), got 2GB"),
    );
  });

  it.each([
    ["0.0003 CNY/KB", { amount: 3, perBytes: 102_400 }],
    ["0.0002 CNY/KB", { amount: 2, perBytes: 102_400 }],
    ["0.1 CNY/GB", { amount: 10, perBytes: 1_073_741_824 }],
    ["5 CNY/GB", { amount: 500, perBytes: 1_073_741_824 }],
    ["0.30 CNY/MB", { amount: 30, perBytes: 1_048_576 }],
  ])("reads the price %s exactly", (text, price) => {
    expect(parsePrice(text, "CNY")).toEqual(price);
  });

  it.each(["0.3 EUR/MB", "0.3 CNY", "CNY 3/MB", "0.3CNY/B"])("refuses the price %s", (text) => {
    expect(() => parsePrice(text, "CNY")).toThrow(/must be a price such as/);
  });

  it("reads money in minor units of the currency that it must be in", () => {
    expect(parseMoney("1000 CNY", "CNY")).toBe(100_000);
    expect(parseMoney("9.4 CNY", "CNY")).toBe(940);
    expect(() => parseMoney("50 EUR", "CNY")).toThrow(
      new RangeError("must be an amount such as 1000 CNY, got 50 EUR"),
    );
  });
});
