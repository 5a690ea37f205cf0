import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { emitPushed, planPushed, pushedParams } from "../../behaviour/pushed-messages.ts";
import type { TrafficModel } from "../../model.ts";
import { webPage } from "../../protocols/web-page.ts";

const params = {
  ...pushedParams({
    ...{ quiet: 0.9, opened: 0.3 },
    source: "chosen: most glance at the banner, few let it ring by night",
  }),
} as const;

const SOCIAL = codeOf(APPS, "social", "news-flood");

/**
 * Gets the news of a great day, a final or an election, as hundreds of pushed messages an hour.
 *
 * As many messages with as many pictures, by the same channel and mostly unseen; but it is silent
 * while its owner sleeps.
 */
export const newsFlood: TrafficModel<typeof params> = {
  name: "news-flood",
  version: 1,
  summary: "wanted news of a great day, pushed with pictures",
  role: "look-alike",
  twin: "push-flood",
  cue: "night share: it is silent while its owner sleeps",
  explanation: "The owner follows many channels and had them tell of everything that day.",
  params,

  plan: planPushed,

  emit(context, options, sink) {
    emitPushed(context, options, { app: SOCIAL, protocol: webPage }, sink);
  },
};
