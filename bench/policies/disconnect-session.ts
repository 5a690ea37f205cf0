import type { Params } from "../../datasets/param.ts";
import type { Policy } from "../policy.ts";
import { firstMoment } from "../reacting/first-moment.ts";
import { LATENCY } from "./timing-params.ts";

const params = {
  latency: LATENCY,
  comesBack: {
    summary: "whether who was disconnected logs in again",
    unit: "",
    default: 0,
    choices: ["no", "yes"],
    source:
      "chosen: beside a block of new logins it makes no difference, and alone it is kind to it",
  },
} as const satisfies Params;

/**
 * Ends the WLAN sessions that are open, by order to the access controller. It refuses nobody who logs
 * in next, so it wants a block of new logins beside it.
 */
export const disconnectSession: Policy<typeof params> = {
  name: "disconnect-session",
  summary: "WLAN sessions that are open end",
  by: "operator",
  needs: ["wlan", "charging"],
  acts: ["disconnect-session"],
  reaches: "wlan",
  params,
  open: ({ latency, comesBack }) => ({
    react({ time }) {
      const from = firstMoment(time, latency);
      const retry = comesBack === 1 ? "later" : "none";
      return [{ from, until: from + 1, action: "disconnect-session", retry }];
    },
  }),
};
