import {
  APP_OF_THREE_PARAMS,
  emitOneOf,
  planOneOf,
  type Three,
  useOf,
} from "../../behaviour/app-of-three.ts";
import type { TrafficModel } from "../../model.ts";
import { cryptoNode } from "./crypto-node.ts";
import { dashCamUpload } from "./dash-cam-upload.ts";
import { rewardVideo } from "./reward-video.ts";

/** Most builds are watched; a few are left to run (chosen). */
const WATCHED = { screenOff: 0.1, idle: 0.05 };

const THREE: Three = [
  /* @__PURE__ */ useOf(dashCamUpload, WATCHED),
  /* @__PURE__ */ useOf(rewardVideo, WATCHED),
  /* @__PURE__ */ useOf(cryptoNode, WATCHED),
];

/**
 * Tries a build of one's own app on the phone, over cellular: it uploads, plays video or relays.
 *
 * It comes from no store, asks its server every few minutes, sends as much as it receives: all that an
 * app does that nobody checked. But whoever builds it looks at it.
 */
export const ownBuild: TrafficModel<typeof APP_OF_THREE_PARAMS> = {
  name: "own-build",
  version: 1,
  summary: "a developer tries a build of an app over cellular",
  role: "look-alike",
  twin: "unknown-source-app",
  cue: "foreground: whoever builds it looks at it",
  explanation: "The owner writes apps and tried one on the phone.",
  params: APP_OF_THREE_PARAMS,

  eligible: ({ persona }) => !persona.hasHomeWifi,

  plan(context, options) {
    return planOneOf(context, options, THREE);
  },

  emit(context, _, sink) {
    emitOneOf(context, THREE, sink);
  },
};
