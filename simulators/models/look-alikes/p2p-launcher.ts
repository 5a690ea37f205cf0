import { eachLoad, hotspotLoadParams, planHotspotLoad } from "../../behaviour/hotspot-load.ts";
import { drawSwarm, openTorrent, type Swarm, TORRENT_PARAMS } from "../../behaviour/torrent.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...hotspotLoadParams({
    ...{ night: 0.5, long: 0.3 },
    source: "chosen: started in the evening as often as by day, and mostly a patch",
  }),
  ...TORRENT_PARAMS,
  upRatio: {
    ...TORRENT_PARAMS.upRatio,
    default: 0.06,
    source: "chosen: launchers give little back, as their settings let them",
  },
} as const;

/**
 * Loads a game to a PC behind the hotspot with a launcher whose players send it to each other.
 *
 * A swarm on high ports, as of any torrent, and the same kind of guest; but little goes back up, and
 * it is over in an hour or two more often than not.
 */
export const p2pLauncher: TrafficModel<typeof params> = {
  name: "p2p-launcher",
  version: 1,
  summary: "a wanted game over the hotspot, from a swarm of players",
  role: "look-alike",
  twin: "bt-over-hotspot",
  cue: "length: it is over in an hour or two more often than not",
  explanation: "The owner loaded a game with its launcher, which fetches it from other players.",
  params,
  spreads: true,

  plan(context, options) {
    const { episode } = planHotspotLoad(context, options);
    return [{ ...episode, notes: { ...episode.notes, ...drawSwarm(context.random, options) } }];
  },

  emit(context, options, sink) {
    eachLoad(context, options, openTorrent(context, context.episode.notes as Swarm, sink));
  },
};
