import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  billingMonth,
  civilDay,
  dateOfDay,
  dayOfDate,
  daysInMonth,
  formatCivil,
  formatUtcOffset,
  hourOfDay,
  momentOf,
  parseUtcOffset,
  startOfBillingMonth,
  timeOfDay,
  weekday,
} from "../../datasets/civil-time.ts";
import { DAY, HOUR } from "../../datasets/sizes.ts";

const MOMENTS = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2200, 0, 1) });
const OFFSETS = fc.integer({ min: -14 * 60, max: 14 * 60 });

describe("civil time", () => {
  it("agrees with the platform's calendar on every day of four centuries", () => {
    const date = new Date(0);
    for (let day = dayOfDate(1900, 1, 1); day < dayOfDate(2300, 1, 1); day++) {
      date.setTime(day * DAY);
      const { year, month, day: of } = dateOfDay(day);
      if (
        year !== date.getUTCFullYear() ||
        month !== date.getUTCMonth() + 1 ||
        of !== date.getUTCDate() ||
        weekday(day) !== date.getUTCDay() ||
        dayOfDate(year, month, of) !== day
      ) {
        expect({ day, year, month, of }).toEqual(date.toISOString());
      }
    }
  });

  it("shifts by the offset and by nothing else", () => {
    fc.assert(
      fc.property(MOMENTS, OFFSETS, (time, offset) => {
        const shifted = new Date(time + offset * 60_000);
        expect(hourOfDay(time, offset)).toBe(shifted.getUTCHours());
        expect(momentOf(dateOfDay(civilDay(time, offset)), offset, timeOfDay(time, offset))).toBe(
          time,
        );
        expect(formatCivil(time, offset)).toBe(
          shifted.toISOString().slice(0, 19).replace("T", " "),
        );
      }),
      { seed: 1 },
    );
  });

  it.each([
    [2015, 2, 28],
    [2016, 2, 29],
    [1900, 2, 28],
    [2000, 2, 29],
    [2015, 11, 30],
    [2015, 12, 31],
  ])("counts the days of %i-%i", (year, month, days) => {
    expect(daysInMonth(year, month)).toBe(days);
  });
});

describe("billing months", () => {
  it.each([
    ["the last ms of November in China", Date.UTC(2015, 10, 30, 16) - 1, 1, [2015, 11]],
    ["the first ms of December in China", Date.UTC(2015, 10, 30, 16), 1, [2015, 12]],
    ["the day before a billing day", Date.UTC(2015, 0, 14, 15, 59), 15, [2014, 12]],
    ["a billing day", Date.UTC(2015, 0, 14, 16), 15, [2015, 1]],
    ["1 March before a billing day of 28", Date.UTC(2016, 2, 1), 28, [2016, 2]],
  ])("finds that of %s", (_, time, billingDay, [year, month]) => {
    expect(billingMonth(time, 480, billingDay)).toBe((year as number) * 12 + (month as number) - 1);
  });

  it("hold their moments, without gap or overlap", () => {
    fc.assert(
      fc.property(MOMENTS, OFFSETS, fc.integer({ min: 1, max: 28 }), (time, offset, billingDay) => {
        const month = billingMonth(time, offset, billingDay);
        const start = startOfBillingMonth(month, offset, billingDay);
        const next = startOfBillingMonth(month + 1, offset, billingDay);
        expect(start).toBeLessThanOrEqual(time);
        expect(next).toBeGreaterThan(time);
        expect(dateOfDay(civilDay(start, offset)).day).toBe(billingDay);
        expect(timeOfDay(start, offset)).toBe(0);
        expect(billingMonth(next - HOUR, offset, billingDay)).toBe(month);
      }),
      { seed: 2 },
    );
  });
});

describe("offsets", () => {
  it.each([
    ["+08:00", 480],
    ["+0800", 480],
    ["-03:30", -210],
    ["Z", 0],
    ["UTC", 0],
    ["+14:00", 840],
    ["+15:00", null],
    ["+08:60", null],
    ["08:00", null],
    ["Asia/Shanghai", null],
    ["", null],
  ])("reads %j", (text, minutes) => {
    expect(parseUtcOffset(text)).toBe(minutes);
  });

  it("writes what it reads", () => {
    for (const minutes of [0, 480, -210, 345, 840]) {
      expect(parseUtcOffset(formatUtcOffset(minutes))).toBe(minutes);
    }
  });
});
