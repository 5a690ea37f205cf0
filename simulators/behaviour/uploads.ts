import type { OptionsOf, Param } from "../../datasets/param.ts";
import { HOUR, MB, MINUTE, SECOND } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS, APPS } from "../../datasets/vocabularies.ts";
import { chance, exponential, integer, lognormal, uniform } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";
import type { EmitContext, Episode, PlanContext, Sink, Stretch } from "../model.ts";
import { cellularUpIn } from "../network/cellular-link.ts";
import { httpsUpload } from "../protocols/https-upload.ts";
import { startAwake } from "./awake.ts";
import {
  type Circumstances,
  type circumstanceParams,
  drawCircumstances,
  JUST_LOST,
  wifiDownAround,
} from "./circumstances.ts";
import { drawBetween } from "./draw-between.ts";
import { drawEnding, END_PARAMS } from "./ends.ts";
import { largestRemainder } from "./largest-remainder.ts";
import { sendPhotos } from "./send-photos.ts";
import { wholeBetween } from "./whole-between.ts";

/** Shares of what uploads of a story have about them. */
interface Shares {
  readonly before: number;
  readonly runs: number;
  readonly several: number;
  readonly source: Param["source"];
}

/** Options of background uploads, wanted or not; they differ in how often each mark of them holds. */
export function uploadParams({ before, runs, several, source: from }: Shares) {
  const share = { unit: "share", min: 0, max: 1, source: from } as const;
  return {
    before: {
      ...share,
      summary: "share in which the same app sent over Wi-Fi just before",
      default: before,
    },
    runs: {
      ...share,
      summary: "share that is sent in separate runs; the others go in one",
      default: runs,
    },
    several: { ...share, summary: "share that several apps send", default: several },
    ...UPLOAD_PARAMS,
  } as const satisfies Record<string, Param>;
}

const UPLOAD_PARAMS = {
  duration: {
    summary: "longest stretch of uploads",
    unit: "ms",
    default: 5 * HOUR,
    min: MINUTE,
    max: 12 * HOUR,
    source: "chosen: until the upload is through, or the owner wakes",
  },
  bytesMin: {
    summary: "least bytes over cellular, unless something stops it",
    unit: "bytes",
    default: 200 * MB,
    min: 0,
    max: 1e12,
    source: "cited: article B, several hundred megabytes",
  },
  bytesMax: {
    summary: "most bytes over cellular",
    unit: "bytes",
    default: 900 * MB,
    min: 0,
    max: 1e12,
    source: "cited: article B, several hundred megabytes",
  },
  busyMin: {
    summary: "least share of the time in which something is sent, where it is sent in runs",
    unit: "share",
    default: 0.2,
    min: 0.01,
    max: 1,
    source: "chosen: apps that look for something to send every few minutes",
  },
  busyMax: {
    summary: "largest share of the time in which something is sent, where it is sent in runs",
    unit: "share",
    default: 0.4,
    min: 0.01,
    max: 1,
    source: "chosen: apps that look for something to send every few minutes",
  },
  run: {
    summary: "mean length of one run",
    unit: "ms",
    default: 4 * MINUTE,
    min: MINUTE,
    max: HOUR,
    source: "chosen: an album, or what a minute of light coverage lets pass",
  },
  runSigma: {
    summary: "ln-sigma by which runs differ in what they move by time",
    unit: "ln",
    default: 0.6,
    min: 0,
    max: 2,
    source: "chosen: apps do not queue evenly",
  },
  appsMin: {
    summary: "least apps that upload",
    unit: "count",
    default: 2,
    min: 1,
    max: 5,
    source: "cited: article B, several apps",
  },
  appsMax: {
    summary: "most apps that upload",
    unit: "count",
    default: 5,
    min: 1,
    max: 5,
    source: "cited: article B, several apps",
  },
  ...END_PARAMS,
} as const satisfies Record<string, Param>;

type Options = OptionsOf<ReturnType<typeof uploadParams>> &
  OptionsOf<ReturnType<typeof circumstanceParams>>;

type Notes = {
  readonly [K in "bytes" | "busy" | "apps" | "first" | "screenOff" | "before"]: number;
};

const WIFI = codeOf(ACCESS, "wifi", "uploads");
const UPLOADERS = (["cloud", "social", "messaging", "mail", "web"] as const).map((word) =>
  codeOf(APPS, word, "uploads"),
);
/** No run is shorter (chosen: the phone notices no shorter failure of its Wi-Fi). */
const SHORTEST = 5 * SECOND;
/** Share of the uplink that an upload fills. */
const FILL = 0.8;
/** What is sent over Wi-Fi before, least and most, and how long before (chosen). */
const [BEFORE_LEAST, BEFORE_MOST, BEFORE] = [6 * MB, 40 * MB, 12 * MINUTE];
/** Rate of that in bit/s (chosen: a home line's uplink). */
const BEFORE_RATE = 20e6;

/** Plans uploads in the circumstances that the options make likely. */
export function planUploads(context: PlanContext, options: Options): Episode[] {
  return uploadsAt(context, options, drawCircumstances(context, options));
}

