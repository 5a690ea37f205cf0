import type { OptionsOf, Param } from "../../datasets/param.ts";
import { HOUR, KB, MB, MINUTE, SECOND } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { chance, lognormal, uniform } from "../chance/samplers.ts";
import type { DeviceLife } from "../life/device-life.ts";
import type { EmitContext, Episode, PlanContext, Sink } from "../model.ts";
import { cellularUpIn } from "../network/cellular-link.ts";
import { httpsUpload } from "../protocols/https-upload.ts";
import { tlsDownload } from "../protocols/tls-download.ts";
import { holdAppPen } from "./app-pen.ts";
import { startAwake } from "./awake.ts";
import { type circumstanceParams, drawCircumstances } from "./circumstances.ts";
import { drawBetween } from "./draw-between.ts";
import { drawLogBetween } from "./draw-log-between.ts";
import { sendPhotos } from "./send-photos.ts";
import { loadRate, loadTime, wanderingLoad } from "./wandering-load.ts";

/** Shares of what a sync of a story has about it. */
interface Shares {
  readonly rounds: number;
  readonly sends: number;
  readonly source: Param["source"];
}

/** Options of a sync, wanted or not: stories differ in whether it begins again and again, or is through some time. */
export function syncParams({ rounds, sends, source }: Shares) {
  const share = { unit: "share", min: 0, max: 1, source } as const;
  return {
    rounds: {
      ...share,
      summary: "share that moves as much again and again; the others move whole files and are done",
      default: rounds,
    },
    sends: { ...share, summary: "share that sends; the others fetch", default: sends },
    ...SYNC_PARAMS,
  } as const satisfies Record<string, Param>;
}

