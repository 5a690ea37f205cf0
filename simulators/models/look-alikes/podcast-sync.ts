import { circumstanceParams } from "../../behaviour/circumstances.ts";
import { emitSync, planSync, syncParams } from "../../behaviour/sync-rounds.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.95, idle: 0.5, wifiDown: 0 },
    source: "chosen: new episodes come overnight, and while their owner is about",
  }),
  ...syncParams({
    ...{ rounds: 0.1, sends: 0 },
    source: "chosen: most clients fetch whole episodes, some in parts by a timer",
  }),
} as const;

/**
 * Fetches the new episodes of many podcasts over cellular, unseen, as their owner set it up.
 *
 * The screen is off, often at night, and as many bytes come down by the same protocol; but they are
 * some dozens of files, each once, and then it is through.
 */
export const podcastSync: TrafficModel<typeof params> = {
  name: "podcast-sync",
  version: 1,
  summary: "new episodes of podcasts, fetched in the background as set up",
  role: "look-alike",
  twin: "runaway-sync",
  cue: "requests: whole files, each once, instead of the same bytes again and again",
  explanation: "The owner subscribed to podcasts and let the app fetch them over cellular.",
  params,

  plan: planSync,

  emit: emitSync,
};
