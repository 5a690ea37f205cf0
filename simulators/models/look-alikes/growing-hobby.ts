import {
  emitGrowingUploads,
  growingUploadParams,
  planGrowingUploads,
} from "../../behaviour/growing-uploads.ts";
import type { TrafficModel } from "../../model.ts";

const params = growingUploadParams({
  ...{ screenOff: 0.25, from: 12, to: 21 },
  source: "chosen: after lessons and outings, mostly in front of the album",
});

/**
 * Shares more photos and clips from week to week, because its owner has taken up filming.
 *
 * The same trend over weeks, by the same app and protocol, as a backup that runs away; but mostly with
 * the album on screen, and never at night. Some let it send by itself: then only the hours tell.
 */
export const growingHobby: TrafficModel<typeof params> = {
  name: "growing-hobby",
  version: 1,
  summary: "a new hobby's photos and clips, more from week to week",
  role: "look-alike",
  twin: "creeping-sync",
  cue: "foreground: the album is on screen for most of them",
  explanation: "The owner has taken up filming, shares the clips and allowed cellular for it.",
  params,

  plan: planGrowingUploads,

  emit(context, options, sink) {
    sink.network = "cellular-only";
    emitGrowingUploads(context, options, sink);
  },
};
