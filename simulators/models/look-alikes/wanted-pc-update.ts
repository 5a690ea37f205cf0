import { emitPcChores, pcChoreParams, planPcHours } from "../../behaviour/pc-chores.ts";
import type { TrafficModel } from "../../model.ts";

const params = pcChoreParams({
  ...{ system: 1, drive: 0, launcher: 0 },
  ...{ startFrom: 8, startTo: 18, hoursMin: 1.5, hoursMax: 6 },
  source: "chosen: one image, some hours, at an hour that its owner chose",
});

/**
 * Updates the system of a PC or a console behind the hotspot, because its owner wants it done today.
 *
 * The same guest and protocol, and as many bytes as a PC that keeps house moves in a day; but it is one
 * thing: no drive, no launcher.
 */
export const wantedPcUpdate: TrafficModel<typeof params> = {
  name: "wanted-pc-update",
  version: 1,
  summary: "a wanted update of a PC or console over the hotspot",
  role: "look-alike",
  twin: "hotspot-pc-housekeeping",
  cue: "uses: the system alone, no drive and no launcher",
  explanation: "The owner had to update the machine that day and had no other line.",
  params,

  plan: (context, options) => [planPcHours(context, options)],

  emit(context, options, sink) {
    emitPcChores(context, options, sink, "other-pc");
  },
};
