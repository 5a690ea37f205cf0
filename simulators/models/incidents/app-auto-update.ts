import type { Param } from "../../../datasets/param.ts";
import { HOUR } from "../../../datasets/sizes.ts";
import { APP_BATCH_PARAMS, emitAppBatch, planAppBatch } from "../../behaviour/app-batch.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  startFrom: {
    summary: "earliest start, hours after civil midnight",
    unit: "h",
    default: 0,
    min: 0,
    max: 23,
    source: "cited: stores update at night while the phone charges",
  },
  startTo: {
    summary: "latest start, hours after civil midnight",
    unit: "h",
    default: 5,
    min: 0,
    max: 24,
    source: "cited: stores update at night while the phone charges",
  },
  ...APP_BATCH_PARAMS,
} as const satisfies Record<string, Param>;

/**
 * Updates many apps by themselves, over cellular, while the owner sleeps.
 *
 * The owner left the store's default on and the phone's Wi-Fi off. With the safeguard
 * wifi-only-updates the same batch waits for Wi-Fi: the bytes stay, the bill does not. Nobody
 * looks at the screen meanwhile, and that alone sets it apart from updates that the owner chose.
 */
export const appAutoUpdate: TrafficModel<typeof params> = {
  name: "app-auto-update",
  version: 2,
  summary: "apps update by themselves over cellular at night",
  role: "incident",
  twin: "chosen-app-updates",
  params,

  eligible: ({ persona }) => persona.updatesOverCellular,

  plan(context, options) {
    const { random, dayStart } = context;
    const hour = drawBetween(random, options.startFrom, options.startTo);
    return [planAppBatch(context, options, dayStart + Math.floor(hour * HOUR))];
  },

  emit(context, _, sink) {
    sink.foreground = 0;
    sink.network = context.life.settings.updatesOverCellular ? "cellular-only" : "wifi-only";
    emitAppBatch(context, sink);
  },

  cause() {
    return {
      trigger: "the store's nightly check for updates",
      vector: "setting-left-on",
      amplifier: "many apps in one night",
    };
  },
};
