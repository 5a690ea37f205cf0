import { GB } from "../../sizes.ts";
import type { Tariff } from "../tariff.ts";

/**
 * Rates an "unlimited" plan as sold in China around 2024: 40 GB at full speed, then 1 Mbit/s at no
 * charge. A runaway night costs no money here, but the speed of the rest of the month.
 */
export const throttleAfterQuota: Tariff = {
  name: "throttle-after-quota",
  summary: "40 GB at full speed, then 1 Mbit/s for free",
  source: "chosen: a common size of such plans in 2024",
  currency: "CNY",
  kind: "throttle",
  groups: { data: { bundleBytes: 40 * GB, amount: 0, perBytes: GB, incrementBytes: 1024 } },
  moneyCap: 0,
  volumeCap: 0,
  period: "month",
  throttle: 1_000_000,
};
