import type { Safeguard } from "../safeguard.ts";

/**
 * Forbids cellular data to apps that are not on screen. It stops what the phone's own apps do
 * unseen; it does not stop the guest of a hotspot, whose bytes belong to no app of the phone, nor
 * anything that happens on a stolen account.
 */
export const restrictBackground: Safeguard = {
  name: "restrict-background",
  summary: "apps that are not on screen get no cellular data",
  by: "owner",
  apply(settings) {
    settings.backgroundData = false;
  },
};
