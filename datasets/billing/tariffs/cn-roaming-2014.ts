import { MB } from "../../sizes.ts";
import type { Tariff } from "../tariff.ts";

/**
 * Rates data roaming of a Chinese line in 2014, at the lowest of three prices: 3 yuan for each 3 MB of
 * a day. Counted by the MB here, and without the stop at 50 MB a day, which the price makes dear enough.
 */
export const cnRoaming2014: Tariff = {
  name: "cn-roaming-2014",
  summary: "1 yuan a MB abroad, without a bundle or a cap",
  source:
    "cited: China Mobile 2014, blocks of 3 MB a day for 3, 6 or 9 yuan; chosen: the lowest, by the MB and without the daily stop",
  currency: "CNY",
  kind: "pay-as-you-go",
  groups: { data: { bundleBytes: 0, amount: 100, perBytes: MB, incrementBytes: 1024 } },
  moneyCap: 0,
  volumeCap: 0,
  period: "month",
};
