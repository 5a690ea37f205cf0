import { GB } from "../../sizes.ts";
import type { Tariff } from "../tariff.ts";

/**
 * Rates a traveller's prepaid eSIM: 5 GB for 30 days, bought for 16 dollars. A burnt byte costs what
 * it was bought for, and the line stops when the bundle is gone: the harm is the rest of the trip.
 */
export const prepaidEsim: Tariff = {
  name: "prepaid-esim",
  summary: "5 GB for 30 days bought for 16 dollars; the line stops when they are gone",
  source: "chosen: the middle of what travel eSIM sellers asked in 2024",
  currency: "USD",
  kind: "prepaid",
  groups: { data: { bundleBytes: 5 * GB, amount: 320, perBytes: GB, incrementBytes: 1 } },
  moneyCap: 0,
  volumeCap: 5 * GB,
  period: 30,
};
