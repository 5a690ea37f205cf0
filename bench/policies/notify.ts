import type { Params } from "../../datasets/param.ts";
import type { Policy } from "../policy.ts";
import { firstMoment } from "../reacting/first-moment.ts";
import { ownerAnswer } from "../reacting/owner-answer.ts";
import { ACTS_AFTER, MESSAGE_LATENCY, READS } from "./timing-params.ts";

const params = {
  latency: MESSAGE_LATENCY,
  reads: READS,
  actsAfter: ACTS_AFTER,
} as const satisfies Params;

/**
 * Sends the owner a message. It stops nothing: she does, if she reads it, when she is awake. What she
 * stops is what runs away by then, wherever it runs. Saves nothing of what is over before she wakes.
 */
export const notify: Policy<typeof params> = {
  name: "notify",
  summary: "a message to the owner, who stops it once she is awake and has read it",
  by: "operator",
  needs: ["flows", "charging", "netstats", "wlan"],
  acts: ["notify", "owner-stops"],
  reaches: "both",
  params,
  open: ({ latency, reads, actsAfter }, surroundings) => ({
    react(alarm) {
      const sentAt = firstMoment(alarm.time, latency);
      const answered = ownerAnswer(alarm, sentAt, { reads, actsAfter }, surroundings);
      const message = { from: sentAt, action: "notify" };
      if (answered === null) return [message];
      return [message, { from: answered, action: "owner-stops", by: "owner" }];
    },
  }),
};
