import type { Safeguard } from "../safeguard.ts";

/**
 * Keeps the phone on a Wi-Fi that carries nothing, instead of going over to cellular. It helps where
 * an access point is heard and does not answer; where it is gone, the phone has no Wi-Fi to stay on,
 * and goes over all the same. What it costs: nothing loads meanwhile, wanted or not.
 */
export const wifiAssistOff: Safeguard<Record<never, never>> = {
  name: "wifi-assist-off",
  summary: "the phone stays on a Wi-Fi that carries nothing",
  by: "owner",
  claims: [
    {
      kind: "wifi-fallback-upload",
      source: "San Francisco 2016: Wi-Fi Assist, 144 GB",
    },
    { kind: "app-auto-update", source: "chosen: as of anything that began on Wi-Fi" },
  ],
  params: {},
  apply({ settings }) {
    settings.wifiFallback = false;
  },
};
