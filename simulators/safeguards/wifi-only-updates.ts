import type { Safeguard } from "../safeguard.ts";

/**
 * Lets apps and the system update over Wi-Fi alone. The updates still happen and still move their bytes, where
 * they cost nothing; a phone that never meets Wi-Fi never updates.
 */
export const wifiOnlyUpdates: Safeguard<Record<never, never>> = {
  name: "wifi-only-updates",
  summary: "apps and the system update over Wi-Fi only",
  by: "owner",
  claims: [
    { kind: "app-auto-update", source: "article A: update over Wi-Fi only" },
    { kind: "os-auto-update", source: "article A: the system as well as the apps" },
  ],
  params: {},
  apply({ settings }) {
    settings.updatesOverCellular = false;
  },
};
