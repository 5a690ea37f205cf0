import type { Params } from "../../datasets/param.ts";
import { DAY } from "../../datasets/sizes.ts";
import type { Policy } from "../policy.ts";
import { LATENCY } from "./timing-params.ts";

const params = {
  latency: {
    ...LATENCY,
    summary: "from the alarm to the money",
    max: 90 * DAY,
    default: 7 * DAY,
    source: "chosen: long after the bytes are gone, however long",
  },
} as const satisfies Params;

/**
 * Pays back what the line was billed for the case. It saves no byte: what its owner gets back, the
 * operator bears. It is the baseline of what happened in Nanjing.
 */
export const refund: Policy<typeof params> = {
  name: "refund",
  summary: "the money comes back, and nothing is stopped",
  by: "operator",
  needs: ["flows", "charging", "netstats", "wlan"],
  acts: [],
  reaches: "none",
  refunds: true,
  params,
  open: () => ({ react: () => [] }),
};
