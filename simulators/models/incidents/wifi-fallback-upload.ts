import { circumstanceParams } from "../../behaviour/circumstances.ts";
import { emitUploads, planUploads, uploadParams } from "../../behaviour/uploads.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 1, idle: 1, wifiDown: 1 },
    source: "cited: article B, a night on a Wi-Fi that fails",
  }),
  ...uploadParams({
    ...{ before: 1, runs: 1, several: 1 },
    source: "cited: article B, several apps that had begun on Wi-Fi",
  }),
} as const;

/**
 * Uploads photos and videos in the background over cellular when the Wi-Fi fails at night.
 *
 * The apps began on Wi-Fi and go on over the default route without asking. Only what passes over
 * cellular belongs to it. It comes in runs of minutes, upwards, from several apps, with the screen
 * off, and nothing else happens on the phone. With the safeguard
 * restrict-background they wait until the Wi-Fi is back.
 */
export const wifiFallbackUpload: TrafficModel<typeof params> = {
  name: "wifi-fallback-upload",
  version: 3,
  summary: "background uploads fall back to cellular while the Wi-Fi fails",
  role: "incident",
  twin: "photo-trip",
  params,
  spreads: true,

  eligible: ({ persona }) => persona.hasHomeWifi,

  plan: planUploads,

  emit(context, options, sink) {
    sink.network = "cellular-only";
    emitUploads(context, options, sink);
  },

  cause() {
    return {
      trigger: "an access point that loses its clients",
      vector: "wifi-loss",
      amplifier: "uploads that go on over any route",
    };
  },
};
