import type { Params } from "../../datasets/param.ts";
import type { Policy } from "../policy.ts";
import { held } from "../reacting/held.ts";
import { HOLD, LATENCY } from "./timing-params.ts";

const params = { latency: LATENCY, hold: HOLD } as const satisfies Params;

/**
 * Refuses logins to the WLAN account, its owner's too. Sessions that are open run on: in Nanjing that
 * saved nothing.
 */
export const blockNewLogin: Policy<typeof params> = {
  name: "block-new-login",
  summary: "nobody logs in to the account any more",
  by: "operator",
  needs: ["wlan", "charging"],
  acts: ["block-new-login"],
  reaches: "wlan",
  params,
  open: (options) => held(options, { action: "block-new-login" }),
};
