import type { Param } from "../../../datasets/param.ts";
import { GB, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import { eachStretch, STRETCH_SIGMA } from "../../behaviour/each-stretch.ts";
import { evenTransfer } from "../../behaviour/even-transfer.ts";
import { holdGuestPen } from "../../behaviour/guest-pen.ts";
import { lognormal, uniform } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import { cellularDownIn } from "../../network/cellular-link.ts";
import { tlsDownload } from "../../protocols/tls-download.ts";

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
    summary: "ln-sigma of a factor on each stretch of some seconds",
    unit: "ln",
    default: 0.15,
    min: 0,
    max: 1,
    source: "chosen: as the torrent night",
  },
} as const satisfies Record<string, Param>;

type Notes = { readonly [K in "rate"]: number };

const DOWNLOAD = codeOf(APPS, "download", "steam-hotspot");
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
  version: 2,
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
    return [{ start, end: start + Math.max(MINUTE, Math.round(lasts)), notes: { rate } }];
  },

  emit({ episode, random, life }, options, sink) {
    const { rate } = episode.notes as Notes;
    holdGuestPen(sink, "pc");
    sink.guess = DOWNLOAD;
    sink.protocol = tlsDownload;
    eachStretch({ random, sigma: STRETCH_SIGMA }, episode.start, episode.end, (from, to) => {
      const jitter = lognormal(random, 1, options.jitterSigma);
      const now = Math.min(rate * jitter, FILL * cellularDownIn(life, from, to));
      evenTransfer(sink, from, to, { up: 0, down: Math.round((now * (to - from)) / 8000) });
    });
  },
};
