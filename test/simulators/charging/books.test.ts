import { describe, expect, it } from "vitest";
import type { Tariff } from "../../../datasets/billing/tariff.ts";
import { ct2015 } from "../../../datasets/billing/tariffs/ct2015.ts";
import { prepaidEsim } from "../../../datasets/billing/tariffs/prepaid-esim.ts";
import { throttleAfterQuota } from "../../../datasets/billing/tariffs/throttle-after-quota.ts";
import { DAY, GB, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { RATING_GROUPS } from "../../../datasets/vocabularies.ts";
import { Books } from "../../../simulators/charging/books.ts";
import type { PlanSetting } from "../../../simulators/scenario.ts";

const DATA = RATING_GROUPS.indexOf("data");
/** Midnight of 1 November 2015 in China. */
const FROM = Date.UTC(2015, 9, 31, 16);
const capped: Tariff = { ...ct2015, moneyCap: 1 };

function open(tariff: Tariff, changes: Partial<PlanSetting> = {}): Books {
  const plan: PlanSetting = {
    ...{ name: "p", share: 1, tariff, usedAtStart: 0 },
    ...{ suspensionLag: 0, reinstated: "next-morning" as const },
    ...changes,
  };
  return new Books(plan, { utcOffset: 480, billingDay: 1, from: FROM });
}

/** Books of a line that runs over its cap, and what they say a moment later. */
function overCap(time: number, changes: Partial<PlanSetting> = {}): Books {
  const books = open(capped, { usedAtStart: 400 * GB, ...changes });
  books.rater.book(DATA, GB, time);
  books.enforce(time);
  return books;
}

describe("the owner of a line that went dead", () => {
  it.each([
    ["at 03:00", 3 * HOUR, 10 * HOUR],
    ["at 08:00", 8 * HOUR, 10 * HOUR],
    ["a minute after 08:00", 8 * HOUR + MINUTE, DAY + 10 * HOUR],
    ["at noon", 12 * HOUR, DAY + 10 * HOUR],
    ["at 21:59", 22 * HOUR - MINUTE, DAY + 10 * HOUR],
    ["at 23:00", 23 * HOUR, DAY + 10 * HOUR],
  ])(
    "%s pays at ten in the civil morning, two hours later at the earliest",
    (_when, dead, paid) => {
      const books = overCap(FROM + 5 * DAY + dead);
      expect(books.blockedFrom).toBe(FROM + 5 * DAY + dead);
      books.release(FROM + 5 * DAY + paid - 1);
      expect(books.blockedFrom).toBe(FROM + 5 * DAY + dead);
      books.release(FROM + 5 * DAY + paid);
      expect(books.blockedFrom).toBe(Infinity);
    },
  );

  it("never pays where the plan says so", () => {
    const books = overCap(FROM, { reinstated: "never" });
    books.release(FROM + 1000 * DAY);
    expect(books.blockedFrom).toBe(FROM);
  });
});

describe("the operator", () => {
  it("suspends the lag after the cap, and not at all where the plan has none", () => {
    expect(overCap(FROM, { suspensionLag: 3 * HOUR }).blockedFrom).toBe(FROM + 3 * HOUR);
    expect(overCap(FROM, { suspensionLag: null }).blockedFrom).toBe(Infinity);
  });

  it("suspends once in a bill's period, and again in the next", () => {
    const books = overCap(FROM);
    books.release(FROM + DAY);
    books.enforce(FROM + 2 * DAY);
    expect(books.blockedFrom).toBe(Infinity);
    const december = FROM + 31 * DAY;
    books.rater.book(DATA, 500 * GB, december);
    books.enforce(december);
    expect(books.blockedFrom).toBe(december);
  });

  it("does not put a suspension off that is under way", () => {
    const books = overCap(FROM, { suspensionLag: HOUR });
    books.enforce(FROM + MINUTE);
    expect(books.blockedFrom).toBe(FROM + HOUR);
  });

  it.each([
    ["just below", 2 * GB - 1, Infinity],
    ["at", 2 * GB, FROM],
  ])("counts a line %s its volume cap by the byte", (_where, used, blocked) => {
    const tariff: Tariff = { ...ct2015, moneyCap: 0, volumeCap: 2 * GB };
    const books = open(tariff);
    books.rater.book(DATA, used, FROM);
    books.enforce(FROM);
    expect(books.blockedFrom).toBe(blocked);
  });

  it("knows no cap where the tariff has none, whatever is used", () => {
    const books = open({ ...ct2015, moneyCap: 0, volumeCap: 0 });
    books.rater.book(DATA, 900 * GB, FROM);
    books.enforce(FROM);
    expect(books.blockedFrom).toBe(Infinity);
  });
});

it("a prepaid line is dead as soon as its bundle is empty, lag or not", () => {
  const bundle = prepaidEsim.groups["data"]?.bundleBytes as number;
  const books = open(prepaidEsim, { suspensionLag: null });
  books.rater.book(DATA, bundle - 1, FROM);
  books.enforce(FROM);
  expect(books.blockedFrom).toBe(Infinity);
  books.rater.book(DATA, 1, FROM + HOUR);
  books.enforce(FROM + HOUR);
  expect(books.blockedFrom).toBe(FROM + HOUR);
});

it("a throttled plan slows its line beyond the quota, not at it, and no other plan does", () => {
  const quota = throttleAfterQuota.groups["data"]?.bundleBytes as number;
  const books = open(throttleAfterQuota);
  books.rater.book(DATA, quota, FROM);
  expect(books.throttled).toBe(false);
  books.rater.book(DATA, 1024, FROM);
  expect(books.throttled).toBe(true);
  expect(overCap(FROM).throttled).toBe(false);
});

it("what was used before the span counts in both bills, with the incident and without", () => {
  const { rater, clean } = open(ct2015, { usedAtStart: 3 * GB });
  expect([rater.periodBytes, clean.periodBytes]).toEqual([3 * GB, 3 * GB]);
});
