import { APP_BATCH_PARAMS, emitAppBatch, planAppBatch } from "../../behaviour/app-batch.ts";
import { circumstanceParams } from "../../behaviour/circumstances.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.5, idle: 0.3, wifiDown: 0.4 },
    source: "chosen: bought in town, set up there or at home",
  }),
  ...APP_BATCH_PARAMS,
} as const;

/**
 * Restores the apps of an old phone to a new one over cellular, on purpose.
 *
 * Package after package, as in an unasked batch, often with the screen off while the owner waits; but
 * seldom while everybody sleeps.
 */
export const newPhone: TrafficModel<typeof params> = {
  name: "new-phone",
  version: 1,
  summary: "a new phone fetches all its apps over cellular",
  role: "look-alike",
  twin: "app-auto-update",
  cue: "owner awake: other apps are in use meanwhile",
  explanation: "The owner set a new phone up and let it fetch the old one's apps.",
  params,
  spreads: true,

  plan: planAppBatch,

  emit(context, _, sink) {
    sink.network = "cellular-only";
    emitAppBatch(context, sink);
  },
};
