import type { Safeguard } from "../safeguard.ts";

/**
 * Forbids cellular data to apps that are not on screen. It stops what the phone's own apps do
 * unseen; it does not stop the guest of a hotspot, whose bytes belong to no app of the phone, nor
 * anything that happens on a stolen account.
 */
export const restrictBackground: Safeguard<Record<never, never>> = {
  name: "restrict-background",
  summary: "apps that are not on screen get no cellular data",
  by: "owner",
  claims: [
    { kind: "wifi-fallback-upload", source: "article B: ban background data that nobody needs" },
    { kind: "app-auto-update", source: "article A: close apps that run in the background" },
    { kind: "runaway-sync", source: "article A: close apps that run in the background" },
    { kind: "bt-over-hotspot", source: "Wuhan 2015: background apps were off that night" },
  ],
  params: {},
  apply({ settings }) {
    settings.backgroundData = false;
  },
};
