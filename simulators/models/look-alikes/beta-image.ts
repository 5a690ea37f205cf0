import { circumstanceParams } from "../../behaviour/circumstances.ts";
import {
  emitSystemImage,
  planSystemImage,
  SYSTEM_IMAGE_PARAMS,
} from "../../behaviour/system-image.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.85, idle: 0.1, wifiDown: 0.15 },
    source: "chosen: fetched the hour that it is out, with the phone put away",
  }),
  ...SYSTEM_IMAGE_PARAMS,
} as const;

/**
 * Fetches the beta of a new system over cellular the hour that it is out, and puts the phone away.
 *
 * The screen is off, as with an image that nobody asked for; but its owner is up, and the Wi-Fi of
 * the hour has seldom failed.
 */
export const betaImage: TrafficModel<typeof params> = {
  name: "beta-image",
  version: 1,
  summary: "the beta of a new system, fetched over cellular at once",
  role: "look-alike",
  twin: "os-auto-update",
  cue: "owner awake: other apps are in use meanwhile",
  explanation: "The owner tries new systems and did not wait for Wi-Fi.",
  params,

  plan: planSystemImage,

  emit(context, _, sink) {
    emitSystemImage(context, true, sink);
  },
};
