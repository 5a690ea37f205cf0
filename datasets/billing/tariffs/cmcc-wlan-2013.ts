import { GB } from "../../sizes.ts";
import type { Tariff } from "../tariff.ts";

/**
 * Rates the operator's WLAN as China Mobile did in the Nanjing bill of November 2015: 0.1 yuan a GB
 * on each stopped session, rounded up to the fen. The bundle of 5 GB that the account had is left
 * out: it is worth 0.50 yuan and the bill did not subtract it. Mobile data is free here.
 */
export const cmccWlan2013: Tariff = {
  name: "cmcc-wlan-2013",
  summary: "operator WLAN at 10 fen a GB and session, capped at 500 yuan and 40 GB a month",
  source:
    "cited: the Nanjing bill of 13 November 2015 for the price, the product's terms for both caps, docs/cases.md",
  currency: "CNY",
  kind: "pay-as-you-go",
  groups: { wlan: { bundleBytes: 0, amount: 10, perBytes: GB, incrementBytes: 1 } },
  moneyCap: 50_000,
  volumeCap: 40 * GB,
  period: "month",
};
