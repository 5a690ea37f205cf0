import type { Param } from "../../../datasets/param.ts";
import { GB, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS, OPERATING_SYSTEMS } from "../../../datasets/vocabularies.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import { eachMinute } from "../../behaviour/each-minute.ts";
import { evenTransfer } from "../../behaviour/even-transfer.ts";
import { holdGuestPen } from "../../behaviour/guest-pen.ts";
import { wholeBetween } from "../../behaviour/whole-between.ts";
import { lognormal, uniform } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import { cellularDownIn } from "../../network/cellular-link.ts";

const params = {
  startHour: {
    summary: "when the download begins, hours after civil midnight",
    unit: "h",
    default: 22.4,
    min: 0,
    max: 36,
    source: "chosen: when the owner goes to bed, as the torrent night",
  },
  startSpread: {
    summary: "it begins up to so much earlier or later, uniformly",
    unit: "h",
    default: 1.5,
    min: 0,
    max: 6,
    source: "chosen: as the torrent night",
  },
  bytesMin: {
    summary: "least bytes",
    unit: "bytes",
    default: 20 * GB,
    min: 1e6,
    max: 1e12,
    source: "chosen: a smaller game of today",
  },
  bytesMax: {
    summary: "most bytes",
    unit: "bytes",
    default: 90 * GB,
    min: 1e6,
    max: 1e12,
    source: "chosen: a large game of today",
  },
  hoursMin: {
    summary: "shortest download",
    unit: "h",
    default: 5,
    min: 0.1,
    max: 24,
    source: "chosen: over by 06:00",
  },
  hoursMax: {
    summary: "longest download",
    unit: "h",
    default: 8.5,
    min: 0.1,
    max: 24,
    source: "chosen: over by 06:00",
  },
  jitterSigma: {
    summary: "ln-sigma of a factor on each minute",
    unit: "ln",
    default: 0.15,
    min: 0,
    max: 1,
    source: "chosen: as the torrent night",
  },
  flowsMin: {
    summary: "least parallel connections",
    unit: "count",
    default: 4,
    min: 1,
    max: 100,
    source: "chosen: a store's client opens 4 to 8",
  },
  flowsMax: {
    summary: "most parallel connections",
    unit: "count",
    default: 8,
    min: 1,
    max: 100,
    source: "chosen: a store's client opens 4 to 8",
  },
  upShare: {
    summary: "bytes sent of all bytes: acknowledgements",
    unit: "share",
    default: 0.012,
    min: 0,
    max: 0.5,
    source: "chosen: one 60-byte acknowledgement for two segments is 2 %, offloading saves some",
  },
} as const satisfies Record<string, Param>;

type Notes = { readonly [K in "rate" | "flows"]: number };

const DOWNLOAD = codeOf(APPS, "download", "steam-hotspot");
const WINDOWS = codeOf(OPERATING_SYSTEMS, "windows", "steam-hotspot");
/** Share of the link that a download fills. */
const FILL = 0.9;

/**
 * Downloads a game to a PC behind the phone's hotspot overnight, on purpose.
 *
 * As many bytes, hours and equal records as a torrent night, from the same kind of guest; but it
 * sends next to nothing, to a handful of servers. A rule on volume, on equal records or on
 * tethering alone cannot tell the two apart.
 */
export const steamHotspot: TrafficModel<typeof params> = {
  name: "steam-hotspot",
  version: 1,
  summary: "a wanted game download over the hotspot, through the night",
  role: "look-alike",
  twin: "bt-over-hotspot",
  cue: "peers: a handful of servers instead of dozens of remotes",
  explanation: "The owner bought a game and left the PC to download it over the phone overnight.",
  params,

  plan({ dayStart, random, life }, options) {
    const shift = uniform(random, -options.startSpread, options.startSpread);
    const start = dayStart + Math.round(Math.max(0, options.startHour + shift) * HOUR);
    const bytes = drawBetween(random, options.bytesMin, options.bytesMax);
    const hours = drawBetween(random, options.hoursMin, options.hoursMax);
    const wish = (bytes * 8000) / (hours * HOUR);
    // A slower link makes the night longer, up to twice, and then the game is not whole by morning.
    const rate = Math.min(wish, FILL * Math.max(1e6, cellularDownIn(life, start, start + MINUTE)));
    const lasts = Math.min((bytes * 8000) / rate, 2 * hours * HOUR);
    const flows = wholeBetween(random, options.flowsMin, options.flowsMax);
    return [{ start, end: start + Math.max(MINUTE, Math.round(lasts)), notes: { rate, flows } }];
  },

  emit({ episode, random, life }, options, sink) {
    const { rate, flows } = episode.notes as Notes;
    holdGuestPen(sink, 127, WINDOWS);
    sink.guess = DOWNLOAD;
    sink.hiPortShare = 0;
    sink.packetUp = 70;
    sink.packetDown = 1400;
    eachMinute(episode.start, episode.end, (from, to) => {
      const jitter = lognormal(random, 1, options.jitterSigma);
      const now = Math.min(rate * jitter, FILL * cellularDownIn(life, from, to));
      const bytes = Math.round((now * (to - from)) / 8000);
      const up = Math.round(bytes * options.upShare);
      evenTransfer(sink, from, to, { up, down: bytes - up, flows, peers: Math.ceil(flows / 2) });
    });
  },
};
