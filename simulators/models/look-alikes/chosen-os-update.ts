import { circumstanceParams } from "../../behaviour/circumstances.ts";
import {
  emitSystemImage,
  planSystemImage,
  SYSTEM_IMAGE_PARAMS,
} from "../../behaviour/system-image.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.25, idle: 0.2, wifiDown: 0.2 },
    source: "chosen: most watch the bar, some start it and go to bed",
  }),
  ...SYSTEM_IMAGE_PARAMS,
} as const;

/**
 * Downloads a new system because the owner pressed the button that says "use cellular".
 *
 * The same image by the same flow; a bar on screen tells how far it is. Some press it and go to bed,
 * which makes it what its twin is, but for the Wi-Fi that has not failed.
 */
export const chosenOsUpdate: TrafficModel<typeof params> = {
  name: "chosen-os-update",
  version: 1,
  summary: "the owner fetches a new system over cellular on purpose",
  role: "look-alike",
  twin: "os-auto-update",
  cue: "foreground: the bar of its progress is on screen",
  explanation: "The owner was asked whether the update may use cellular, and said yes.",
  params,

  plan: planSystemImage,

  emit(context, _, sink) {
    emitSystemImage(context, true, sink);
  },
};
