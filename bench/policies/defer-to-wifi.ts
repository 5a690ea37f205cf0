import type { Params } from "../../datasets/param.ts";
import type { Policy } from "../policy.ts";
import { held } from "../reacting/held.ts";
import { HOLD, LATENCY } from "./timing-params.ts";

const params = { latency: LATENCY, hold: HOLD } as const satisfies Params;

/**
 * Lets what apps ask for in the background wait for Wi-Fi, for a week at most. What comes over Wi-Fi has
 * moved and is not lost; what finds none is.
 */
export const deferToWifi: Policy<typeof params> = {
  name: "defer-to-wifi",
  summary: "what apps ask for in the background waits for Wi-Fi",
  by: "owner",
  needs: ["netstats"],
  acts: ["defer-to-wifi"],
  reaches: "cellular",
  params,
  open: (options) =>
    held(options, { action: "defer-to-wifi", foreground: "background", retry: "later" }),
};
