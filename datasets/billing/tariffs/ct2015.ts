import { GB } from "../../sizes.ts";
import type { Tariff } from "../tariff.ts";

/**
 * Rates mobile data as China Telecom did in the Wuhan bill of November 2015: a 5 GB bundle, then
 * 0.0003 yuan for each KB, every record rounded up to the fen, at most 1,000 yuan a civil month.
 * The cap limits what is billed; it did not stop the traffic.
 */
export const ct2015: Tariff = {
  name: "ct2015",
  summary: "5 GB, then 3 fen per 100 KB and record, capped at 1,000 yuan a month",
  source:
    "cited: the Wuhan bill of 11 November 2015, docs/cases.md; the WLAN price is chosen, that of cmcc-wlan-2013",
  currency: "CNY",
  kind: "overage",
  groups: {
    data: { bundleBytes: 5 * GB, amount: 3, perBytes: 102_400, incrementBytes: 1024 },
    wlan: { bundleBytes: 0, amount: 10, perBytes: GB, incrementBytes: 1 },
  },
  moneyCap: 100_000,
  volumeCap: 0,
  period: "month",
};