/** Plans uploads that begin in these circumstances, and what went over Wi-Fi before. */
export function uploadsAt(
  { random, life, dayStart, share }: PlanContext,
  options: Options,
  { start, screenOff, idle, wifiDown }: Circumstances,
): Episode[] {
  const bytes = Math.round(share * drawBetween(random, options.bytesMin, options.bytesMax));
  const inRuns = chance(random, options.runs);
  const several = chance(random, options.several);
  const notes = {
    ...{ bytes, screenOff: +screenOff, before: 0, first: integer(random, UPLOADERS.length) },
    busy: inRuns ? drawBetween(random, options.busyMin, options.busyMax) : 1,
    apps: several ? wholeBetween(random, options.appsMin, options.appsMax) : 1,
  };
  const lasts = inRuns
    ? options.duration
    : timeFor(bytes, cellularUpIn(life, start, start + MINUTE));
  const least = Math.min(Math.round(lasts), MINUTE);
  const wished = { start, end: start + Math.round(Math.min(lasts, options.duration)), notes };
  // Who sleeps wakes; what is on screen ends at bedtime.
  const through = idle
    ? Math.max(start + least, Math.min(wished.end, Math.floor(life.wakesAt)))
    : wished.end;
  const ending = drawEnding(random, { start, end: through }, options);
  // What was not sent by then stays.
  const sent = Math.round((bytes * (ending.end - start)) / Math.max(1, through - start));
  const ended = {
    start,
    end: ending.end,
    notes: { ...notes, bytes: sent, endKind: ending.endKind },
  };
  const episode = screenOff ? ended : startAwake(life, ended, httpsUpload);
  const down = wifiDown ? wifiDownAround(random, { ...episode, ending }, JUST_LOST) : undefined;
  const lead = leadOf(random, { start: episode.start, notes }, down);
  const wanted = chance(random, options.before) && lead.start >= dayStart;
  const hasLed = wanted && life.today.access[life.segmentAt(lead.start)] === WIFI;
  const sending = down === undefined ? episode : { ...episode, wifiDown: down };
  return hasLed ? [lead, sending] : [sending];
}

/** What the first app sends over Wi-Fi just before. */
function leadOf(
  random: Random,
  { start, notes }: { readonly start: number; readonly notes: Notes },
  down: Stretch | undefined,
): Episode & { readonly everyday: true } {
  const until = down?.from ?? start;
  const from = Math.floor(until - uniform(random, MINUTE, BEFORE));
  const bytes = Math.round(uniform(random, BEFORE_LEAST, BEFORE_MOST));
  return { start: from, end: until, everyday: true, notes: { ...notes, bytes, before: 1 } };
}

/** Sends what was planned; the network of what goes over cellular is the caller's to set. */
export function emitUploads(context: EmitContext, options: Options, sink: Sink): void {
  const { random, life, episode } = context;
  const { bytes, busy, apps, first, screenOff, before } = episode.notes as Notes;
  sink.foreground = screenOff === 1 ? 0 : 1;
  sink.protocol = httpsUpload;
  if (before === 1) {
    hold(sink, first);
    sink.network = "wifi-only";
    sink.transfer(episode.start, bytes, 0, BEFORE_RATE);
    return;
  }
  const runs = busy < 1 ? runsOf(context, options, busy) : wholeIn(context, apps);
  const weights = runs.map(({ from, to }) => (to - from) * lognormal(random, 1, options.runSigma));
  const parts = largestRemainder(bytes, weights);
  let waiting = 0;
  for (const [i, { from, to }] of runs.entries()) {
    hold(sink, first + (i % apps));
    waiting += parts[i] as number;
    const rateAt = (t: number) => FILL * cellularUpIn(life, t, t + MINUTE);
    waiting = sendPhotos(sink, random, { from, to, bytes: waiting, rateAt });
  }
}

function hold(sink: Sink, uploader: number): void {
  const app = UPLOADERS[uploader % UPLOADERS.length] as number;
  sink.app = app;
  sink.guess = app;
}

/** One run, in which the apps take turns. */
function wholeIn({ episode: { start, end } }: EmitContext, apps: number): Stretch[] {
  const length = (end - start) / apps;
  return Array.from({ length: apps }, (_, i) => ({
    from: start + Math.floor(i * length),
    to: start + Math.floor((i + 1) * length),
  }));
}

/** Stretches in which something is sent, at least one: runs and what lies between, exponential. */
function runsOf({ random, episode }: EmitContext, { run }: Options, busy: number): Stretch[] {
  const pause = (run * (1 - busy)) / busy;
  const runs: Stretch[] = [];
  for (let t = episode.start + exponential(random, pause); t < episode.end; ) {
    const to = Math.min(episode.end, t + Math.max(SHORTEST, exponential(random, run)));
    if (to - t >= SHORTEST) runs.push({ from: Math.floor(t), to: Math.floor(to) });
    t = to + exponential(random, pause);
  }
  const first = { from: episode.start, to: Math.min(episode.end, episode.start + MINUTE) };
  return runs.length > 0 ? runs : [first];
}

/** How long so many bytes take over a link, ms, with the pauses between two files. */
function timeFor(bytes: number, link: number): number {
  return (PAUSES * bytes * 8000) / (FILL * Math.max(1e6, link));
}

/** Photos that are prepared while nothing is sent (measured on this behaviour: 1.3 to 1.6). */
const PAUSES = 2;