const SYNC_PARAMS = {
  periodMin: {
    summary: "least time between two rounds",
    unit: "ms",
    default: 15 * SECOND,
    min: 10 * SECOND,
    max: HOUR,
    source: "chosen: a retry without a pause that grows",
  },
  periodMax: {
    summary: "longest time between two rounds",
    unit: "ms",
    default: 5 * MINUTE,
    min: 10 * SECOND,
    max: HOUR,
    source: "chosen: a third of what feeds usually wait",
  },
  roundMin: {
    summary: "least bytes of a round",
    unit: "bytes",
    default: 50 * KB,
    min: KB,
    max: 1e8,
    source: "chosen: a page of a feed",
  },
  roundMax: {
    summary: "most bytes of a round",
    unit: "bytes",
    default: 2 * MB,
    min: KB,
    max: 1e8,
    source: "chosen: a photo",
  },
  hoursMin: {
    summary: "least hours of rounds; whole files move what so many hours of rounds would",
    unit: "h",
    default: 8,
    min: 0.5,
    max: 48,
    source: "chosen: a night, or a day at work",
  },
  hoursMax: {
    summary: "most hours of rounds",
    unit: "h",
    default: 30,
    min: 0.5,
    max: 48,
    source: "chosen: until somebody looks; reports tell of hours to three days",
  },
  jitter: {
    summary: "a round comes up to so much earlier or later, of its period",
    unit: "share",
    default: 0.1,
    min: 0,
    max: 0.9,
    source: "chosen: timers are batched",
  },
  file: {
    summary: "median bytes of a whole file that is fetched",
    unit: "bytes",
    default: 35 * MB,
    min: 1e5,
    max: 1e10,
    source: "chosen: an hour of speech at 80 kbit/s",
  },
  fileSigma: {
    summary: "ln-sigma of those bytes",
    unit: "ln",
    default: 0.5,
    min: 0,
    max: 2,
    source: "chosen: from a quarter of an hour to two hours",
  },
  rate: {
    summary: "median rate of whole files",
    unit: "bit/s",
    default: 12e6,
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
} as const satisfies Record<string, Param>;

type Options = OptionsOf<ReturnType<typeof syncParams>> &
  OptionsOf<ReturnType<typeof circumstanceParams>>;

type Notes = {
  readonly [K in
    | "inRounds"
    | "sends"
    | "period"
    | "round"
    | "bytes"
    | "wish"
    | "screenOff"]: number;
};

const CLOUD = codeOf(APPS, "cloud", "sync-rounds");
const DOWNLOAD = codeOf(APPS, "download", "sync-rounds");
/** ln-sigma by which two rounds differ in bytes: the same content again (chosen). */
const SAME = 0.04;
/** Share of the uplink that an upload fills, and least that it asks for, bit/s. */
const [FILL, LEAST_UPLINK] = [0.8, 1e6];
/** What pauses between photos add to the time of an upload (measured on sendPhotos: 1.3 to 1.6). */
const PAUSES = 2;
/** Most time between two files, ms (chosen: the next is looked up). */
const BETWEEN = 10 * SECOND;
/** No upload is planned for longer. */
const LONGEST = 12 * HOUR;

/** Plans a sync: one law of bytes, whether they go in rounds or as whole files. */
export function planSync(context: PlanContext, options: Options): Episode[] {
  const { random, life } = context;
  const { start, screenOff } = drawCircumstances(context, options);
  const inRounds = chance(random, options.rounds);
  const sends = chance(random, options.sends);
  const period = Math.round(drawLogBetween(random, options.periodMin, options.periodMax));
  const round = Math.round(drawLogBetween(random, options.roundMin, options.roundMax));
  const hours = drawBetween(random, options.hoursMin, options.hoursMax);
  const wish = lognormal(random, options.rate, options.rateSigma);
  const bytes = Math.ceil((hours * HOUR) / period) * round;
  const rate = sends ? uplink(life, start) : loadRate(life, start, wish);
  const whole = Math.min(LONGEST, PAUSES * loadTime(bytes, rate) + BETWEEN);
  const lasts = inRounds ? Math.round(hours * HOUR) : whole;
  const notes: Notes = {
    ...{ inRounds: +inRounds, sends: +sends, period, round, bytes, wish },
    screenOff: +screenOff,
  };
  const wished = { start, end: start + lasts, notes };
  return [screenOff ? wished : startAwake(life, wished, sends ? httpsUpload : tlsDownload)];
}

/** Moves what was planned, over whatever network the owner's switches leave it. */
export function emitSync(context: EmitContext, options: Options, sink: Sink): void {
  const { inRounds, sends, screenOff } = context.episode.notes as Notes;
  const app = sends === 1 ? CLOUD : DOWNLOAD;
  const protocol = sends === 1 ? httpsUpload : tlsDownload;
  const foreground = screenOff === 1 ? 0 : 1;
  holdAppPen(sink, { app, protocol, foreground });
  if (inRounds === 1) emitRounds(context, options, sink);
  else if (sends === 1) emitPhotos(context, sink);
  else emitFiles(context, options, sink);
}

function emitRounds({ episode, random }: EmitContext, { jitter }: Options, sink: Sink): void {
  const { period, round, sends } = episode.notes as Notes;
  for (let due = episode.start; due < episode.end; due += period) {
    const early = uniform(random, 0, jitter) * period;
    const bytes = Math.max(1, Math.round(lognormal(random, round, SAME)));
    const at = Math.min(episode.end, Math.floor(due + early));
    const rate = Math.max(1e6, (bytes * 8000) / (period * (1 - jitter)));
    sink.transfer(at, sends === 1 ? bytes : 0, sends === 1 ? 0 : bytes, rate);
  }
}

function emitPhotos({ episode, random, life }: EmitContext, sink: Sink): void {
  const { bytes } = episode.notes as Notes;
  const { start: from, end: to } = episode;
  sendPhotos(sink, random, { from, to, bytes, rateAt: (t) => uplink(life, t) });
}

function emitFiles({ episode, random, life }: EmitContext, options: Options, sink: Sink): void {
  const { bytes, wish } = episode.notes as Notes;
  let left = bytes;
  for (let t = episode.start; left > 0 && t < episode.end; ) {
    const drawn = Math.ceil(lognormal(random, options.file, options.fileSigma));
    const file = Math.min(left, drawn);
    const until = t + loadTime(file, loadRate(life, t, wish));
    wanderingLoad(sink, random, { bytes: file, from: t, until, end: episode.end });
    left -= file;
    t = until + Math.round(uniform(random, 1, BETWEEN));
  }
}

function uplink(life: DeviceLife, t: number): number {
  return FILL * Math.max(LEAST_UPLINK, cellularUpIn(life, t, t + MINUTE));
}
