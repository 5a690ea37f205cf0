import { describe, expect, test } from "vitest";
import { ct2015 } from "../../../datasets/billing/tariffs/ct2015.ts";
import { DAY, GB, MINUTE } from "../../../datasets/sizes.ts";
import { RATING_GROUPS } from "../../../datasets/vocabularies.ts";
import { Books } from "../../../simulators/charging/books.ts";
import { PLAIN_NOTICES, stepBits } from "../../../simulators/charging/notice-terms.ts";
import { PassedSums } from "../../../simulators/charging/passed-sums.ts";

const FROM = Date.UTC(2015, 10, 1);
const DATA = RATING_GROUPS.indexOf("data");

/** Which of the records, of so many tenths of the bundle at so many minutes, pass a sum that is told. */
function told(
  records: readonly (readonly [tenths: number, minute: number])[],
  what: { readonly shares?: readonly number[]; readonly moneyStep?: number; used?: number } = {},
) {
  const { shares = [], moneyStep = 0, used = 0 } = what;
  const groups = { data: { ...ct2015.groups["data"], bundleBytes: GB } };
  const plan = {
    ...{ name: "p", share: 1, suspensionLag: null, reinstated: "never" as const },
    ...{ tariff: { ...ct2015, groups } as typeof ct2015, usedAtStart: (used * GB) / 10 },
  };
  const books = new Books(plan, { utcOffset: 0, billingDay: 1, from: FROM });
  const terms = { ...PLAIN_NOTICES, steps: stepBits(shares), moneyStep };
  const sums = new PassedSums(books, terms);
  return records.map(([tenths, minute]) => {
    const time = FROM + minute * MINUTE;
    books.rater.book(DATA, Math.round((tenths * GB) / 10), time);
    return moneyStep > 0 ? sums.passMoney(time) : sums.passStep(DATA);
  });
}

describe("PassedSums", () => {
  const shares = [0.5, 0.8, 1];

  test("tells each part of a bundle once, as it is passed", () => {
    const records = [4, 0.9, 0.1, 2, 0.9, 0.1, 5, 5].map((n, i) => [n, i] as const);
    expect(told(records, { shares })).toEqual([
      ...[false, false, true, false, false, true],
      ...[true, false],
    ]);
  });

  test("tells a record that passes several parts once", () => {
    const records = [9, 0.5, 0.5].map((n, i) => [n, i] as const);
    expect(told(records, { shares })).toEqual([true, false, true]);
  });

  test("begins anew with the period", () => {
    const month = (30 * DAY) / MINUTE;
    const records = [
      [6, 0],
      [4.9, month],
      [0.1, month + 1],
    ] as const;
    expect(told(records, { shares })).toEqual([true, false, true]);
  });

  test("says nothing of what was used before the span", () => {
    expect(told([[0.5, 0]], { shares, used: 6 })).toEqual([false]);
    expect(told([[2, 0]], { shares, used: 6 })).toEqual([true]);
  });

  test("tells sums of money no oftener than once an hour", () => {
    const records = [0, 1, 59, 61, 62].map((minute) => [20, minute] as const);
    expect(told(records, { moneyStep: 5000 })).toEqual([true, false, false, true, false]);
  });

  test("counts parts in steps of 5 %, and takes none outside of a bundle", () => {
    expect(stepBits([0.05, 1])).toBe(1 | (1 << 19));
    expect(stepBits([0, 0.01, 1.2])).toBe(0);
    expect(stepBits([0.84, 0.86])).toBe(1 << 16);
  });
});
