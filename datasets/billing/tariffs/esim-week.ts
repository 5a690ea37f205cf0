import { GB } from "../../sizes.ts";
import type { Tariff } from "../tariff.ts";

/**
 * Rates a traveller's prepaid eSIM of a week: 3 GB for 45 yuan. Beside the card at home (`abroad:
 * esim-week` of a plan) it is bought with the first byte abroad, and again when it is used up.
 */
export const esimWeek: Tariff = {
  name: "esim-week",
  summary: "3 GB for 7 days bought for 45 yuan; the line stops when they are gone",
  source: "chosen: a middling package of travel eSIM sellers in 2024",
  currency: "CNY",
  kind: "prepaid",
  groups: { data: { bundleBytes: 3 * GB, amount: 1500, perBytes: GB, incrementBytes: 1 } },
  moneyCap: 0,
  volumeCap: 3 * GB,
  period: 7,
};
