import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkTariff } from "../../../../datasets/billing/tariff-file.ts";
import { TARIFFS, tariffNamed } from "../../../../datasets/billing/tariffs/catalogue.ts";

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

  it("are found by name, and a wrong name learns the nearest", () => {
    expect(tariffNamed("ct2015").moneyCap).toBe(100_000);
    expect(() => tariffNamed("ct2016")).toThrow(
      new RangeError("tariff: ct2016 is not known; did you mean ct2015?"),
    );
    expect(() => tariffNamed("flat")).toThrow(
      "tariff: flat is not known; choose from cmcc-wlan-2013, cn-2024, ct2015, eu-roaming, prepaid-esim, throttle-after-quota",
    );
  });
});
