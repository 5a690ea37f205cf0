import { circumstanceParams } from "../../behaviour/circumstances.ts";
import { endsBy } from "../../behaviour/ends-by.ts";
import { emitSync, planSync, syncParams } from "../../behaviour/sync-rounds.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 1, idle: 0.35, wifiDown: 0 },
    source: "chosen: it begins when the release arrives, by day or night",
  }),
  ...syncParams({
    ...{ rounds: 1, sends: 0.4 },
    source: "chosen: reports tell of uploads about as often as of downloads",
  }),
} as const;

/**
 * Syncs the same content again and again in the background, since the app never believes that it is
 * through.
 *
 * A round is small, and nothing about it is odd; there are hundreds or thousands of them, by day and
 * night, always of one size. It goes over whatever network the phone is on, so of a day at home little
 * is billed. The safeguard restrict-background keeps it to Wi-Fi. Reports of such releases tell of
 * 1 GB in a few hours to 21 GB in three days; most never learn which app it was.
 */
export const runawaySync: TrafficModel<typeof params> = {
  name: "runaway-sync",
  version: 1,
  summary: "an app syncs the same content all over again, unseen",
  role: "incident",
  twin: "podcast-sync",
  params,

  plan(context, options) {
    return endsBy(context.random, planSync(context, options), ["self", "owner", "provider-fix"]);
  },

  emit: emitSync,

  cause() {
    return {
      trigger: "a release that takes every sync for failed",
      vector: "buggy-release",
      amplifier: "tries again at once, without a pause that grows",
    };
  },
};
