import type { Params } from "../../datasets/param.ts";
import type { Policy } from "../policy.ts";
import { held } from "../reacting/held.ts";
import { HOLD, LATENCY } from "./timing-params.ts";

const params = { latency: LATENCY, hold: HOLD } as const satisfies Params;

/**
 * Suspends the line: mobile data, logins, and sessions that are open. It stops whatever is billed, and
 * all that its owner wants of it.
 */
export const suspendLine: Policy<typeof params> = {
  name: "suspend-line",
  summary: "the line goes dead, WLAN sessions too",
  by: "operator",
  needs: ["flows", "charging", "wlan"],
  acts: ["suspend-line"],
  reaches: "both",
  params,
  open: (options) => held(options, { action: "suspend-line" }),
};
