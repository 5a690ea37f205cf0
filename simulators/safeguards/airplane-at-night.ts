import type { Safeguard } from "../safeguard.ts";

/**
 * Has the owner turn the cellular network off when going to bed, and on again in the morning; the
 * phone's Wi-Fi stays. Nothing is billed meanwhile, of the phone or of a guest. What runs unseen asks
 * again in the morning, over whatever network the phone then is on: on a line without Wi-Fi its bytes
 * come later and cost the same, wanted messages among them. So does what strangers relay, who would
 * have gone elsewhere. What a guest loads or a screen shows is lost, wanted or not. It does nothing
 * about the day, nor about an account that somebody else uses.
 */
export const airplaneAtNight: Safeguard<Record<never, never>> = {
  name: "airplane-at-night",
  summary: "the owner turns cellular off while asleep",
  by: "owner",
  claims: [
    { kind: "app-auto-update", source: "article A: airplane mode" },
    { kind: "os-auto-update", source: "article A: airplane mode" },
    { kind: "runaway-sync", source: "article A: airplane mode" },
    { kind: "wifi-fallback-upload", source: "article C: mobile data off when not needed" },
    { kind: "bt-over-hotspot", source: "article C: turn off what is not needed" },
  ],
  params: {},
  apply({ habits }) {
    habits.airplaneAtNight = true;
  },
};
