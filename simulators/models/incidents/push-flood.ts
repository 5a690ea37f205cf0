import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { endsBy } from "../../behaviour/ends-by.ts";
import { emitPushed, planPushed, pushedParams } from "../../behaviour/pushed-messages.ts";
import type { TrafficModel } from "../../model.ts";
import { webPage } from "../../protocols/web-page.ts";

const params = {
  ...pushedParams({
    ...{ quiet: 0, opened: 0 },
    source: "chosen: advertisers know no night, and nobody opens what they send",
  }),
} as const;

const SOCIAL = codeOf(APPS, "social", "push-flood");

/**
 * Floods the phone with pushed ads, day and night, many of them with a picture.
 *
 * Each is tiny, a few kilobytes and a banner; there are a dozen to some hundred times as many as people
 * get, and together they are as much as an hour of film. No message can hold more than 4 KB, so the pictures are the
 * bill: the app fetches them unseen. The safeguard restrict-background keeps pictures to Wi-Fi; the
 * words still come, since the channel belongs to the system.
 */
export const pushFlood: TrafficModel<typeof params> = {
  name: "push-flood",
  version: 1,
  summary: "pushed ads with pictures, thousands a day, day and night",
  role: "incident",
  twin: "news-flood",
  params,

  plan(context, options) {
    return endsBy(context.random, planPushed(context, options), ["self", "owner"]);
  },

  emit(context, options, sink) {
    emitPushed(context, options, { app: SOCIAL, protocol: webPage }, sink);
  },

  cause() {
    return {
      trigger: "an app that sells its push channel to advertisers",
      vector: "over-broad-permission",
      amplifier: "a picture with every other message",
    };
  },
};
