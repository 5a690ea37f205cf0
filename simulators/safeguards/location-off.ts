import type { Safeguard } from "../safeguard.ts";

/**
 * Has the owner turn the phone's location off, so an app that reports places has none to report: not
 * even over Wi-Fi does it send anything. Whoever wants to be led turns it on meanwhile, so a map on a
 * walk stays; so does every upload that tells no place.
 */
export const locationOff: Safeguard<Record<never, never>> = {
  name: "location-off",
  summary: "the phone tells apps in the background no place",
  by: "owner",
  claims: [{ kind: "roaming-map-upload", source: "article A: its case was cured by location off" }],
  params: {},
  apply({ settings }) {
    settings.location = false;
  },
};
