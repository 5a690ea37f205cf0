import { appBits } from "../network/route.ts";
import type { Safeguard } from "../safeguard.ts";

/** Apps that move most of what people move (cited: Sandvine 2021, by category; chosen: loads and games beside them). */
const LARGE = /* @__PURE__ */ appBits(["video", "store", "cloud", "game", "download", "map"]);

/**
 * Takes cellular data from the apps that move most, seen or unseen: video, store, cloud, games,
 * downloads and maps. Unseen ones wait for Wi-Fi, and what its owner would watch or play on the way is lost:
 * that is its price. Uploads of other apps and guests behind the hotspot go on.
 */
export const appWifiOnly: Safeguard<Record<never, never>> = {
  name: "app-wifi-only",
  summary: "video, store, cloud, games, downloads and maps get no cellular data",
  by: "owner",
  claims: [
    {
      kind: "roaming-map-upload",
      source: "article A: its case was cured by location off and Wi-Fi only",
    },
    { kind: "app-auto-update", source: "article A: updates over Wi-Fi only" },
    { kind: "user-mistake", source: "article B: a heavy app that was left open" },
  ],
  params: {},
  apply({ settings }) {
    settings.wifiOnly |= LARGE;
  },
};
