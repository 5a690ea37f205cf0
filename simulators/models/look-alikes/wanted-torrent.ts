import type { Param } from "../../../datasets/param.ts";
import { GB, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { startAwake } from "../../behaviour/awake.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import { eachStretch, STRETCH_SIGMA } from "../../behaviour/each-stretch.ts";
import { drawSwarm, openTorrent, type Swarm, TORRENT_PARAMS } from "../../behaviour/torrent.ts";
import { lognormal } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import { cellularDownIn } from "../../network/cellular-link.ts";
import { bittorrent } from "../../protocols/bittorrent.ts";

const params = {
  startFrom: {
    summary: "earliest start, hours after civil midnight",
    unit: "h",
    default: 9,
    min: 0,
    max: 24,
    source: "chosen: a free morning",
  },
  startTo: {
    summary: "latest start, hours after civil midnight",
    unit: "h",
    default: 12,
    min: 0,
    max: 24,
    source: "chosen: so that it is through by the evening",
  },
  bytesMin: {
    summary: "least bytes, both directions added",
    unit: "bytes",
    default: 20 * GB,
    min: 1e6,
    max: 1e12,
    source: "chosen: as a torrent night, of which a season of a series is a smaller one",
  },
  bytesMax: {
    summary: "most bytes, both directions added",
    unit: "bytes",
    default: 85 * GB,
    min: 1e6,
    max: 1e12,
    source: "chosen: as a torrent night",
  },
  hoursMin: {
    summary: "shortest, where the link allows it",
    unit: "h",
    default: 5,
    min: 0.1,
    max: 24,
    source: "chosen: as a torrent night",
  },
  hoursMax: {
    summary: "longest",
    unit: "h",
    default: 10,
    min: 0.1,
    max: 24,
    source: "chosen: the PC is shut down in the evening, through or not",
  },
  jitterSigma: {
    summary: "ln-sigma of a factor on each stretch of some seconds",
    unit: "ln",
    default: 0.15,
    min: 0,
    max: 1,
    source: "chosen: as a torrent night",
  },
  ...TORRENT_PARAMS,
} as const satisfies Record<string, Param>;

type Notes = Swarm & { readonly rate: number };

/** Share of the link that a torrent fills. */
const FILL = 0.98;

/**
 * Lets the owner's PC fetch torrents over the phone's hotspot through the day, on purpose.
 *
 * The same swarm, guest and bytes as an unknown torrent: nothing in a packet, a port or a remote
 * tells the two apart. But it runs by day, while the owner is up and the PC in use, and is over
 * in the evening. A rule that looks for BitTorrent alone alarms at both.
 */
export const wantedTorrent: TrafficModel<typeof params> = {
  name: "wanted-torrent",
  version: 1,
  summary: "the owner's own torrents over the hotspot, through the day",
  role: "look-alike",
  twin: "bt-over-hotspot",
  cue: "night share: it runs by day, while its owner is up",
  explanation: "The owner has no line at home and fetched a season of a series over the phone.",
  params,

  plan({ dayStart, random, life }, options) {
    const start =
      dayStart + Math.floor(drawBetween(random, options.startFrom, options.startTo) * HOUR);
    const bytes = drawBetween(random, options.bytesMin, options.bytesMax);
    const hours = drawBetween(random, options.hoursMin, options.hoursMax);
    const swarm = drawSwarm(random, options);
    const down = FILL * Math.max(1e6, cellularDownIn(life, start, start + MINUTE));
    const rate = Math.min((bytes * 8000) / (hours * HOUR), down * (1 + swarm.upRatio));
    const end = start + Math.round(hours * HOUR);
    return [startAwake(life, { start, end, notes: { ...swarm, rate } }, bittorrent)];
  },

  emit(context, options, sink) {
    const { episode, random } = context;
    const { rate, ...swarm } = episode.notes as Notes;
    const move = openTorrent(context, swarm, sink);
    eachStretch({ random, sigma: STRETCH_SIGMA }, episode.start, episode.end, (from, to) => {
      move(from, to, rate * lognormal(random, 1, options.jitterSigma));
    });
  },
};
