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

  it.each([
    ["an unknown key", { moneycap: 1 }, 'tariff: Unrecognized key: "moneycap"'],
    ["a negative cap", { moneyCap: -1 }, "tariff moneyCap: Too small: expected number to be >=0"],
    [
      "a fraction of a fen",
      { moneyCap: 0.5 },
      "tariff moneyCap: Invalid input: expected int, received number",
    ],
    [
      "a currency that is none",
      { currency: "yuan" },
      "tariff currency: must be a code of ISO 4217 such as CNY",
    ],
    [
      "a currency without hundredths",
      { currency: "JPY" },
      "tariff currency: must be a currency that is counted in hundredths, got JPY",
    ],
    [
      "a price whose product passes 2^53",
      {
        groups: {
          data: { bundleBytes: 0, amount: 2_000_000, perBytes: 8_589_934_592, incrementBytes: 1 },
        },
      },
      "tariff groups.data: amount times perBytes must be below 2^53",
    ],
  ])("is refused for %s", (_, change, message) => {
    expect(() => checkTariff({ ...ct2015, ...change }, "t.yaml")).toThrow(
      new RangeError(`t.yaml: ${message}`),
    );
  });

  it("says where its YAML breaks, and when it is not there", () => {
    const file = fileOf("name: a\nname: b\n", "tariff.yaml");
    expect(() => readTariff(file)).toThrow(`${file}:2:1: Map keys must be unique`);
    expect(() => tariffOf("./nowhere.yaml")).toThrow(
      "tariff: ./nowhere.yaml must be a file that exists",
    );
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
    expect(() => checkTariff({ ...ct2015, period }, "t.yaml")).toThrow("tariff period");
  });
});
