import type { Param } from "../../../datasets/param.ts";
import { GB, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { startAwake } from "../../behaviour/awake.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import { eachStretch, STRETCH_SIGMA } from "../../behaviour/each-stretch.ts";
import { evenTransfer } from "../../behaviour/even-transfer.ts";
import type { TrafficModel } from "../../model.ts";
import { cellularDownIn } from "../../network/cellular-link.ts";
import { tlsDownload } from "../../protocols/tls-download.ts";

const params = {
  startFrom: {
    summary: "earliest start, hours after civil midnight",
    unit: "h",
    default: 9,
    min: 0,
    max: 23,
    source: "chosen: publishers release in the morning",
  },
  startTo: {
    summary: "latest start, hours after civil midnight",
    unit: "h",
    default: 12,
    min: 0,
    max: 24,
    source: "chosen: publishers release in the morning",
  },
  bytesMin: {
    summary: "least bytes",
    unit: "bytes",
    default: 1.5 * GB,
    min: 1e6,
    max: 1e11,
    source: "chosen: a season's patch",
  },
  bytesMax: {
    summary: "most bytes",
    unit: "bytes",
    default: 18 * GB,
    min: 1e6,
    max: 1e11,
    source: "chosen: a new game",
  },
  rateMin: {
    summary: "least rate",
    unit: "bit/s",
    default: 30e6,
    min: 1e5,
    max: 1e9,
    source: "chosen: what a good LTE cell gives in the morning",
  },
  rateMax: {
    summary: "largest rate",
    unit: "bit/s",
    default: 80e6,
    min: 1e5,
    max: 1e9,
    source: "chosen: what a good LTE cell gives in the morning",
  },
  longest: {
    summary: "the owner gives up after so long",
    unit: "ms",
    default: 90 * MINUTE,
    min: MINUTE,
    max: 12 * HOUR,
    source: "chosen: 20 to 90 minutes",
  },
} as const satisfies Record<string, Param>;

type Notes = { readonly rate: number };

const GAME = codeOf(APPS, "game", "game-day");
/** Share of the link that a download fills. */
const FILL = 0.9;

/**
 * Downloads a new game or a season's patch to the phone over cellular, with the game on screen.
 *
 * Gigabytes within an hour at the link's own rate: what a rule on rate or on a day's volume fires
 * at. They come from one server of the publisher and go to the phone itself.
 */
export const gameDay: TrafficModel<typeof params> = {
  name: "game-day",
  version: 2,
  summary: "a new game or season patch, forced over cellular",
  role: "look-alike",
  twin: "bt-over-hotspot",
  cue: "peers: one server instead of dozens of remotes",
  explanation: "The owner wanted the new release at once and allowed the download over cellular.",
  params,

  plan({ dayStart, random, life }, options) {
    const hour = drawBetween(random, options.startFrom, options.startTo);
    const start = dayStart + Math.floor(hour * HOUR);
    const bytes = drawBetween(random, options.bytesMin, options.bytesMax);
    const wish = drawBetween(random, options.rateMin, options.rateMax);
    const rate = Math.min(wish, FILL * Math.max(1e6, cellularDownIn(life, start, start + MINUTE)));
    const lasts = Math.min(Math.ceil((bytes * 8000) / rate), options.longest);
    return [
      startAwake(life, { start, end: start + Math.round(lasts), notes: { rate } }, tlsDownload),
    ];
  },

  emit({ episode, life, random }, _, sink) {
    const { rate } = episode.notes as Notes;
    sink.app = GAME;
    sink.guess = GAME;
    sink.foreground = 1;
    sink.network = "cellular-only";
    sink.protocol = tlsDownload;
    eachStretch({ random, sigma: STRETCH_SIGMA }, episode.start, episode.end, (from, to) => {
      const now = Math.min(rate, FILL * cellularDownIn(life, from, to));
      evenTransfer(sink, from, to, { up: 0, down: Math.round((now * (to - from)) / 8000) });
    });
  },
};
