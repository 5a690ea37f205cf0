import { circumstanceParams } from "../../behaviour/circumstances.ts";
import { emitUploads, planUploads, uploadParams } from "../../behaviour/uploads.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.4, idle: 0.2, wifiDown: 0.95 },
    source: "chosen: an evening without the line",
  }),
  ...uploadParams({
    ...{ before: 0.8, runs: 0.5, several: 0.8 },
    source: "chosen: what had begun goes on",
  }),
} as const;

/**
 * Sends on over cellular while the Wi-Fi at home is down, and the owner knows it.
 *
 * The Wi-Fi that was there a minute ago, the apps that had begun on it, several of them; but the
 * owner is up, with the phone in hand, and lets them.
 */
export const knownOutage: TrafficModel<typeof params> = {
  name: "known-outage",
  version: 1,
  summary: "uploads go on during an outage that the owner knows of",
  role: "look-alike",
  twin: "wifi-fallback-upload",
  cue: "owner awake: other apps are in use meanwhile",
  explanation: "The owner saw that the line at home was down and went on over cellular.",
  params,
  spreads: true,

  plan: planUploads,

  emit(context, options, sink) {
    sink.network = "cellular-only";
    emitUploads(context, options, sink);
  },
};
