import type { Safeguard } from "../safeguard.ts";

/**
 * Has the owner turn mobile data on to use it and off again afterwards. Nothing unseen goes over
 * cellular, and nothing at all while its owner sleeps, a hotspot's guests included; who watches is
 * not held up. What it costs: messages come late, by hours at night.
 */
export const mobileDataOffByDefault: Safeguard<Record<never, never>> = {
  name: "mobile-data-off-by-default",
  summary: "mobile data is on only while its owner uses it",
  by: "owner",
  claims: [
    { kind: "wifi-fallback-upload", source: "article C: turn mobile data off when not needed" },
    { kind: "bt-over-hotspot", source: "chosen: as of any night without use" },
    { kind: "app-auto-update", source: "chosen: as of any night without use" },
  ],
  params: {},
  apply({ habits }) {
    habits.dataOffUnused = true;
  },
};
