import { describe, expect, it } from "vitest";
import { type BillingCalendar, openRater, type Rater } from "../../../datasets/billing/rating.ts";
import type { GroupPrice, Tariff } from "../../../datasets/billing/tariff.ts";
import { cn2024 } from "../../../datasets/billing/tariffs/cn-2024.ts";
import { throttleAfterQuota } from "../../../datasets/billing/tariffs/throttle-after-quota.ts";
import { DAY, GB, HOUR, MB } from "../../../datasets/sizes.ts";
import { RATING_GROUPS } from "../../../datasets/vocabularies.ts";

const DATA = RATING_GROUPS.indexOf("data");
const ROAMING = RATING_GROUPS.indexOf("roaming");
const FROM = Date.UTC(2024, 10, 27, 16);
const CHINA: BillingCalendar = { utcOffset: 480, billingDay: 1, from: FROM };
/** 3 GB for a week, 15 yuan a GB. */
const WEEK: GroupPrice = {
  ...{ bundleBytes: 3 * GB, amount: 1500, perBytes: GB, incrementBytes: 1 },
  validDays: 7,
};

function withPackage(home: Tariff, roaming: GroupPrice = WEEK): Tariff {
  return { ...home, groups: { ...home.groups, roaming } };
}

const booked = (rater: Rater, records: readonly (readonly [gb: number, at: number])[]) =>
  records.map(([gb, at]) => rater.book(ROAMING, gb * GB, FROM + at));

describe("a package", () => {
  it("costs what it was bought for, byte by byte, and begins with its first record", () => {
    const rater = openRater(withPackage(cn2024), CHINA);
    expect(rater.until(ROAMING)).toBe(-Infinity);
    expect(
      booked(rater, [
        [1, 2 * DAY],
        [0.5, 3 * DAY],
      ]),
    ).toEqual([1500, 750]);
    expect(rater.until(ROAMING)).toBe(FROM + 9 * DAY);
  });

  it("is free beyond its last byte within the record that burns it, and the next buys another", () => {
    const rater = openRater(withPackage(cn2024), CHINA);
    expect(
      booked(rater, [
        [2, 0],
        [1.5, HOUR],
        [1, DAY],
      ]),
    ).toEqual([3000, 1500, 1500]);
    expect(rater.inBundle).toBe(GB);
    expect(rater.until(ROAMING)).toBe(FROM + 8 * DAY);
  });

  it("is over with its last byte, and what closes in the same ms still belongs to it", () => {
    const rater = openRater(withPackage(cn2024), CHINA);
    booked(rater, [
      [1, 0],
      [2, DAY],
    ]);
    expect(rater.until(ROAMING)).toBe(FROM + DAY);
    expect(booked(rater, [[0.25, DAY]])).toEqual([0]);
    expect(booked(rater, [[0.25, DAY + 1]])).toEqual([375]);
  });

  it("is over after its days, whatever is left, and not with a month", () => {
    const rater = openRater(withPackage(cn2024), CHINA);
    // The month ends after three days.
    booked(rater, [
      [1, 2 * DAY],
      [1, 5 * DAY],
    ]);
    expect(rater.until(ROAMING)).toBe(FROM + 9 * DAY);
    booked(rater, [[1, 9 * DAY + HOUR]]);
    expect(rater.until(ROAMING)).toBe(FROM + 16 * DAY + HOUR);
    expect(rater.billed()).toBe(4500);
  });

  it("neither burns the bundle at home nor counts among the bytes of the period", () => {
    for (const home of [cn2024, throttleAfterQuota]) {
      const rater = openRater(withPackage(home), CHINA);
      booked(rater, [[3, 0]]);
      expect(rater.periodBytes).toBe(0);
      expect(rater.book(DATA, 20 * GB, FROM)).toBe(0);
      expect([rater.inBundle, rater.periodBytes, rater.billed()]).toEqual([20 * GB, 20 * GB, 4500]);
      expect(rater.until(DATA)).toBe(Infinity);
    }
  });

  it("has nothing used of it before the record that buys it", () => {
    const rater = openRater(withPackage(cn2024), CHINA);
    rater.preload(ROAMING, 2 * GB, FROM);
    expect(booked(rater, [[3, 0]])).toEqual([4500]);
  });
});

describe("roaming", () => {
  it("burns the bundle at home where a tariff does not tell it from data", () => {
    const rater = openRater(cn2024, CHINA);
    rater.preload(DATA, 29 * GB, FROM);
    expect(
      booked(rater, [
        [0.5, 0],
        [1, HOUR],
      ]),
    ).toEqual([0, 250]);
    expect(rater.book(DATA, GB, FROM + HOUR)).toBe(500);
    expect(rater.until(ROAMING)).toBe(Infinity);
  });

  it("costs what it costs abroad where it does", () => {
    const { validDays: _, ...rest } = WEEK;
    const price = { ...rest, bundleBytes: 0, amount: 100, perBytes: MB };
    const rater = openRater(withPackage(cn2024, price), CHINA);
    expect(booked(rater, [[1, 0]])).toEqual([102_400]);
    expect(rater.book(DATA, GB, FROM)).toBe(0);
  });
});
