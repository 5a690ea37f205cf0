import type { Param } from "../../../datasets/param.ts";
import { GB, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import { emitGuests } from "../../behaviour/guest-use.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  startFrom: {
    summary: "earliest start, hours after civil midnight",
    unit: "h",
    default: 9,
    min: 0,
    max: 23,
    source: "chosen: a journey by day",
  },
  startTo: {
    summary: "latest start, hours after civil midnight",
    unit: "h",
    default: 17,
    min: 0,
    max: 24,
    source: "chosen: a journey by day",
  },
  hoursMin: {
    summary: "shortest journey",
    unit: "h",
    default: 2,
    min: 0.1,
    max: 24,
    source: "chosen: a train between two cities",
  },
  hoursMax: {
    summary: "longest journey",
    unit: "h",
    default: 5,
    min: 0.1,
    max: 24,
    source: "chosen: a train between two cities",
  },
  bytesMin: {
    summary: "least bytes",
    unit: "bytes",
    default: 2 * GB,
    min: 1e6,
    max: 1e12,
    source: "chosen: three guests, a GB an hour at most each",
  },
  bytesMax: {
    summary: "most bytes",
    unit: "bytes",
    default: 8 * GB,
    min: 1e6,
    max: 1e12,
    source: "chosen: three guests, a GB an hour at most each",
  },
  hostsMin: {
    summary: "least remotes in a busy minute",
    unit: "count",
    default: 30,
    min: 4,
    max: 2000,
    source: "measured: a throw-away prototype, where fewer made peers alone solve the torrent",
  },
  hostsMax: {
    summary: "most remotes in a busy minute",
    unit: "count",
    default: 150,
    min: 4,
    max: 2000,
    source: "measured: a throw-away prototype, where fewer made peers alone solve the torrent",
  },
} as const satisfies Record<string, Param>;

type Notes = { readonly [K in "bytes" | "hosts"]: number };

const GUESTS = ["phone-a", "phone-b", "tablet"] as const;

/**
 * Shares the phone's hotspot with the family on a journey.
 *
 * Tethered, and as many remotes in a minute as a torrent, since every page opens dozens of hosts;
 * but on the web's own ports, from a mix of apps, and by day.
 */
export const familyHotspot: TrafficModel<typeof params> = {
  name: "family-hotspot",
  version: 2,
  summary: "three guests on the hotspot during a journey",
  role: "look-alike",
  twin: "bt-over-hotspot",
  cue: "high ports: remotes of a family are web servers, peers of a torrent are not",
  explanation: "The family watched and browsed over the owner's hotspot on a train.",
  params,

  plan({ dayStart, random }, options) {
    const hour = drawBetween(random, options.startFrom, options.startTo);
    const lasts = drawBetween(random, options.hoursMin, options.hoursMax);
    const start = dayStart + Math.floor(hour * HOUR);
    const bytes = drawBetween(random, options.bytesMin, options.bytesMax);
    const hosts = drawBetween(random, options.hostsMin, options.hostsMax);
    const notes = { bytes: Math.round(bytes), hosts };
    return [{ start, end: start + Math.max(MINUTE, Math.round(lasts * HOUR)), notes }];
  },

  emit(context, options, sink) {
    const { start: from, end: to, notes } = context.episode;
    const { bytes, hosts } = notes as Notes;
    const most = Math.max(options.hostsMin, options.hostsMax);
    const busy = Math.max(options.hostsMin, Math.min(most, hosts)) / GUESTS.length;
    emitGuests(context, { guests: GUESTS, from, to, bytes, hosts: busy }, sink);
  },
};
