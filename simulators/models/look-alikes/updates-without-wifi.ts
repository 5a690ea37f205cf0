import { APP_BATCH_PARAMS, emitAppBatch, planAppBatch } from "../../behaviour/app-batch.ts";
import { circumstanceParams } from "../../behaviour/circumstances.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.95, idle: 0.9, wifiDown: 0 },
    source: "chosen: as an unasked batch",
  }),
  ...APP_BATCH_PARAMS,
} as const;

/**
 * Updates apps by themselves on a line whose owner has no Wi-Fi and wants it so.
 *
 * All that an unasked batch shows, but for one thing: at that hour this phone is never on Wi-Fi, so
 * none is missing. The safeguards manual-updates and wifi-only-updates take it
 * away, wanted though it is.
 */
export const updatesWithoutWifi: TrafficModel<typeof params> = {
  name: "updates-without-wifi",
  version: 1,
  summary: "wanted automatic updates of a line without Wi-Fi",
  role: "look-alike",
  twin: "app-auto-update",
  cue: "Wi-Fi missing: this line has none at that hour on any day",
  explanation: "The owner has no Wi-Fi at home and let the store update over cellular.",
  params,
  spreads: true,

  eligible: ({ persona }) => persona.updatesOverCellular && !persona.hasHomeWifi,

  plan: planAppBatch,

  emit(context, _, sink) {
    const { automaticUpdates, updatesOverCellular } = context.life.settings;
    if (!automaticUpdates) return;
    sink.network = updatesOverCellular ? "cellular-only" : "wifi-only";
    sink.timed = 1;
    emitAppBatch(context, sink);
  },
};
