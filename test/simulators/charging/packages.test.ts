import { describe, expect, it } from "vitest";
import type { Tariff } from "../../../datasets/billing/tariff.ts";
import { cn2024 } from "../../../datasets/billing/tariffs/cn-2024.ts";
import { DAY, GB, HOUR } from "../../../datasets/sizes.ts";
import { RATING_GROUPS } from "../../../datasets/vocabularies.ts";
import { Books } from "../../../simulators/charging/books.ts";

const [, DATA, , ROAMING] = RATING_GROUPS.map((_, code) => code) as [
  number,
  number,
  number,
  number,
];
/** Midnight of 1 November 2024 in China. */
const FROM = Date.UTC(2024, 9, 31, 16);
const tariff: Tariff = {
  ...cn2024,
  groups: {
    ...cn2024.groups,
    roaming: { bundleBytes: GB, amount: 1500, perBytes: GB, incrementBytes: 1, validDays: 7 },
  },
};

function open(reinstated: "next-morning" | "never" = "next-morning", of: Tariff = tariff): Books {
  const plan = { name: "p", share: 1, tariff: of, suspensionLag: 0, reinstated, usedAtStart: 0 };
  return new Books(plan, { utcOffset: 480, billingDay: 1, from: FROM });
}

/** Burns so much abroad in a record that closes then. */
function burn(books: Books, bytes: number, time: number): void {
  books.rater.book(ROAMING, bytes, time);
  books.watchPackage(time);
}

describe("a line whose package", () => {
  it("is used up is dead abroad at once, and not at home", () => {
    const books = open();
    burn(books, GB / 2, FROM + 20 * HOUR);
    expect(books.deadFrom(1)).toBe(FROM + 7 * DAY + 20 * HOUR);
    burn(books, GB / 2, FROM + DAY);
    expect([books.deadFrom(1), books.deadFrom(0)]).toEqual([FROM + DAY, Infinity]);
  });

  it("is used up comes back when its owner buys another the next morning", () => {
    const books = open();
    burn(books, GB, FROM + DAY);
    books.release(FROM + DAY + 10 * HOUR - 1);
    expect(books.deadFrom(1)).toBe(FROM + DAY);
    books.release(FROM + DAY + 10 * HOUR);
    expect(books.deadFrom(1)).toBe(Infinity);
    burn(books, GB / 4, FROM + DAY + 11 * HOUR);
    expect(books.deadFrom(1)).toBe(FROM + 8 * DAY + 11 * HOUR);
    expect(books.rater.billed()).toBe(1875);
  });

  it("is over is dead from then on, until another is bought, or for good", () => {
    for (const [reinstated, back] of [
      ["next-morning", Infinity],
      ["never", FROM + 7 * DAY],
    ] as const) {
      const books = open(reinstated);
      burn(books, GB / 8, FROM);
      books.release(FROM + 60 * DAY);
      expect(books.deadFrom(1)).toBe(back);
    }
  });
});

it("what is carried abroad is rated apart where the tariff tells it apart, and stopped with all else where not", () => {
  const [apart, alike] = [open(), open("never", { ...cn2024, moneyCap: 1 })];
  expect([apart.groupOf(0), apart.groupOf(1)]).toEqual([DATA, ROAMING]);
  expect([alike.groupOf(0), alike.groupOf(1)]).toEqual([DATA, DATA]);
  alike.rater.book(DATA, 31 * GB, FROM);
  alike.watchPackage(FROM);
  alike.enforce(FROM);
  expect([alike.deadFrom(0), alike.deadFrom(1)]).toEqual([FROM, FROM]);
});
