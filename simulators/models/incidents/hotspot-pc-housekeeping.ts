import { emitPcChores, pcChoreParams, planPcHours } from "../../behaviour/pc-chores.ts";
import type { TrafficModel } from "../../model.ts";

const params = pcChoreParams({
  ...{ system: 0.45, drive: 0.2, launcher: 0.35 },
  ...{ startFrom: 8, startTo: 11, hoursMin: 5, hoursMax: 9 },
  source:
    "cited: reports of Windows on a hotspot, updates, a cloud drive and launchers in one work day",
});

/**
 * Keeps house on a PC that its owner put behind the hotspot for a day of mail: the system updates
 * itself, the drive syncs, launchers patch their games.
 *
 * The PC takes the hotspot for a Wi-Fi that costs nothing. Nine tenths come down, from a few servers, by
 * day, while its owner works; no page or film is among it. No setting of the phone stops a guest; only
 * the hotspot itself does.
 */
export const hotspotPcHousekeeping: TrafficModel<typeof params> = {
  name: "hotspot-pc-housekeeping",
  version: 1,
  summary: "a PC behind the hotspot updates, syncs and patches by itself",
  role: "incident",
  twin: "hotspot-workday",
  params,

  plan: (context, options) => [planPcHours(context, options)],

  emit(context, options, sink) {
    emitPcChores(context, options, sink, "pc");
  },

  cause() {
    return {
      trigger: "a PC that takes the hotspot for a Wi-Fi without a meter",
      vector: "guest-on-hotspot",
      amplifier: "a system, a drive and launchers that have waited for a network",
    };
  },
};
