import { GB } from "../../sizes.ts";
import type { Tariff } from "../tariff.ts";

/**
 * Rates a traveller's prepaid eSIM of a month: 10 GB for 120 yuan. Beside the card at home (`abroad:
 * esim-month` of a plan) it is bought with the first byte abroad, and again when it is used up.
 */
export const esimMonth: Tariff = {
  name: "esim-month",
  summary: "10 GB for 30 days bought for 120 yuan; the line stops when they are gone",
  source: "chosen: a middling package of travel eSIM sellers in 2024",
  currency: "CNY",
  kind: "prepaid",
  groups: { data: { bundleBytes: 10 * GB, amount: 1200, perBytes: GB, incrementBytes: 1 } },
  moneyCap: 0,
  volumeCap: 10 * GB,
  period: 30,
};
