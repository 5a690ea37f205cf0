import type { Params } from "../../datasets/param.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { chance } from "../chance/samplers.ts";
import type { Safeguard } from "../safeguard.ts";

const params = {
  share: {
    summary: "share of apps that the owner restricts, drawn for each app",
    unit: "share",
    default: 1,
    min: 0,
    max: 1,
    source: "cited: article A, close what runs in the background; one switch does it for all apps",
  },
} as const satisfies Params;

/**
 * Forbids cellular data to apps that are not on screen: they wait for Wi-Fi, and pushed messages still
 * come. It stops what the phone's own apps do unseen; it does not stop the guest of a hotspot, whose
 * bytes belong to no app of the phone, nor anything that happens on a stolen account. What it costs:
 * a wanted backup or download that was put away waits as well, and feeds load when they are opened.
 */
export const restrictBackground: Safeguard<typeof params> = {
  name: "restrict-background",
  summary: "apps that are not on screen get no cellular data",
  by: "owner",
  claims: [
    { kind: "wifi-fallback-upload", source: "article B: ban background data that nobody needs" },
    { kind: "app-auto-update", source: "article A: close apps that run in the background" },
    { kind: "runaway-sync", source: "article A: close apps that run in the background" },
    { kind: "bt-over-hotspot", source: "Wuhan 2015: background apps were off that night" },
  ],
  params,
  apply({ settings }, { share }, random) {
    for (let app = 0; app < APPS.length; app++) {
      if (chance(random, share)) settings.unseenWifiOnly |= 1 << app;
    }
  },
};
