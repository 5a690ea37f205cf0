import type { Safeguard } from "../safeguard.ts";

/**
 * Lets apps and the system update only when their owner asks. What would have come by itself does not:
 * no batch and no image at night, over no network. What the store would have brought app by app the
 * owner asks for at home, awake, so those bytes stay and cost nothing; a phone that never meets Wi-Fi
 * goes without. It does not stop an owner who asks over cellular, nor a release that is broken, and
 * who wanted updates to come by themselves has lost them.
 */
export const manualUpdates: Safeguard<Record<never, never>> = {
  name: "manual-updates",
  summary: "apps and the system update only when asked",
  by: "owner",
  claims: [
    { kind: "app-auto-update", source: "article A: turn automatic updates off" },
    { kind: "os-auto-update", source: "article A: automatic updates of the system as well" },
  ],
  params: {},
  apply({ settings }) {
    settings.automaticUpdates = false;
  },
};
