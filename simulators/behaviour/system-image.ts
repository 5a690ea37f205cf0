import type { OptionsOf, Param } from "../../datasets/param.ts";
import { GB, HOUR, MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { exponential, lognormal, poisson } from "../chance/samplers.ts";
import type { EmitContext, Episode, PlanContext, Sink } from "../model.ts";
import { osUpdate } from "../protocols/os-update.ts";
import { holdAppPen } from "./app-pen.ts";
import { startAwake } from "./awake.ts";
import {
  type circumstanceParams,
  drawCircumstances,
  LONG_LOST,
  wifiDownAround,
} from "./circumstances.ts";
import { drawBetween } from "./draw-between.ts";
import { largestRemainder } from "./largest-remainder.ts";
import { loadRate, loadTime, wanderingLoad } from "./wandering-load.ts";

/** Options of an image of the phone's system, wanted or not. */
export const SYSTEM_IMAGE_PARAMS = {
  bytesMin: {
    summary: "least bytes of an image",
    unit: "bytes",
    default: GB,
    min: 1e6,
    max: 1e11,
    source: "chosen: a yearly release, from a full gigabyte on",
  },
  bytesMax: {
    summary: "most bytes of an image",
    unit: "bytes",
    default: 4 * GB,
    min: 1e6,
    max: 1e11,
    source: "chosen: a full image of a new phone; patches of a month are smaller",
  },
  rate: {
    summary: "median rate of the maker's server",
    unit: "bit/s",
    default: 25e6,
    min: 1e5,
    max: 1e9,
    source: "chosen: below a median LTE link, as of a store",
  },
  rateSigma: {
    summary: "ln-sigma of that rate",
    unit: "ln",
    default: 0.4,
    min: 0,
    max: 1.5,
    source: "chosen: as the median",
  },
  drops: {
    summary: "mean number of times that the download drops and goes on where it was",
    unit: "count",
    default: 1,
    min: 0,
    max: 20,
    source: "chosen: a single flow of half an hour over cellular",
  },
  pause: {
    summary: "median time until it goes on",
    unit: "ms",
    default: 4 * MINUTE,
    min: 0,
    max: HOUR,
    source: "chosen: the system tries again after some minutes",
  },
  pauseSigma: {
    summary: "ln-sigma of that time",
    unit: "ln",
    default: 0.8,
    min: 0,
    max: 2,
    source: "chosen: each try that fails waits longer",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<typeof SYSTEM_IMAGE_PARAMS> &
  OptionsOf<ReturnType<typeof circumstanceParams>>;

const SYSTEM = codeOf(APPS, "system", "system-image");

/** Plans the download of one image: its parts are drawn here, since they decide when it ends. */
export function planSystemImage(context: PlanContext, options: Options): Episode[] {
  const { random, life } = context;
  const { start, screenOff, wifiDown } = drawCircumstances(context, options);
  const bytes = Math.round(drawBetween(random, options.bytesMin, options.bytesMax));
  const wish = lognormal(random, options.rate, options.rateSigma);
  const parts = 1 + poisson(random, options.drops);
  const weights = Array.from({ length: parts }, () => exponential(random, 1));
  const notes: Record<string, number> = { parts, wish, screenOff: +screenOff };
  let end = start;
  for (const [i, part] of largestRemainder(bytes, weights).entries()) {
    const drawn = lognormal(random, options.pause, options.pauseSigma);
    const pause = i + 1 < parts ? Math.round(drawn) : 0;
    notes[`part${i}`] = part;
    notes[`pause${i}`] = pause;
    end += loadTime(part, loadRate(life, end, wish)) + pause;
  }
  const wished = { start, end, notes };
  const episode = screenOff ? wished : startAwake(life, wished, osUpdate);
  return [
    wifiDown ? { ...episode, wifiDown: wifiDownAround(random, episode, LONG_LOST) } : episode,
  ];
}

/** Downloads the image; `allowed` says whether cellular may be used for it at all. */
export function emitSystemImage(context: EmitContext, allowed: boolean, sink: Sink): void {
  const { episode, life, random } = context;
  const { parts, wish, screenOff } = episode.notes as Record<
    "parts" | "wish" | "screenOff",
    number
  >;
  const foreground = screenOff === 1 ? 0 : 1;
  holdAppPen(sink, { app: SYSTEM, protocol: osUpdate, foreground });
  if (!allowed) sink.network = "wifi-only";
  let t = episode.start;
  for (let i = 0; i < parts && t < episode.end; i++) {
    const bytes = episode.notes?.[`part${i}`] as number;
    const until = t + loadTime(bytes, loadRate(life, t, wish));
    wanderingLoad(sink, random, { bytes, from: t, until, end: episode.end });
    t = until + (episode.notes?.[`pause${i}`] as number);
  }
}
