import { APP_BATCH_PARAMS, emitAppBatch, planAppBatch } from "../../behaviour/app-batch.ts";
import { circumstanceParams } from "../../behaviour/circumstances.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.8, idle: 0.5, wifiDown: 0.25 },
    source: "chosen: before bed as often as during the day",
  }),
  ...APP_BATCH_PARAMS,
} as const;

/**
 * Updates all apps because the owner asked for it, and then puts the phone away.
 *
 * The screen is off as with an unasked batch, and package follows package; but the Wi-Fi of the hour
 * is rarely missing, and its owner is often up.
 */
export const updatesPutAway: TrafficModel<typeof params> = {
  name: "updates-put-away",
  version: 1,
  summary: "the owner starts all updates over cellular and puts the phone away",
  role: "look-alike",
  twin: "app-auto-update",
  cue: "Wi-Fi missing: it is seldom that of the hour has just failed",
  explanation: "The owner asked for all updates and left the phone to it.",
  params,
  spreads: true,

  plan: planAppBatch,

  emit(context, _, sink) {
    sink.network = "cellular-only";
    emitAppBatch(context, sink);
  },
};
