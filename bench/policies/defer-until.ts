import { civilDay, startOfDay } from "../../datasets/civil-time.ts";
import type { Params } from "../../datasets/param.ts";
import { DAY, HOUR } from "../../datasets/sizes.ts";
import type { Policy } from "../policy.ts";
import { firstMoment } from "../reacting/first-moment.ts";
import { LATENCY } from "./timing-params.ts";

const params = {
  latency: LATENCY,
  hour: {
    summary: "hour of the line's day at which what waited may go on",
    unit: "hour of day",
    default: 6,
    min: 0,
    max: 23,
    source: "cited: article B, the rest of the night's upload was put off to six in the morning",
  },
} as const satisfies Params;

/**
 * Puts off what apps ask for in the background until an hour of the day, by the phone. Over Wi-Fi it
 * goes at once; at that hour it is asked for again, over whatever network there is: where the Wi-Fi is
 * not back by then, nothing was saved but time.
 */
export const deferUntil: Policy<typeof params> = {
  name: "defer-until",
  summary: "what apps ask for in the background waits until the morning",
  by: "seller",
  needs: ["netstats", "charging"],
  acts: ["block-app"],
  reaches: "cellular",
  params,
  open: ({ latency, hour }, { fleet }) => ({
    react({ device, time }) {
      const from = firstMoment(time, latency);
      const utcOffset = fleet.utcOffset[device];
      const today = startOfDay(civilDay(from, utcOffset), utcOffset) + Math.round(hour * HOUR);
      const until = today > from ? today : today + DAY;
      return [{ from, until, action: "block-app", foreground: "background", retry: "later" }];
    },
  }),
};
