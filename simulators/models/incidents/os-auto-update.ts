import { circumstanceParams } from "../../behaviour/circumstances.ts";
import {
  emitSystemImage,
  planSystemImage,
  SYSTEM_IMAGE_PARAMS,
} from "../../behaviour/system-image.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 1, idle: 1, wifiDown: 1 },
    source: "chosen: systems load images at night, on a charger, on the Wi-Fi that was there",
  }),
  ...SYSTEM_IMAGE_PARAMS,
} as const;

/**
 * Downloads an image of the phone's system by itself, over cellular, while the owner sleeps and the
 * Wi-Fi is down.
 *
 * One flow of gigabytes from the maker's servers, which drops and goes on. The owner once let updates
 * use any network and never thought of a whole system. With the safeguard wifi-only-updates the image
 * waits for Wi-Fi, and with restrict-background too, since nothing of it is on screen: the bytes stay,
 * the bill does not. With manual-updates nobody asks for it, so it does not come. The system's own app moves it, so a rule on the store's bytes is blind to it.
 */
export const osAutoUpdate: TrafficModel<typeof params> = {
  name: "os-auto-update",
  version: 1,
  summary: "the phone fetches a new system by itself over cellular at night",
  role: "incident",
  twin: "chosen-os-update",
  params,

  eligible: ({ persona }) => persona.updatesOverCellular && persona.hasHomeWifi,

  plan: planSystemImage,

  emit(context, _, sink) {
    const { automaticUpdates, updatesOverCellular } = context.life.settings;
    if (!automaticUpdates) return;
    sink.timed = 1;
    emitSystemImage(context, updatesOverCellular, sink);
  },

  cause() {
    return {
      trigger: "a release of the system, offered to every phone at once",
      vector: "setting-left-on",
      amplifier: "a whole image in one night",
    };
  },
};
