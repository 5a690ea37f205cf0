import type { Params } from "../../datasets/param.ts";
import type { Policy } from "../policy.ts";
import { held } from "../reacting/held.ts";
import { HOLD, LATENCY } from "./timing-params.ts";

const params = { latency: LATENCY, hold: HOLD } as const satisfies Params;

/**
 * Cuts the line's mobile data, its owner's own too. Wi-Fi and WLAN sessions go on: on a stolen account
 * it saves nothing.
 */
export const cutData: Policy<typeof params> = {
  name: "cut-data",
  summary: "mobile data off",
  by: "operator",
  needs: ["flows", "charging", "wlan"],
  acts: ["cut-data"],
  reaches: "cellular",
  params,
  open: (options) => held(options, { action: "cut-data" }),
};
