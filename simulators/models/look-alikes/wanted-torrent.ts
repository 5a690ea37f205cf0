import type { Param } from "../../../datasets/param.ts";
import { DAY } from "../../../datasets/sizes.ts";
import { startAwake } from "../../behaviour/awake.ts";
import { eachLoad, hotspotLoadParams, planHotspotLoad } from "../../behaviour/hotspot-load.ts";
import { drawSwarm, openTorrent, type Swarm, TORRENT_PARAMS } from "../../behaviour/torrent.ts";
import type { TrafficModel } from "../../model.ts";
import { bittorrent } from "../../protocols/bittorrent.ts";

const params = {
  ...hotspotLoadParams({
    ...{ night: 0, long: 1 },
    source: "chosen: started after breakfast, over by the evening",
  }),
  times: {
    summary: "days in a row on which it runs",
    unit: "days",
    default: 1,
    min: 1,
    max: 14,
    source: "chosen: a season of a series in one day",
  },
  ...TORRENT_PARAMS,
} as const satisfies Record<string, Param>;

/**
 * Lets the owner's PC fetch torrents over the phone's hotspot, on purpose.
 *
 * The same swarm, guest and bytes as an unknown torrent: nothing in a packet, a port or a remote
 * tells the two apart. But it runs by day, while the owner is up and the PC in use, and is over
 * in the evening; or, where a scenario says so, on several days, so that it is nothing new. A rule
 * that looks for BitTorrent alone alarms at both.
 */
export const wantedTorrent: TrafficModel<typeof params> = {
  name: "wanted-torrent",
  version: 2,
  summary: "the owner's own torrents over the hotspot, through the day",
  role: "look-alike",
  twin: "bt-over-hotspot",
  cue: "night share: it runs by day, while its owner is up",
  explanation: "The owner has no line at home and fetched a season of a series over the phone.",
  params,
  spreads: true,

  plan(context, options) {
    const { episode, isLate } = planHotspotLoad(context, options);
    const notes = { ...episode.notes, ...drawSwarm(context.random, options) };
    const load = isLate ? episode : startAwake(context.life, episode, bittorrent);
    const last = (Math.round(options.times) - 1) * DAY;
    return [{ ...load, end: load.end + last, notes: { ...notes, lasts: load.end - load.start } }];
  },

  emit(context, options, sink) {
    const { episode } = context;
    const { lasts, ...swarm } = episode.notes as Swarm & { readonly lasts: number };
    const move = openTorrent(context, swarm, sink);
    for (let start = episode.start; start < episode.end; start += DAY) {
      const load = { ...episode, start, end: start + lasts };
      eachLoad({ ...context, episode: load }, options, move);
    }
  },
};
