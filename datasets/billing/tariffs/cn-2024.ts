import { GB } from "../../sizes.ts";
import type { Tariff } from "../tariff.ts";

/**
 * Rates a Chinese plan of 2024: 30 GB, then 5 yuan a GB counted in KB, every record rounded up to
 * the fen, at most 500 yuan a civil month. WLAN sessions cost 10 fen a GB, as in 2013, so that a
 * stolen account still costs its owner money.
 */
export const cn2024: Tariff = {
  name: "cn-2024",
  summary: "30 GB, then 5 yuan a GB, capped at 500 yuan a month",
  source: "chosen: a common plan of 2024; WLAN at the price of cmcc-wlan-2013",
  currency: "CNY",
  kind: "overage",
  groups: {
    data: { bundleBytes: 30 * GB, amount: 500, perBytes: GB, incrementBytes: 1024 },
    wlan: { bundleBytes: 0, amount: 10, perBytes: GB, incrementBytes: 1 },
  },
  moneyCap: 50_000,
  volumeCap: 0,
  period: "month",
};
