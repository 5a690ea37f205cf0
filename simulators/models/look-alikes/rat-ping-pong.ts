import { circumstanceParams } from "../../behaviour/circumstances.ts";
import {
  emitRepeatedFetch,
  planRepeatedFetch,
  REPEATED_FETCH_PARAMS,
} from "../../behaviour/repeated-fetch.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.2, idle: 0, wifiDown: 0.3 },
    source: "chosen: mostly in front of what will not load",
  }),
  ...REPEATED_FETCH_PARAMS,
  reached: {
    ...REPEATED_FETCH_PARAMS.reached,
    default: 0.3,
    source: "chosen: it breaks off wherever the phone changes its cell",
  },
} as const;

/**
 * Loads the same episode again and again at the edge of a cell, because its owner wants it.
 *
 * The phone swings between two technologies and each swing breaks the download off. As many bytes as a
 * loop of retries, by the same protocol, attempt after attempt; but somebody waits for it, up and
 * mostly with the screen on. The technology that a row names is the life's own.
 */
export const ratPingPong: TrafficModel<typeof params> = {
  name: "rat-ping-pong",
  version: 1,
  summary: "wanted reloads while the network swings to and fro",
  role: "look-alike",
  twin: "retry-loop",
  cue: "foreground: its owner waits in front of it",
  explanation: "The owner tried to load an episode at the edge of a cell until it was through.",
  params,

  plan: (context, options) => planRepeatedFetch(context, options),

  emit(context, options, sink) {
    sink.network = "cellular-only";
    emitRepeatedFetch(context, options, sink);
  },
};
