import type { OptionsOf, Param } from "../../datasets/param.ts";
import { DAY, GB, HOUR } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS, APPS } from "../../datasets/vocabularies.ts";
import { runningSums } from "../chance/running-sums.ts";
import { categorical, lognormal, uniform } from "../chance/samplers.ts";
import type { EmitContext, Episode, PlanContext, Sink } from "../model.ts";
import { cellularDownIn, cellularUpIn } from "../network/cellular-link.ts";
import type { Protocol } from "../protocol.ts";
import { httpsUpload } from "../protocols/https-upload.ts";
import { quicVideo } from "../protocols/quic-video.ts";
import { startAwake } from "./awake.ts";
import { LONG_LOST, wifiDownAround } from "./circumstances.ts";
import { drawBetween } from "./draw-between.ts";
import { eachStretch, STRETCH_SIGMA } from "./each-stretch.ts";
import { evenTransfer } from "./even-transfer.ts";

/** How often each of the three runs, how long, and how many nights. */
interface Shares {
  readonly stream: number;
  readonly open: number;
  readonly sync: number;
  readonly hoursMin: number;
  readonly hoursMax: number;
  readonly source: Param["source"];
}

/** Options of what runs for hours of an evening or night, wanted or not. */
export function leftRunningParams(shares: Shares) {
  const { source } = shares;
  const weight = { unit: "share", min: 0, max: 1, source } as const;
  const hour = { unit: "h", min: 0.1, max: 14, source } as const;
  return {
    stream: { ...weight, summary: "how often it is a stream on screen", default: shares.stream },
    open: { ...weight, summary: "how often it plays with the screen off", default: shares.open },
    sync: { ...weight, summary: "how often it is a sync of files", default: shares.sync },
    hoursMin: { ...hour, summary: "shortest time that it runs", default: shares.hoursMin },
    hoursMax: { ...hour, summary: "longest time that it runs", default: shares.hoursMax },
    ...RUNNING_PARAMS,
  } as const satisfies Record<string, Param>;
}

const RUNNING_PARAMS = {
  leadMin: {
    summary: "it begins so long before its owner falls asleep, at least",
    unit: "h",
    default: 0.2,
    min: 0,
    max: 12,
    source: "chosen: the last thing in the evening",
  },
  leadMax: {
    summary: "it begins so long before its owner falls asleep, at most",
    unit: "h",
    default: 1.2,
    min: 0,
    max: 12,
    source: "chosen: the last thing in the evening",
  },
  bytesMin: {
    summary: "least bytes of a night",
    unit: "bytes",
    default: GB,
    min: 1e5,
    max: 1e11,
    source: "cited: reports of streams left open, 5 GB in 15 hours; chosen: a short night of it",
  },
  bytesMax: {
    summary: "most bytes of a night",
    unit: "bytes",
    default: 10 * GB,
    min: 1e5,
    max: 1e11,
    source: "cited: reports of streams left open, 2 GB in an hour, 9 GB in a day",
  },
  jitterSigma: {
    summary: "ln-sigma of a factor on each stretch of some seconds",
    unit: "ln",
    default: 0.2,
    min: 0,
    max: 1,
    source: "chosen: scenes and files differ",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<ReturnType<typeof leftRunningParams>>;

type Notes = { readonly [K in "thing" | "bytes" | "lasts"]: number };

/** Something that runs: what it is taken for, how it travels, which way, and whether the screen is lit. */
interface Thing {
  readonly app: number;
  readonly protocol: Protocol;
  readonly up: boolean;
  readonly foreground: 0 | 1;
}

const VIDEO = codeOf(APPS, "video", "left-running");
const CLOUD = codeOf(APPS, "cloud", "left-running");
/** A stream, what plays on behind a dark screen, a sync: in the order of their options. */
const THINGS: readonly Thing[] = [
  { app: VIDEO, protocol: quicVideo, up: false, foreground: 1 },
  { app: VIDEO, protocol: quicVideo, up: false, foreground: 0 },
  { app: CLOUD, protocol: httpsUpload, up: true, foreground: 0 },
];
const WIFI = codeOf(ACCESS, "wifi", "left-running");
/** Share of the link that it fills, and the rate that it asks for where there is none, bit/s. */
const [FILL, LEAST_RATE] = [0.9, 1e6];
/** How much earlier or later than the first night another one begins, h (chosen). */
const SHIFT = 0.5;

/** Plans what its owner falls asleep over: it begins in the evening and runs into the night. */
export function planLeftRunning(context: PlanContext, options: Options): Episode {
  const { random, life } = context;
  const weights = [options.stream, options.open, options.sync];
  const thing = categorical(random, runningSums(weights));
  const lead = drawBetween(random, options.leadMin, options.leadMax);
  const lasts = Math.round(drawBetween(random, options.hoursMin, options.hoursMax) * HOUR);
  const bytes = Math.round(drawBetween(random, options.bytesMin, options.bytesMax));
  const start = Math.max(context.dayStart, Math.floor(life.sleepsAt - lead * HOUR));
  return { start, end: start + lasts, notes: { thing, bytes, lasts } };
}

/** Plans what its owner stays up for: the same, over before bedtime. */
export function planWatched(context: PlanContext, options: Options): Episode {
  const planned = planLeftRunning(context, options);
  const { protocol } = thingOf(planned);
  return startAwake(context.life, planned, protocol);
}

/** Lets the Wi-Fi fail for it where the phone would be on one: else it would cost nothing. */
export function withoutWifi({ random, life }: PlanContext, episode: Episode): Episode {
  const wifiDown = wifiDownAround(random, episode, LONG_LOST);
  const onWifi = life.today.access[life.segmentAt(episode.start)] === WIFI;
  return onWifi ? { ...episode, wifiDown } : episode;
}

/** What runs in an episode that was planned here. */
export function thingOf({ notes }: Episode): Thing {
  return THINGS[(notes as Notes).thing] as Thing;
}

/** Moves what was planned, every second night again where there are several; the network is the caller's to set. */
export function emitLeftRunning(
  context: EmitContext,
  { jitterSigma }: Pick<Options, "jitterSigma">,
  sink: Sink,
  nights = 1,
): void {
  const { random, episode } = context;
  const { lasts } = episode.notes as Notes;
  for (let night = 0; night < nights; night++) {
    const shift = night === 0 ? 0 : uniform(random, -SHIFT, SHIFT) * HOUR;
    const from = episode.start + Math.round(2 * night * DAY + shift);
    const to = Math.min(episode.end, from + lasts);
    eachStretch({ random, sigma: STRETCH_SIGMA }, from, to, (start, end) => {
      runOn(context, { start, end, factor: lognormal(random, 1, jitterSigma) }, sink);
    });
  }
}

/** One stretch of it, no faster than the link. */
function runOn(
  { life, episode }: EmitContext,
  { start, end, factor }: { readonly start: number; readonly end: number; readonly factor: number },
  sink: Sink,
): void {
  const { bytes, lasts } = episode.notes as Notes;
  const { app, protocol, up, foreground } = thingOf(episode);
  sink.app = app;
  sink.guess = app;
  sink.protocol = protocol;
  sink.foreground = foreground;
  const link = up ? cellularUpIn(life, start, end) : cellularDownIn(life, start, end);
  const rate = Math.min(((bytes * 8000) / lasts) * factor, FILL * Math.max(LEAST_RATE, link));
  const moved = Math.round((rate * (end - start)) / 8000);
  evenTransfer(sink, start, end, up ? { up: moved, down: 0 } : { up: 0, down: moved });
}
