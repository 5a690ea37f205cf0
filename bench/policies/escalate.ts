import type { Params } from "../../datasets/param.ts";
import { DAY, MINUTE } from "../../datasets/sizes.ts";
import type { Policy } from "../policy.ts";
import { firstMoment } from "../reacting/first-moment.ts";
import { ownerAnswer } from "../reacting/owner-answer.ts";
import { ACTS_AFTER, HOLD, MESSAGE_LATENCY, READS } from "./timing-params.ts";

const params = {
  latency: MESSAGE_LATENCY,
  reads: READS,
  actsAfter: ACTS_AFTER,
  wait: {
    summary: "how long an answer is waited for",
    unit: "ms",
    default: 30 * MINUTE,
    min: MINUTE,
    max: DAY,
    source: "chosen: awake owners answer within it, sleepers do not",
  },
  hold: HOLD,
} as const satisfies Params;

/**
 * Sends a message, and cuts mobile data where no answer comes in time. An owner who is awake keeps
 * her line; a sleeper loses it until the hold ends, and a login of strangers goes on: it is none of
 * mobile data.
 */
export const escalate: Policy<typeof params> = {
  name: "escalate",
  summary: "a message first, mobile data cut where no answer comes",
  by: "operator",
  needs: ["flows", "charging", "wlan"],
  acts: ["notify", "owner-stops", "cut-data"],
  reaches: "both",
  params,
  open: ({ latency, reads, actsAfter, wait, hold }, surroundings) => ({
    react(alarm) {
      const sentAt = firstMoment(alarm.time, latency);
      const answered = ownerAnswer(alarm, sentAt, { reads, actsAfter }, surroundings);
      const message = { from: sentAt, action: "notify" };
      const cutAt = sentAt + Math.round(wait);
      if (answered !== null && answered <= cutAt) {
        return [message, { from: answered, action: "owner-stops", by: "owner" }];
      }
      return [message, { from: cutAt, until: cutAt + Math.round(hold), action: "cut-data" }];
    },
  }),
};
