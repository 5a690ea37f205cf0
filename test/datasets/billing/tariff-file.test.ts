import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import {
  checkTariff,
  readTariff,
  tariffFrom,
  tariffOf,
} from "../../../datasets/billing/tariff-file.ts";
import { ct2015 } from "../../../datasets/billing/tariffs/ct2015.ts";
import { fileOf } from "../imported.ts";

describe("a tariff file", () => {
  it("is YAML or JSON of what a tariff is", () => {
    expect(readTariff(fileOf(JSON.stringify(ct2015), "tariff.json"))).toEqual(ct2015);
    expect(tariffOf("examples/cdr/tariff.yaml")).toMatchObject({
      name: "ten-gigabytes",
      moneyCap: 30_000,
    });
    expect(tariffOf("ct2015")).toBe(ct2015);
  });

  const { kind: _, ...withoutKind } = ct2015;
  const priced = (price: object) => ({ groups: { data: { ...ct2015.groups["data"], ...price } } });

  it.each<[string, object, string]>([
    ["an unknown key", { moneycap: 1 }, "moneycap is no key here; did you mean moneyCap?"],
    ["a negative cap", { moneyCap: -1 }, "moneyCap must be a whole number of at least 0, got -1"],
    [
      "a fraction of a fen",
      { moneyCap: 0.5 },
      "moneyCap must be a whole number of at least 0, got 0.5",
    ],
    [
      "a text for a number",
      { volumeCap: "5GB" },
      "volumeCap must be a whole number of at least 0, got 5GB",
    ],
    [
      "a currency that is none",
      { currency: "yuan" },
      "currency must be a code of ISO 4217 such as CNY, got yuan",
    ],
    [
      "a currency without hundredths",
      { currency: "JPY" },
      "currency must be a currency that is counted in hundredths, got JPY",
    ],
    [
      "a price whose product passes 2^53",
      priced({ amount: 2_000_000, perBytes: 8_589_934_592 }),
      "groups.data must have amount times perBytes below 2^53, got 2000000 times 8589934592",
    ],
    [
      "a kind that is none",
      { kind: "overag" },
      "kind must be one of overage, prepaid, throttle, pay-as-you-go, got overag; did you mean overage?",
    ],
    [
      "a group that is none",
      { groups: { dta: {} } },
      "groups.dta is no key here; did you mean data?",
    ],
    ["groups in a list", { groups: [] }, "groups must be a mapping of keys to values, got a list"],
    [
      "steps that no bill has",
      priced({ incrementBytes: 512 }),
      "groups.data.incrementBytes must be 1 or 1024, got 512",
    ],
    [
      "a price for nothing",
      priced({ perBytes: 0 }),
      "groups.data.perBytes must be a whole number of at least 1, got 0",
    ],
    [
      "a period that is none",
      { period: "year" },
      "period must be month, or a whole number of days from 1 to 366, got year",
    ],
    [
      "a name with blanks",
      { name: "My plan" },
      "name must be small letters, digits and hyphens, got My plan",
    ],
    [
      "an endless cap",
      { moneyCap: Number.POSITIVE_INFINITY },
      "moneyCap must be a whole number of at least 0, got Infinity",
    ],
  ])("is refused for %s", (_, change, message) => {
    expect(() => checkTariff({ ...ct2015, ...change }, "t.yaml")).toThrow(
      new RangeError(`t.yaml: ${message}`),
    );
  });

  it.each([
    ["nothing", null, "t.yaml: must be a mapping of keys to values, got nothing"],
    ["a list", [ct2015], "t.yaml: must be a mapping of keys to values, got a list"],
    [
      "a tariff without its kind",
      withoutKind,
      "t.yaml: kind is missing, must be one of overage, prepaid, throttle, pay-as-you-go",
    ],
  ])("is not %s", (_, value, message) => {
    expect(() => checkTariff(value, "t.yaml")).toThrow(new RangeError(message));
  });

  it("says all that is wrong with it, each with line and column", () => {
    const text = JSON.stringify({ ...ct2015, kind: "overag", moneycap: 3 }, null, 1);
    const file = fileOf(text, "tariff.json");
    const lines = text.split("\n");
    const line = (key: string) => lines.findIndex((each) => each.includes(`"${key}"`)) + 1;
    expect(() => readTariff(file)).toThrow(
      new RangeError(
        [
          `${file}:${line("kind")}:10 kind must be one of overage, prepaid, throttle, pay-as-you-go, got overag; did you mean overage?`,
          `${file}:${line("moneycap")}:2 moneycap is no key here; did you mean moneyCap?`,
        ].join("\n"),
      ),
    );
  });

  it("says where its YAML breaks, and when it is not there", () => {
    const file = fileOf("name: a\nname: b\n", "tariff.yaml");
    expect(() => readTariff(file)).toThrow(`${file}:2:1 map keys must be unique`);
    expect(() => tariffOf("./nowhere.yaml")).toThrow(
      "tariff: ./nowhere.yaml must be a file that exists",
    );
    expect(() => tariffOf("./examples")).toThrow("tariff: ./examples must be a file that exists");
  });

  it("is looked for beside the file that names it, and an absolute path stays what it is", () => {
    const file = fileOf(JSON.stringify(ct2015), "tariff.json");
    const beside = `${dirname(file)}/mine.yaml`;
    expect(tariffFrom("tariff.json", beside)).toEqual(ct2015);
    expect(tariffFrom(file, "/elsewhere/mine.yaml")).toEqual(ct2015);
    expect(tariffFrom("examples/cdr/tariff.yaml", null).name).toBe("ten-gigabytes");
    expect(() => tariffFrom("none.yaml", beside)).toThrow(
      new RangeError(`can't read ${dirname(file)}/none.yaml: there is no such file`),
    );
  });

  it.each([
    ["a step of two bytes", { incrementBytes: 2 }, "incrementBytes"],
    ["a price for no bytes", { perBytes: 0 }, "perBytes"],
    ["a key that no price has", { perByte: 1 }, "perByte"],
  ])("is refused for %s", (_what, change, named) => {
    const data = { ...ct2015.groups["data"], ...change };
    expect(() => checkTariff({ ...ct2015, groups: { data } }, "t.yaml")).toThrow(named);
  });

  it.each([1, 366])("may have a period of %d days", (period) => {
    expect(checkTariff({ ...ct2015, period }, "t.yaml").period).toBe(period);
  });

  it.each([0, 367, 1.5])("may not have a period of %d days", (period) => {
    expect(() => checkTariff({ ...ct2015, period }, "t.yaml")).toThrow(
      `period must be month, or a whole number of days from 1 to 366, got ${period}`,
    );
  });
});
