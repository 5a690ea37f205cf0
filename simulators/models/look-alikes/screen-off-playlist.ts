import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { circumstanceParams } from "../../behaviour/circumstances.ts";
import { emitSpots, planSpots, spotParams } from "../../behaviour/video-spots.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.95, idle: 0.3, wifiDown: 0 },
    source: "chosen: music on the way, and to fall asleep with",
  }),
  ...spotParams({
    ...{ sitting: 0.95 },
    source: "chosen: a list of some hours; a few let it run for days",
  }),
} as const;

const VIDEO = codeOf(APPS, "video", "screen-off-playlist");

/**
 * Plays a list of videos for their sound, with the screen off, and falls asleep over it.
 *
 * Video that nobody sees, by night too, as many bytes as hidden ads bring in a day; but it is over in
 * some hours.
 */
export const screenOffPlaylist: TrafficModel<typeof params> = {
  name: "screen-off-playlist",
  version: 1,
  summary: "videos played for their sound with the screen off",
  role: "look-alike",
  twin: "ad-fraud",
  cue: "length: it is over in some hours",
  explanation: "The owner listened to a list of videos and fell asleep over it.",
  params,

  plan: planSpots,

  emit(context, options, sink) {
    emitSpots(context, options, VIDEO, sink);
  },
};
