import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { circumstanceParams } from "../../behaviour/circumstances.ts";
import { endsBy } from "../../behaviour/ends-by.ts";
import { removedAfter } from "../../behaviour/removal.ts";
import { emitSpots, planSpots, spotParams } from "../../behaviour/video-spots.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 1, idle: 0.35, wifiDown: 0 },
    source: "cited: DrainerBot 2019, also while the app is not in use and the phone sleeps",
  }),
  ...spotParams({
    ...{ sitting: 0 },
    source: "cited: DrainerBot 2019, for as long as the app is installed",
  }),
} as const;

const GAME = codeOf(APPS, "game", "ad-fraud");

/**
 * Plays video ads that nobody sees, in an app with a component that cheats advertisers.
 *
 * DrainerBot of 2019 is the pattern: a kit in hundreds of apps of the official store, ten million
 * downloads, more than 10 GB a month, in sleep as well. Spot after spot comes down, at odd moments and
 * at all hours, with the screen off; what the phone books under a game the probe takes for video. It
 * goes over whatever network the phone is on. The safeguard restrict-background keeps it to Wi-Fi.
 */
export const adFraud: TrafficModel<typeof params> = {
  name: "ad-fraud",
  version: 1,
  summary: "hidden video ads in a game's app, at all hours, for days",
  role: "incident",
  twin: "reward-video",
  params,

  plan(context, options) {
    const planned = endsBy(context.random, planSpots(context, options), [
      "self",
      "owner",
      "provider-fix",
    ]);
    return removedAfter(planned, context.life.settings.adPlayerRemoval);
  },

  emit(context, options, sink) {
    emitSpots(context, options, GAME, sink);
  },

  cause() {
    return {
      trigger: "a game whose kit for ads plays them to nobody",
      vector: "infected-component",
      amplifier: "one spot after the other, in sleep too",
    };
  },
};
