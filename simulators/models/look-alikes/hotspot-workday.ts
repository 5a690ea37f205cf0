import type { Param } from "../../../datasets/param.ts";
import { emitGuests } from "../../behaviour/guest-use.ts";
import { pcHourParams, planPcHours } from "../../behaviour/pc-chores.ts";
import { wholeBetween } from "../../behaviour/whole-between.ts";
import type { TrafficModel } from "../../model.ts";

const hosts = {
  unit: "count",
  min: 1,
  max: 1000,
  source: "chosen: tabs, feeds and a meeting beside each other",
} as const;

const params = {
  ...pcHourParams({
    ...{ startFrom: 8, startTo: 11, hoursMin: 5, hoursMax: 9 },
    source: "chosen: a work day, as that of a PC that keeps house",
  }),
  hostsMin: { ...hosts, summary: "least remotes of a busy minute", default: 5 },
  hostsMax: { ...hosts, summary: "most remotes of a busy minute", default: 20 },
} as const satisfies Record<string, Param>;

/**
 * Works a day on a PC over the hotspot, because there is no other line.
 *
 * The same guest, hours and bytes as a PC that keeps house, updates and a drive among them; but pages,
 * films and meetings are most of it.
 */
export const hotspotWorkday: TrafficModel<typeof params> = {
  name: "hotspot-workday",
  version: 1,
  summary: "a day's work on a PC over the hotspot",
  role: "look-alike",
  twin: "hotspot-pc-housekeeping",
  cue: "uses: pages, films and meetings beside what a PC does by itself",
  explanation: "The owner worked in the country for a day, over the phone's hotspot.",
  params,

  plan(context, options) {
    const planned = planPcHours(context, options);
    const hosts = wholeBetween(context.random, options.hostsMin, options.hostsMax);
    return [{ ...planned, notes: { ...planned.notes, hosts } }];
  },

  emit(context, _, sink) {
    const { start: from, end: to, notes } = context.episode;
    const { bytes, hosts } = notes as { readonly bytes: number; readonly hosts: number };
    emitGuests(context, { guests: ["pc"], from, to, bytes, hosts }, sink);
  },
};
