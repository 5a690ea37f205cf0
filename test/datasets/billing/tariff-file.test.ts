import { describe, expect, it } from "vitest";
import { checkTariff, readTariff, tariffOf } from "../../../datasets/billing/tariff-file.ts";
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
});
