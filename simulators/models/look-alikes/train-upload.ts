import { circumstanceParams } from "../../behaviour/circumstances.ts";
import { emitUploads, planUploads, uploadParams } from "../../behaviour/uploads.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.4, idle: 0.15, wifiDown: 0.1 },
    source: "chosen: some work on, some doze",
  }),
  ...uploadParams({
    ...{ before: 0.1, runs: 0.9, several: 0.5 },
    source: "chosen: tunnels and cell borders every few minutes",
  }),
} as const;

/**
 * Sends photos and files from a train, through cells that come and go.
 *
 * It comes in runs of minutes, as uploads do that fall back from a Wi-Fi that fails; but its owner is
 * up, and there was no Wi-Fi just before.
 */
export const trainUpload: TrafficModel<typeof params> = {
  name: "train-upload",
  version: 1,
  summary: "uploads from a train through patchy cells",
  role: "look-alike",
  twin: "wifi-fallback-upload",
  cue: "owner awake: other apps are in use meanwhile",
  explanation: "The owner sent photos and files on a journey; the line let them through in runs.",
  params,
  spreads: true,

  plan: planUploads,

  emit(context, options, sink) {
    sink.network = "cellular-only";
    emitUploads(context, options, sink);
  },
};
