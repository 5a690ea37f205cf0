import {
  APP_OF_THREE_PARAMS,
  emitOneOf,
  planOneOf,
  type Three,
  useOf,
} from "../../behaviour/app-of-three.ts";
import type { TrafficModel } from "../../model.ts";
import { cryptoNode } from "./crypto-node.ts";
import { screenOffPlaylist } from "./screen-off-playlist.ts";
import { voiceMemoUpload } from "./voice-memo-upload.ts";

const THREE: Three = [
  /* @__PURE__ */ useOf(voiceMemoUpload, { beats: 0 }),
  /* @__PURE__ */ useOf(screenOffPlaylist, { sitting: 1 }),
  /* @__PURE__ */ useOf(cryptoNode),
];

/**
 * Does what its owner installed it for, though it comes from another store: a recorder, a player or a
 * node.
 *
 * Mostly unseen and by night, as many bytes in a night and by the same protocols as apps that nobody
 * checked; but it is through in some hours. The safeguard official-store-only takes it away,
 * wanted though it is.
 */
export const otherStoreApp: TrafficModel<typeof APP_OF_THREE_PARAMS> = {
  name: "other-store-app",
  version: 1,
  summary: "a wanted app from another store records, plays or runs a node",
  role: "look-alike",
  twin: "unknown-source-app",
  cue: "length: it is through in some hours",
  explanation: "The owner prefers another store, and the app did what it is for.",
  params: APP_OF_THREE_PARAMS,

  eligible: ({ persona }) => !persona.hasHomeWifi,

  plan(context, options) {
    return planOneOf(context, options, THREE);
  },

  emit(context, _, sink) {
    if (context.life.settings.otherStores) emitOneOf(context, THREE, sink);
  },
};
