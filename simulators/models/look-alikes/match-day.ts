import type { Param } from "../../../datasets/param.ts";
import { GB, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import { eachStretch, STRETCH_SIGMA } from "../../behaviour/each-stretch.ts";
import { evenTransfer } from "../../behaviour/even-transfer.ts";
import { lognormal, uniform } from "../../chance/samplers.ts";
import type { TrafficModel } from "../../model.ts";
import { cellularDownIn } from "../../network/cellular-link.ts";
import { quicVideo } from "../../protocols/quic-video.ts";

const params = {
  kickOff: {
    summary: "when it begins, hours after civil midnight, for all lines",
    unit: "h",
    default: 19,
    min: 0,
    max: 23,
    source: "chosen: an evening match",
  },
  hoursMin: {
    summary: "shortest time that somebody watches",
    unit: "h",
    default: 1.2,
    min: 0.1,
    max: 12,
    source: "chosen: one half and what is said of it",
  },
  hoursMax: {
    summary: "longest time that somebody watches",
    unit: "h",
    default: 2.4,
    min: 0.1,
    max: 12,
    source: "chosen: with extra time",
  },
  bytes: {
    summary: "median bytes of an hour",
    unit: "bytes",
    default: 3.6 * GB,
    min: 1e7,
    max: 4e10,
    source: "chosen: sport in the finest picture, 8 Mbit/s",
  },
  bytesSigma: {
    summary: "ln-sigma of that",
    unit: "ln",
    default: 0.45,
    min: 0,
    max: 2,
    source: "chosen: players pick a step of the ladder",
  },
} as const satisfies Record<string, Param>;

type Notes = { readonly rate: number };

const VIDEO = codeOf(APPS, "video", "match-day");
/** Share of the link that it fills, and the rate that it asks for where there is none, bit/s. */
const [FILL, LEAST_RATE] = [0.9, 1e6];
/** People are there so long before kick-off, at most, and a stretch differs by so much, ln (chosen). */
const [EARLY, WANDERS] = [12 * MINUTE, 0.2];

/**
 * Watches the match that everybody watches, live, over cellular.
 *
 * Many lines burn gigabytes at one hour of one day with one app, as after a bad release; but the match
 * is on their screens, and it is over when it is over.
 */
export const matchDay: TrafficModel<typeof params> = {
  name: "match-day",
  version: 1,
  summary: "a match that many watch live over cellular",
  role: "look-alike",
  twin: "buggy-app-version",
  cue: "foreground: the match is on screen",
  explanation: "The owner watched the match live away from home, as many did.",
  params,

  plan({ dayStart, random, life }, options) {
    const early = Math.floor(uniform(random, 0, EARLY));
    const start = Math.max(dayStart, dayStart + Math.round(options.kickOff * HOUR) - early);
    const hours = drawBetween(random, options.hoursMin, options.hoursMax);
    const rate = (lognormal(random, options.bytes, options.bytesSigma) * 8000) / HOUR;
    // Nobody who has fallen asleep asks for the next segment.
    const end = Math.min(start + Math.round(hours * HOUR), Math.floor(life.sleepsAt));
    return [{ start, end: Math.max(start + MINUTE, end), notes: { rate } }];
  },

  emit({ episode, random, life }, _, sink) {
    const { rate } = episode.notes as Notes;
    sink.app = VIDEO;
    sink.guess = VIDEO;
    sink.foreground = 1;
    sink.network = "cellular-only";
    sink.protocol = quicVideo;
    eachStretch({ random, sigma: STRETCH_SIGMA }, episode.start, episode.end, (from, to) => {
      const link = FILL * Math.max(LEAST_RATE, cellularDownIn(life, from, to));
      const now = Math.min(link, rate * lognormal(random, 1, WANDERS));
      evenTransfer(sink, from, to, { up: 0, down: Math.round((now * (to - from)) / 8000) });
    });
  },
};
