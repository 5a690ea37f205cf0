import type { Params } from "../../datasets/param.ts";
import { DAY, MB, MINUTE } from "../../datasets/sizes.ts";
import { tighterStop } from "../charging/line-terms.ts";
import { READER } from "../charging/notice-params.ts";
import { hear, stepBits } from "../charging/notice-terms.ts";
import type { Safeguard } from "../safeguard.ts";

const params = {
  refresh: {
    summary: "from one refresh of what was used to the next",
    unit: "ms",
    default: 15 * MINUTE,
    min: MINUTE,
    max: DAY,
    source: "cited: the least period of work that Android lets an app repeat unseen",
  },
  burst: {
    summary: "bytes from one refresh to the next of which it warns, 0 = of none",
    unit: "bytes",
    default: 200 * MB,
    min: 0,
    max: 1e12,
    source: "chosen: a film of 2 Mbit/s stays just above it",
  },
  left: {
    summary: "share of the bundle that is left when it warns of the balance",
    unit: "share",
    default: 0.2,
    min: 0,
    max: 0.95,
    source: "chosen: as operators' messages at 80 %",
  },
  ...READER,
} as const satisfies Params;

/**
 * Shows on the phone what mobile data was rated and what is left, refreshed every so often, and warns of
 * a burst and of the balance. It wakes nobody: a warning at night is read in the morning. Who reads it
 * looks what burns and ends what he did not want; a film of his own makes warnings too. It sees no
 * Wi-Fi and no WLAN account.
 */
export const usageMeter: Safeguard<typeof params> = {
  name: "usage-meter",
  summary: "a meter on the phone warns of bursts and of the balance",
  by: "seller",
  claims: [
    { kind: "wifi-fallback-upload", source: "article B: a monitoring tool caught it" },
    { kind: "bt-over-hotspot", source: "article B: watch use and balance as it happens" },
    { kind: "runaway-sync", source: "article B: watch use and balance as it happens" },
  ],
  params,
  apply({ notices }, { refresh, burst, left, ...reader }) {
    notices.meterEvery = tighterStop(notices.meterEvery, Math.round(refresh));
    notices.meterBytes = tighterStop(notices.meterBytes, Math.round(burst));
    notices.steps |= stepBits([1 - left, 1]);
    hear(notices, reader);
  },
};
