import { MB } from "../../sizes.ts";
import type { Tariff } from "../tariff.ts";

/**
 * Rates data roaming in the European Union before it became free: 20 cents a MB without VAT, in
 * steps of a KB, up to the cut-off of 50 euros a month that the Roaming Regulation made the default.
 */
export const euRoaming: Tariff = {
  name: "eu-roaming",
  summary: "20 cents a MB, cut off at 50 euros a month",
  source:
    "cited: cut-off of 50 euros, EU Roaming Regulation since 2010; chosen: 20 cents a MB, the retail ceiling of 2014 as remembered",
  currency: "EUR",
  kind: "pay-as-you-go",
  groups: { data: { bundleBytes: 0, amount: 20, perBytes: MB, incrementBytes: 1024 } },
  moneyCap: 5000,
  volumeCap: 0,
  period: "month",
};
