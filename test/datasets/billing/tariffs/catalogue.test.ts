import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openRater } from "../../../../datasets/billing/rating.ts";
import { checkTariff } from "../../../../datasets/billing/tariff-file.ts";
import { TARIFFS, tariffNamed } from "../../../../datasets/billing/tariffs/catalogue.ts";
import { GB } from "../../../../datasets/sizes.ts";
import { RATING_GROUPS } from "../../../../datasets/vocabularies.ts";

describe("the tariffs", () => {
  it("are those of the folder", () => {
    const files = readdirSync(new URL("../../../../datasets/billing/tariffs", import.meta.url));
    const names = files.filter((file) => file !== "catalogue.ts").map((file) => file.slice(0, -3));
    expect(TARIFFS.map(({ name }) => name)).toEqual(names.toSorted());
  });

  it.each(TARIFFS)("$name says where its figures come from and is sound", (tariff) => {
    expect(tariff.source).toMatch(/^(cited|measured|chosen): /);
    expect(checkTariff(tariff, tariff.name)).toEqual(tariff);
  });

  // What its own summary says, as a bill: GB used in one record, and what that costs.
  it.each([
    ["ct2015", "data", 5, 0],
    ["ct2015", "data", 6, 31_458],
    ["ct2015", "wlan", 3, 30],
    ["cn-2024", "data", 30, 0],
    ["cn-2024", "data", 31, 500],
    ["cn-2024", "wlan", 3, 30],
    ["cmcc-wlan-2013", "data", 100, 0],
    ["cmcc-wlan-2013", "wlan", 10, 100],
    ["cn-roaming-2014", "data", 1, 102_400],
    ["esim-month", "data", 10, 12_000],
    ["esim-week", "data", 3, 4500],
    ["esim-week", "data", 10, 4500],
    ["eu-roaming", "data", 1 / 1024, 20],
    ["prepaid-esim", "data", 5, 1600],
    ["prepaid-esim", "data", 10, 1600],
    ["throttle-after-quota", "data", 400, 0],
  ] as const)("%s charges for %s of %d GB %d", (name, group, gigabytes, charge) => {
    const rater = openRater(tariffNamed(name), { utcOffset: 480, billingDay: 1, from: 0 });
    expect(rater.book(RATING_GROUPS.indexOf(group), gigabytes * GB, 0)).toBe(charge);
  });

  it.each([
    ["ct2015", 100_000, 0, "month"],
    ["cn-2024", 50_000, 0, "month"],
    ["cmcc-wlan-2013", 50_000, 40 * GB, "month"],
    ["cn-roaming-2014", 0, 0, "month"],
    ["esim-month", 0, 10 * GB, 30],
    ["esim-week", 0, 3 * GB, 7],
    ["eu-roaming", 5000, 0, "month"],
    ["prepaid-esim", 0, 5 * GB, 30],
    ["throttle-after-quota", 0, 0, "month"],
  ] as const)(
    "%s stops or caps at %d minor units and %d bytes a period of %s",
    (name, ...terms) => {
      const { moneyCap, volumeCap, period } = tariffNamed(name);
      expect([moneyCap, volumeCap, period]).toEqual(terms);
    },
  );

  it("have one that slows down instead, to 1 Mbit/s beyond 40 GB", () => {
    const { kind, throttle, groups } = tariffNamed("throttle-after-quota");
    expect([kind, throttle, groups["data"]?.bundleBytes]).toEqual(["throttle", 1_000_000, 40 * GB]);
  });

  it("are found by name, and a wrong name learns the nearest", () => {
    expect(tariffNamed("ct2015").moneyCap).toBe(100_000);
    expect(() => tariffNamed("ct2016")).toThrow(
      new RangeError("tariff: ct2016 is not known; did you mean ct2015?"),
    );
    expect(() => tariffNamed("flat")).toThrow(
      "tariff: flat is not known; choose from cmcc-wlan-2013, cn-2024, cn-roaming-2014, ct2015, esim-month, esim-week, eu-roaming, prepaid-esim, throttle-after-quota",
    );
  });
});
