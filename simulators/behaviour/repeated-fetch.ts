import type { OptionsOf, Param } from "../../datasets/param.ts";
import { HOUR, MB, MINUTE, SECOND } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { integer, lognormal, uniform } from "../chance/samplers.ts";
import type { DeviceLife } from "../life/device-life.ts";
import type { EmitContext, Episode, PlanContext, Sink } from "../model.ts";
import { cellularDownIn } from "../network/cellular-link.ts";
import { tlsDownload } from "../protocols/tls-download.ts";
import { startAwake } from "./awake.ts";
import {
  type circumstanceParams,
  drawCircumstances,
  JUST_LOST,
  wifiDownAround,
} from "./circumstances.ts";
import { drawBetween } from "./draw-between.ts";

/** Options of one thing that is fetched again and again, wanted or not. */
export const REPEATED_FETCH_PARAMS = {
  hoursMin: {
    summary: "shortest time that it goes on",
    unit: "h",
    default: 1,
    min: 0.05,
    max: 12,
    source: "cited: seadroid#629, 2 GB in one to two hours",
  },
  hoursMax: {
    summary: "longest time that it goes on",
    unit: "h",
    default: 2,
    min: 0.05,
    max: 12,
    source: "cited: seadroid#629, 2 GB in one to two hours",
  },
  object: {
    summary: "median bytes of what is fetched",
    unit: "bytes",
    default: 18 * MB,
    min: 1e5,
    max: 1e9,
    source: "chosen: a song, an episode, a tile of a map",
  },
  objectSigma: {
    summary: "ln-sigma of what is fetched",
    unit: "ln",
    default: 0.7,
    min: 0,
    max: 2,
    source: "chosen: as the median",
  },
  reached: {
    summary: "least share of it that passes before a fetch breaks off",
    unit: "share",
    default: 0.6,
    min: 0.01,
    max: 1,
    source: "chosen: what fails does so late, at the check of the whole",
  },
  rate: {
    summary: "median rate of a fetch",
    unit: "bit/s",
    default: 3.8e6,
    min: 1e5,
    max: 1e9,
    source: "cited: seadroid#629, 2 GB in one to two hours",
  },
  rateSigma: {
    summary: "ln-sigma of that rate",
    unit: "ln",
    default: 0.4,
    min: 0,
    max: 1.5,
    source: "chosen: as the median",
  },
  pause: {
    summary: "median time until it is fetched again",
    unit: "ms",
    default: 5 * SECOND,
    min: SECOND,
    max: HOUR,
    source: "chosen: an app that does not wait longer each time",
  },
  pauseSigma: {
    summary: "ln-sigma of that time",
    unit: "ln",
    default: 0.6,
    min: 0,
    max: 2,
    source: "chosen: as the median",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<typeof REPEATED_FETCH_PARAMS>;

type Notes = { readonly [K in "object" | "rate" | "app" | "screenOff"]: number };

/** What fetches files by itself, a choice for each episode. */
const FETCHERS = (["download", "game", "map", "store"] as const).map((word) =>
  codeOf(APPS, word, "repeated-fetch"),
);
/** Share of the link that it fills, and the rate that it asks for where there is none, bit/s. */
const [FILL, LEAST_RATE] = [0.9, 1e6];

/** Plans that one thing is fetched for a while, in the circumstances that the options make likely. */
export function planRepeatedFetch(
  context: PlanContext,
  options: Options & OptionsOf<ReturnType<typeof circumstanceParams>>,
  apps: readonly number[] = FETCHERS,
): Episode[] {
  const { random, life } = context;
  const { start, screenOff, wifiDown } = drawCircumstances(context, options);
  const hours = drawBetween(random, options.hoursMin, options.hoursMax);
  const notes = {
    object: Math.ceil(lognormal(random, options.object, options.objectSigma)),
    rate: lognormal(random, options.rate, options.rateSigma),
    app: apps[integer(random, apps.length)] as number,
    screenOff: +screenOff,
  };
  const wished = { start, end: start + Math.round(hours * HOUR), notes };
  const episode = screenOff ? wished : startAwake(life, wished, tlsDownload);
  return [
    wifiDown ? { ...episode, wifiDown: wifiDownAround(random, episode, JUST_LOST) } : episode,
  ];
}

/** Fetches it, again and again, each time from its beginning; the network is the caller's to set. */
export function emitRepeatedFetch(context: EmitContext, options: Options, sink: Sink): void {
  const { random, life, episode } = context;
  const { object, rate, app, screenOff } = episode.notes as Notes;
  sink.app = app;
  sink.guess = app;
  sink.foreground = screenOff === 1 ? 0 : 1;
  sink.protocol = tlsDownload;
  for (let t = episode.start; t < episode.end; ) {
    const bytes = Math.ceil(object * uniform(random, options.reached, 1));
    const now = Math.min(rate, linkAt(life, t));
    sink.transfer(t, 0, bytes, now);
    const pause = Math.max(1, lognormal(random, options.pause, options.pauseSigma));
    t += Math.ceil((bytes * 8000) / now + pause);
  }
}

function linkAt(life: DeviceLife, t: number): number {
  return FILL * Math.max(LEAST_RATE, cellularDownIn(life, t, t + MINUTE));
}
