import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { emitPushed, planPushed, pushedParams } from "../../behaviour/pushed-messages.ts";
import type { TrafficModel } from "../../model.ts";
import { chat } from "../../protocols/chat.ts";

const params = {
  ...pushedParams({
    ...{ quiet: 0.6, opened: 0.9 },
    source: "chosen: the family is in several time zones, and the chat stays open",
  }),
} as const;

const MESSAGING = codeOf(APPS, "messaging", "group-chat-day");

/**
 * Follows a wedding in group chats all day: thousands of messages, and a picture with many.
 *
 * The push channel tells of each, often at night too, as many as of a flood of ads; but the chat is
 * open, so its pictures load while somebody looks at them.
 */
export const groupChatDay: TrafficModel<typeof params> = {
  name: "group-chat-day",
  version: 1,
  summary: "a wedding in group chats, thousands of messages with pictures",
  role: "look-alike",
  twin: "push-flood",
  cue: "foreground: the chat is open while its pictures load",
  explanation: "The owner followed a wedding of the family in its chats.",
  params,

  plan: planPushed,

  emit(context, options, sink) {
    emitPushed(context, options, { app: MESSAGING, protocol: chat }, sink);
  },
};
