import { describe, expect, it } from "vitest";
import {
  parseDuration,
  parseMoney,
  parsePrice,
  parseRate,
  parseShare,
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
    ["20%", 0.2],
    [0.2, 0.2],
    ["0", 0],
    ["100%", 1],
  ])("reads the share %s", (text, share) => {
    expect(parseShare(text)).toBe(share);
  });

  it.each([
    ["101%", parseShare, "must be a share from 0 to 1, such as 0.2 or 20%, got 101%"],
    [1.5, parseShare, "must be a share from 0 to 1, such as 0.2 or 20%, got 1.5"],
    ["half", parseShare, "must be a share from 0 to 1, such as 0.2 or 20%, got half"],
    ["5Gb", parseSize, "must be a size such as 500MB or 1.5GB (MB = 2^20 bytes), got 5Gb"],
    [
      50,
      parseSize,
      "must be a size such as 500MB or 1.5GB (MB = 2^20 bytes), got 50 without a unit",
    ],
    ["-5MB", parseSize, "must be a size such as 500MB or 1.5GB (MB = 2^20 bytes), got -5MB"],
    ["1GB 2MB", parseSize, "must be a size such as 500MB or 1.5GB (MB = 2^20 bytes), got 1GB 2MB"],
    ["5h30", parseDuration, "must be a time such as 30m or 1h, got 5h30"],
    ["5MB", parseDuration, "must be a time such as 30m or 1h, got 5MB"],
    ["fast", parseRate, "must be a rate such as 300kbit/s or 40Mbps, got fast"],
    ["40MB/s", parseRate, "must be a rate such as 300kbit/s or 40Mbps, got 40MB/s"],
    ["constructor", parseRate, "must be a rate such as 300kbit/s or 40Mbps, got constructor"],
  ] as const)("refuses %s", (value, parse, message) => {
    expect(() => parse(value)).toThrow(new RangeError(message));
  });

  const HUGE = "9".repeat(400);
  it.each<[string, () => number, string]>([
    ["size", () => parseSize(`${HUGE}GB`), "must be a size"],
    ["size above 2^53", () => parseSize("9000TB"), "below 2^53 bytes, got 9000TB"],
    ["duration", () => parseDuration("999999999999d"), "below 2^53 ms, got 999999999999d"],
    ["rate", () => parseRate(`${HUGE}Gbps`), "must be a rate"],
    ["number of a size", () => parseSize(Number.POSITIVE_INFINITY), "got Infinity"],
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
