import type { Params } from "../../datasets/param.ts";
import type { Policy } from "../policy.ts";
import { held } from "../reacting/held.ts";
import { HOLD, LATENCY } from "./timing-params.ts";

const params = {
  latency: LATENCY,
  hold: HOLD,
  rate: {
    summary: "bit/s that the whole line shares",
    unit: "bit/s",
    default: 64_000,
    min: 1000,
    max: 1e9,
    source: "chosen: what plans that slow down are said to leave; enough for messages",
  },
} as const satisfies Params;

/**
 * Slows a line down to one bucket for all that asks for mobile data, guests of its hotspot too. Demands
 * that take four times their time are given up. A leak goes on at that rate, and so does its bill.
 */
export const throttle: Policy<typeof params> = {
  name: "throttle",
  summary: "all mobile data of the line shares a slow bucket",
  by: "operator",
  needs: ["flows", "charging", "wlan"],
  acts: ["throttle"],
  reaches: "cellular",
  params,
  open: (options) => held(options, { action: "throttle", rate: options.rate }),
};
