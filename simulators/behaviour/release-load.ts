import type { OptionsOf, Param } from "../../datasets/param.ts";
import { DAY, GB, HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { chance, lognormal, uniform } from "../chance/samplers.ts";
import type { DeviceLife } from "../life/device-life.ts";
import type { EmitContext, Episode, PlanContext, Sink } from "../model.ts";
import { cellularDownIn } from "../network/cellular-link.ts";
import { tlsDownload } from "../protocols/tls-download.ts";

/** What a release brings about: for how long, how much a day, and whether it shows. */
interface Release {
  readonly hours: number;
  readonly dayBytes: number;
  readonly screenOff: number;
  readonly source: Param["source"];
}

/** Options of what one app fetches on many phones after a release, wanted or not. */
export function releaseLoadParams({ hours, dayBytes, screenOff, source }: Release) {
  return {
    hours: {
      summary: "hours from the release to its end",
      unit: "h",
      default: hours,
      min: 1,
      max: 240,
      source,
    },
    dayBytes: {
      summary: "median bytes of 24 hours of it",
      unit: "bytes",
      default: dayBytes,
      min: 1e6,
      max: 40 * GB,
      source,
    },
    screenOff: {
      summary: "share that fetches with the screen off",
      unit: "share",
      default: screenOff,
      min: 0,
      max: 1,
      source,
    },
    ...RELEASE_PARAMS,
  } as const satisfies Record<string, Param>;
}

const RELEASE_PARAMS = {
  app: {
    summary: "the app, one for all lines that it hits",
    unit: "app",
    default: codeOf(APPS, "download", "release-load"),
    min: 0,
    max: APPS.length - 1,
    choices: APPS,
    source: "cited: pocket-casts-android#5591, a player of podcasts",
  },
  releaseHour: {
    summary: "when it is out, hours after civil midnight, for all lines",
    unit: "h",
    default: 10,
    min: 0,
    max: 23,
    source: "chosen: releases are made in the morning",
  },
  reach: {
    summary: "it has reached every phone after so long",
    unit: "h",
    default: 8,
    min: 0,
    max: 20,
    source: "chosen: stores hand a release out over the day",
  },
  daySigma: {
    summary: "ln-sigma of the bytes of a phone",
    unit: "ln",
    default: 0.5,
    min: 0,
    max: 2,
    source: "chosen: some follow more than others",
  },
  interval: {
    summary: "median time from one burst to the next",
    unit: "ms",
    default: 45 * MINUTE,
    min: 5 * MINUTE,
    max: 12 * HOUR,
    source: "chosen: whenever the app is woken",
  },
  intervalSigma: {
    summary: "ln-sigma of that time",
    unit: "ln",
    default: 0.5,
    min: 0,
    max: 1.5,
    source: "chosen: as the median",
  },
  rateMin: {
    summary: "least rate of a burst",
    unit: "bit/s",
    default: 1e6,
    min: 1e5,
    max: 1e9,
    source: "cited: Shunde 2015, 7 to 33 Mbit/s; chosen: a busy server",
  },
  rateMax: {
    summary: "largest rate of a burst",
    unit: "bit/s",
    default: 30e6,
    min: 1e5,
    max: 1e9,
    source: "cited: Shunde 2015, 7 to 33 Mbit/s",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<ReturnType<typeof releaseLoadParams>>;

type Notes = { readonly [K in "scale" | "screenOff"]: number };

/** Median bytes of what it fetches at a time, and ln-sigma (chosen: an episode, a level). */
const [OBJECT, OBJECT_SIGMA] = [35 * MB, 0.7];
const LEAST_OBJECT = 100_000;
/** Median rate of a burst, bit/s, and ln-sigma (chosen: between the bounds). */
const [RATE, RATE_SIGMA] = [8e6, 0.8];
/** Share of the link that it fills, and the rate that it asks for where there is none, bit/s. */
const [FILL, LEAST_RATE] = [0.9, 1e6];
/** Whom it reaches last has it for so long at least. */
const SHORTEST = 30 * MINUTE;

/**
 * Plans what the release does to a phone: from the hour that reaches it to the end, which is the same
 * for all where somebody ends it, else so many hours after its own beginning.
 */
export function planReleaseLoad(
  { dayStart, random }: PlanContext,
  options: Options,
  endsTogether: boolean,
): Episode {
  const release = dayStart + Math.round(options.releaseHour * HOUR);
  const start = release + Math.floor(uniform(random, 0, options.reach) * HOUR);
  const ownEnd = start + Math.round(options.hours * HOUR);
  const commonEnd = Math.max(start + SHORTEST, release + Math.round(options.hours * HOUR));
  const end = endsTogether ? commonEnd : ownEnd;
  const notes = {
    scale: lognormal(random, 1, options.daySigma),
    screenOff: +chance(random, options.screenOff),
  };
  return { start, end, notes };
}

/** Fetches burst after burst, each as large as the time since the last one holds; the network is the caller's to set. */
export function emitReleaseLoad(context: EmitContext, options: Options, sink: Sink): void {
  const { random, episode } = context;
  const { scale } = episode.notes as Notes;
  holdReleasePen(episode, options, sink);
  for (let t = episode.start; t < episode.end; ) {
    const wait = Math.max(MINUTE, lognormal(random, options.interval, options.intervalSigma));
    const bytes = Math.ceil((options.dayBytes * scale * wait) / DAY);
    t = burst(context, options, sink, { from: t, to: Math.floor(t + wait), bytes });
  }
}

/** Takes the app that was released, and how it shows, for all that follows. */
export function holdReleasePen(
  { notes }: Episode,
  { app }: Pick<Options, "app">,
  sink: Sink,
): void {
  sink.app = Math.round(app);
  sink.guess = sink.app;
  sink.foreground = (notes as Notes).screenOff === 1 ? 0 : 1;
  sink.protocol = tlsDownload;
}

interface Burst {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

/** One object after the other, at one rate; returns when the next burst may begin. */
function burst(
  { random, life, episode }: EmitContext,
  { rateMin, rateMax }: Options,
  sink: Sink,
  { from, to, bytes }: Burst,
): number {
  const wish = lognormal(random, RATE, RATE_SIGMA);
  const wished = Math.max(rateMin, Math.min(Math.max(rateMin, rateMax), wish));
  let t = from;
  for (let left = bytes; left > 0 && t < Math.min(to, episode.end); ) {
    const size = Math.max(LEAST_OBJECT, Math.round(lognormal(random, OBJECT, OBJECT_SIGMA)));
    const object = Math.min(left, size);
    const rate = Math.min(wished, linkAt(life, t));
    sink.transfer(t, 0, object, rate);
    left -= object;
    t += Math.ceil((object * 8000) / rate);
  }
  return Math.max(t, to);
}

function linkAt(life: DeviceLife, t: number): number {
  return FILL * Math.max(LEAST_RATE, cellularDownIn(life, t, t + MINUTE));
}
