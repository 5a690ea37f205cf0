import type { OptionsOf, Param } from "../../datasets/param.ts";
import { MB, SECOND } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { chance, lognormal } from "../chance/samplers.ts";
import type { EmitContext, Episode, PlanContext, Sink } from "../model.ts";
import { appStoreUpdate } from "../protocols/app-store-update.ts";
import { startAwake } from "./awake.ts";
import {
  type circumstanceParams,
  drawCircumstances,
  LONG_LOST,
  wifiDownAround,
} from "./circumstances.ts";
import { drawBetween } from "./draw-between.ts";
import { drawEnding, END_PARAMS } from "./ends.ts";
import { loadRate, loadTime, wanderingLoad } from "./wandering-load.ts";
import { wholeBetween } from "./whole-between.ts";

/** Options of a batch of app updates, wanted or not. */
export const APP_BATCH_PARAMS = {
  appsMin: {
    summary: "least apps that update",
    unit: "count",
    default: 5,
    min: 1,
    max: 250,
    source: "cited: a user of 250 apps, 4 of them updated every week",
  },
  appsMax: {
    summary: "most apps that update",
    unit: "count",
    default: 67,
    min: 1,
    max: 250,
    source: "cited: the same user, 67 in one week",
  },
  appBytes: {
    summary: "median size of an app",
    unit: "bytes",
    default: 60 * MB,
    min: 1e5,
    max: 1e9,
    source: "cited: that week's 7.59 GB over 67 apps, a lognormal with a mean near 100 MB",
  },
  appSigma: {
    summary: "ln-sigma of sizes",
    unit: "ln",
    default: 1,
    min: 0,
    max: 1.5,
    source: "chosen: as the median",
  },
  several: {
    summary: "share that updates several apps; the others move the same bytes in one or two",
    unit: "share",
    default: 1,
    min: 0,
    max: 1,
    source: "chosen: a check for updates finds what has gathered",
  },
  deltaMin: {
    summary: "least share of an app that an update moves",
    unit: "share",
    default: 0.1,
    min: 0.01,
    max: 1,
    source: "cited: file-by-file patches, 65 to 90 % smaller",
  },
  deltaMax: {
    summary: "largest share of an app that an update moves",
    unit: "share",
    default: 0.5,
    min: 0.01,
    max: 1,
    source: "cited: delta updates, about half",
  },
  rate: {
    summary: "median rate of the store",
    unit: "bit/s",
    default: 25e6,
    min: 1e5,
    max: 1e9,
    source: "chosen: below a median LTE link",
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
    summary: "median time between two apps, unpacking",
    unit: "ms",
    default: 15 * SECOND,
    min: 0,
    max: 600 * SECOND,
    source: "chosen: a phone installs one app at a time",
  },
  pauseSigma: {
    summary: "ln-sigma of that time",
    unit: "ln",
    default: 0.7,
    min: 0,
    max: 2,
    source: "chosen: small apps unpack in seconds, games in a minute",
  },
  ...END_PARAMS,
} as const satisfies Record<string, Param>;

type Options = OptionsOf<typeof APP_BATCH_PARAMS>;

const STORE = codeOf(APPS, "store", "app-batch");
/** Most packages of a batch that is not of several. */
const FEW = 2;

/** Plans a batch: sizes are drawn here, since they decide when it ends. */
export function planAppBatch(
  context: PlanContext,
  options: Options & OptionsOf<ReturnType<typeof circumstanceParams>>,
): Episode[] {
  const { random, life } = context;
  const { start, screenOff, wifiDown } = drawCircumstances(context, options);
  const wish = lognormal(random, options.rate, options.rateSigma);
  const packages = drawPackages(context, options);
  const notes: Record<string, number> = { apps: packages.length, wish, screenOff: +screenOff };
  let end = start;
  for (const [i, bytes] of packages.entries()) {
    const pause = Math.round(lognormal(random, options.pause, options.pauseSigma));
    notes[`app${i}`] = bytes;
    notes[`pause${i}`] = pause;
    end += loadTime(bytes, loadRate(life, end, wish)) + pause;
  }
  const ending = drawEnding(random, { start, end }, options);
  const wished = { start, end: ending.end, notes: { ...notes, endKind: ending.endKind } };
  const episode = screenOff ? wished : startAwake(life, wished, appStoreUpdate);
  if (!wifiDown) return [episode];
  return [{ ...episode, wifiDown: wifiDownAround(random, { ...episode, ending }, LONG_LOST) }];
}

/** Downloads one app after the other; the network is the caller's to set. */
export function emitAppBatch({ episode, life, random }: EmitContext, sink: Sink): void {
  const { apps, wish, screenOff } = episode.notes as Record<"apps" | "wish" | "screenOff", number>;
  sink.app = STORE;
  sink.guess = STORE;
  sink.foreground = screenOff === 1 ? 0 : 1;
  sink.protocol = appStoreUpdate;
  let t = episode.start;
  for (let i = 0; i < apps && t < episode.end; i++) {
    const bytes = episode.notes?.[`app${i}`] as number;
    const rate = loadRate(life, t, wish);
    const until = t + loadTime(bytes, rate);
    // Who is called to bed before it is through leaves the rest.
    wanderingLoad(sink, random, { bytes, from: t, until, end: episode.end });
    t = until + (episode.notes?.[`pause${i}`] as number);
  }
}

/** Bytes of each package; few packages are as large together as many. */
function drawPackages({ random, share }: PlanContext, options: Options): number[] {
  const all = wholeBetween(random, options.appsMin, options.appsMax);
  const apps = Math.max(1, Math.round(share * all));
  const few = chance(random, options.several) ? apps : wholeBetween(random, 1, FEW);
  const packages = Array.from({ length: Math.min(few, apps) }, () => 0);
  for (let i = 0; i < apps; i++) {
    const delta = drawBetween(random, options.deltaMin, options.deltaMax);
    const bytes = lognormal(random, options.appBytes, options.appSigma) * delta;
    packages[i % packages.length] = (packages[i % packages.length] as number) + Math.ceil(bytes);
  }
  return packages;
}
