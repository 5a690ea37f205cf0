import type { Params } from "../../datasets/param.ts";
import type { Safeguard } from "../safeguard.ts";

const params = {
  hour: {
    summary: "hour of the day from which on apps and the system update by themselves",
    unit: "h",
    default: 3,
    min: 0,
    max: 23,
    source: "chosen: an hour at which people are at home",
  },
} as const satisfies Params;

/**
 * Lets apps and the system update by themselves in some hours of the night only. The network is that
 * of the hour: where Wi-Fi is there by then it takes them, and where none is they go over cellular as
 * before.
 */
export const scheduleUpdates: Safeguard<typeof params> = {
  name: "schedule-updates",
  summary: "apps and the system update by themselves at a set hour only",
  by: "owner",
  claims: [
    { kind: "app-auto-update", source: "chosen: said of updates in general" },
    { kind: "os-auto-update", source: "chosen: said of updates in general" },
  ],
  params,
  apply({ settings }, { hour }) {
    settings.updateHour ??= Math.floor(hour);
  },
};
