import { expect, it } from "vitest";
import { cn2024 } from "../../../datasets/billing/tariffs/cn-2024.ts";
import { cnRoaming2014 } from "../../../datasets/billing/tariffs/cn-roaming-2014.ts";
import { esimWeek } from "../../../datasets/billing/tariffs/esim-week.ts";
import { GB } from "../../../datasets/sizes.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";

const tariffWith = (abroad: string, home = "cn-2024") => {
  const set = [`population.plans=[{ tariff: ${home}, abroad: ${abroad}, bundle: 10GB }]`];
  return loadScenario("city@L0", { set }).plans[0]?.tariff;
};

it("a second SIM gives its price of data to roaming, and leaves the first one's as it is", () => {
  const tariff = tariffWith("esim-week");
  const { data, ...rest } = cn2024.groups;
  expect(tariff?.groups).toEqual({
    ...rest,
    data: { ...data, bundleBytes: 10 * GB },
    roaming: { ...esimWeek.groups["data"], validDays: 7 },
  });
  expect(tariff?.source).toMatch(/a common plan of 2024.*; esim-week: chosen/);
  expect(tariffWith("cn-roaming-2014")?.groups["roaming"]).toEqual(cnRoaming2014.groups["data"]);
});

it.each([
  ["eu-roaming", "must be in the currency of cn-2024, CNY, got EUR"],
  ["cmcc-wlan-2013", "must have a price for data, cmcc-wlan-2013 has none"],
  [
    "ct2015",
    "must be prepaid by days, or pay-as-you-go, without a cap on money, ct2015 is overage by the month with one",
  ],
  ["throttle-after-quota", "throttle-after-quota is throttle by the month"],
  ["esim-weak", "must be a tariff, got esim-weak; did you mean esim-week?"],
])("%s is refused abroad", (abroad, message) => {
  expect(() => tariffWith(abroad)).toThrow(message);
});
