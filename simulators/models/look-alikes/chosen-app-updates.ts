import { APP_BATCH_PARAMS, emitAppBatch, planAppBatch } from "../../behaviour/app-batch.ts";
import { circumstanceParams } from "../../behaviour/circumstances.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.15, idle: 0.1, wifiDown: 0.2 },
    source: "chosen: most wait in front of the store until it is done",
  }),
  ...APP_BATCH_PARAMS,
} as const;

/**
 * Updates many apps because the owner asked for it, over cellular, mostly with the store on screen.
 *
 * It moves what an unasked batch moves, package by package; only the screen, and an owner who is up,
 * tell them apart. So it fools every rule that counts the store's bytes.
 */
export const chosenAppUpdates: TrafficModel<typeof params> = {
  name: "chosen-app-updates",
  version: 3,
  summary: "the owner updates all apps over cellular on purpose",
  role: "look-alike",
  twin: "app-auto-update",
  cue: "foreground: the store is on screen while it loads",
  explanation: "The owner opened the store and asked for all updates over cellular.",
  params,
  spreads: true,

  plan: planAppBatch,

  emit(context, _, sink) {
    sink.network = "cellular-only";
    emitAppBatch(context, sink);
  },
};
