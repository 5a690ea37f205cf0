import type { Safeguard } from "../safeguard.ts";

/**
 * Has the owner turn the hotspot off when going to bed, and on again in the morning. No guest moves
 * a byte meanwhile, wanted or not; the phone itself stays online.
 */
export const hotspotOffAtNight: Safeguard<Record<never, never>> = {
  name: "hotspot-off-at-night",
  summary: "the owner turns the hotspot off while asleep",
  by: "owner",
  claims: [{ kind: "bt-over-hotspot", source: "article C: turn off what is not needed" }],
  params: {},
  apply({ habits }) {
    habits.hotspotOffAtNight = true;
  },
};
