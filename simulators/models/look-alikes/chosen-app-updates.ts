import type { Param } from "../../../datasets/param.ts";
import { HOUR } from "../../../datasets/sizes.ts";
import { APP_BATCH_PARAMS, emitAppBatch, planAppBatch } from "../../behaviour/app-batch.ts";
import { startAwake } from "../../behaviour/awake.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import type { TrafficModel } from "../../model.ts";
import { appStoreUpdate } from "../../protocols/app-store-update.ts";

const params = {
  startFrom: {
    summary: "earliest start, hours after civil midnight",
    unit: "h",
    default: 19,
    min: 0,
    max: 23,
    source: "chosen: an evening at home",
  },
  startTo: {
    summary: "latest start, hours after civil midnight",
    unit: "h",
    default: 21.5,
    min: 0,
    max: 24,
    source: "chosen: an evening at home",
  },
  ...APP_BATCH_PARAMS,
} as const satisfies Record<string, Param>;

/**
 * Updates many apps because the owner asked for it, over cellular, with the store on screen.
 *
 * It moves what an unasked batch moves; only the screen, and the hour, tell them apart. So it
 * fools every rule that counts the store's bytes.
 */
export const chosenAppUpdates: TrafficModel<typeof params> = {
  name: "chosen-app-updates",
  version: 2,
  summary: "the owner updates all apps over cellular on purpose",
  role: "look-alike",
  twin: "app-auto-update",
  cue: "foreground: the store is on screen while it loads",
  explanation: "The owner opened the store and asked for all updates over cellular.",
  params,

  plan(context, options) {
    const { random, dayStart, life } = context;
    const hour = drawBetween(random, options.startFrom, options.startTo);
    const wished = planAppBatch(context, options, dayStart + Math.floor(hour * HOUR));
    return [startAwake(life, wished, appStoreUpdate)];
  },

  emit(context, _, sink) {
    sink.foreground = 1;
    sink.network = "cellular-only";
    emitAppBatch(context, sink);
  },
};
