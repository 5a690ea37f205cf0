import {
  emitGrowingUploads,
  growingUploadParams,
  planGrowingUploads,
} from "../../behaviour/growing-uploads.ts";
import type { TrafficModel } from "../../model.ts";

const params = growingUploadParams({
  ...{ screenOff: 1, from: 0, to: 24 },
  source: "chosen: a background job runs whenever the system lets it",
});

/**
 * Sends what it has sent before, and more of it from week to week, because a background backup does
 * not keep account of what is done.
 *
 * Its first days are smaller than an album, so no rule on a day's volume sees it; its last ones cost a
 * gigabyte each. Only what passes over cellular belongs to it. Its marks: the trend over weeks, and a
 * screen that is always off. The safeguard restrict-background moves it to Wi-Fi.
 */
export const creepingSync: TrafficModel<typeof params> = {
  name: "creeping-sync",
  version: 1,
  summary: "a background backup that sends more from week to week",
  role: "incident",
  twin: "growing-hobby",
  params,

  plan: planGrowingUploads,

  emit(context, options, sink) {
    sink.network = "cellular-only";
    emitGrowingUploads(context, options, sink);
  },

  cause() {
    return {
      trigger: "a release that forgets which photos it has sent",
      vector: "buggy-release",
      amplifier: "each week adds photos to what is sent again",
    };
  },
};
