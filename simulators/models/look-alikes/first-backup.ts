import { circumstanceParams } from "../../behaviour/circumstances.ts";
import { emitUploads, planUploads, uploadParams } from "../../behaviour/uploads.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.95, idle: 0.8, wifiDown: 0.15 },
    source: "chosen: backups run while the phone charges",
  }),
  ...uploadParams({
    ...{ before: 0.2, runs: 0.1, several: 0 },
    source: "chosen: one app, one queue",
  }),
} as const;

/**
 * Backs a phone up for the first time, over cellular, because the owner allowed it to.
 *
 * By night, with the screen off, as many bytes upwards; but one app does it, in one go.
 */
export const firstBackup: TrafficModel<typeof params> = {
  name: "first-backup",
  version: 1,
  summary: "a first backup over cellular, allowed by its owner",
  role: "look-alike",
  twin: "wifi-fallback-upload",
  cue: "apps: one app sends all of it",
  explanation: "The owner switched backup on, allowed cellular for it and let it run.",
  params,
  spreads: true,

  plan: planUploads,

  emit(context, options, sink) {
    sink.network = "cellular-only";
    emitUploads(context, options, sink);
  },
};
