import type { Params } from "../../datasets/param.ts";
import type { Policy } from "../policy.ts";
import { held } from "../reacting/held.ts";
import { HOLD, LATENCY } from "./timing-params.ts";

const params = { latency: LATENCY, hold: HOLD } as const satisfies Params;

/**
 * Asks for a code beside the password from the alarm on. The household has it, a stranger does not;
 * sessions that are open run on.
 */
export const requireSecondFactor: Policy<typeof params> = {
  name: "require-second-factor",
  summary: "logins of strangers need a code that only the household gets",
  by: "seller",
  needs: ["wlan", "charging"],
  acts: ["require-second-factor"],
  reaches: "wlan",
  params,
  open: (options) => held(options, { action: "require-second-factor" }),
};
