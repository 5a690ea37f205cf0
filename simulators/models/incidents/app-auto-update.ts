import { APP_BATCH_PARAMS, emitAppBatch, planAppBatch } from "../../behaviour/app-batch.ts";
import { circumstanceParams } from "../../behaviour/circumstances.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 1, idle: 1, wifiDown: 1 },
    source:
      "cited: stores update at night while the phone charges; chosen: it was on Wi-Fi until then",
  }),
  ...APP_BATCH_PARAMS,
} as const;

/**
 * Updates many apps by themselves, over cellular, while the owner sleeps and the Wi-Fi is down.
 *
 * The owner left it to the store to update over any network. With the safeguard wifi-only-updates
 * the same batch waits for Wi-Fi: the bytes stay, the bill does not; with manual-updates there is no
 * batch. Four things come together:
 * several packages in a row, a screen that is off, an owner who does nothing else, and a Wi-Fi that
 * is usual at that hour and gone. Each look-alike shares some of them.
 */
export const appAutoUpdate: TrafficModel<typeof params> = {
  name: "app-auto-update",
  version: 3,
  summary: "apps update by themselves over cellular at night",
  role: "incident",
  twin: "chosen-app-updates",
  params,
  spreads: true,

  eligible: ({ persona }) => persona.updatesOverCellular && persona.hasHomeWifi,

  plan: planAppBatch,

  emit(context, _, sink) {
    const { automaticUpdates, updatesOverCellular } = context.life.settings;
    if (!automaticUpdates) return;
    sink.network = updatesOverCellular ? "cellular-only" : "wifi-only";
    sink.timed = 1;
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
