import type { OptionsOf, Param } from "../../datasets/param.ts";
import { HOUR, MB, MINUTE, SECOND } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { chance, integer, lognormal, uniform } from "../chance/samplers.ts";
import type { EmitContext, Episode, PlanContext, Sink } from "../model.ts";
import { cellularUpIn } from "../network/cellular-link.ts";
import { httpsUpload } from "../protocols/https-upload.ts";
import { pushHeartbeat } from "../protocols/push-heartbeat.ts";
import { holdAppPen } from "./app-pen.ts";
import { startAwake } from "./awake.ts";
import {
  type circumstanceParams,
  drawCircumstances,
  LONG_LOST,
  wifiDownAround,
} from "./circumstances.ts";
import { drawBetween } from "./draw-between.ts";
import { drawLogBetween } from "./draw-log-between.ts";
import { removalOf } from "./removal.ts";
import { sendPhotos } from "./send-photos.ts";
import { wholeBetween } from "./whole-between.ts";

/** Shares of what an app that uploads unseen has about it. */
interface Shares {
  readonly beats: number;
  readonly source: Param["source"];
}

/** Options of an app that stores and forwards, wanted or not. */
export function unseenUploadParams({ beats, source }: Shares) {
  return {
    beats: {
      summary: "share that asks its server for orders or news every few minutes as well",
      unit: "share",
      default: beats,
      min: 0,
      max: 1,
      source,
    },
    ...UPLOAD_PARAMS,
  } as const satisfies Record<string, Param>;
}

const UPLOAD_PARAMS = {
  burstsMin: {
    summary: "least bursts that are sent",
    unit: "count",
    default: 2,
    min: 1,
    max: 100,
    source: "chosen: the contacts, and the day's photos",
  },
  burstsMax: {
    summary: "most bursts that are sent",
    unit: "count",
    default: 10,
    min: 1,
    max: 100,
    source: "chosen: the library, piece by piece",
  },
  burstMin: {
    summary: "least bytes of a burst",
    unit: "bytes",
    default: 5 * MB,
    min: 1e4,
    max: 1e10,
    source: "chosen: contacts, messages and a photo or two",
  },
  burstMax: {
    summary: "most bytes of a burst",
    unit: "bytes",
    default: 200 * MB,
    min: 1e4,
    max: 1e10,
    source: "chosen: some dozens of photos, or an hour of sound",
  },
  waits: {
    summary: "share of bursts that wait for Wi-Fi",
    unit: "share",
    default: 0.4,
    min: 0,
    max: 1,
    source: "chosen: what wants to stay unnoticed waits, what is careless does not",
  },
  span: {
    summary: "longest time over which bursts are spread",
    unit: "ms",
    default: 5 * HOUR,
    min: MINUTE,
    max: 12 * HOUR,
    source: "chosen: a night's sleep, until its owner wakes",
  },
  beatMin: {
    summary: "least time between two heartbeats",
    unit: "ms",
    default: 30 * SECOND,
    min: 10 * SECOND,
    max: HOUR,
    source: "chosen: a server that wants answers at once",
  },
  beatMax: {
    summary: "longest time between two heartbeats",
    unit: "ms",
    default: 10 * MINUTE,
    min: 10 * SECOND,
    max: HOUR,
    source: "chosen: before networks forget the connection",
  },
  beatBytes: {
    summary: "median bytes of a heartbeat, both ways together",
    unit: "bytes",
    default: 920,
    min: 2,
    max: 1e5,
    source: "chosen: a short report with each, as much as four of a messenger's",
  },
  hoursMin: {
    summary: "least hours of heartbeats",
    unit: "h",
    default: 8,
    min: 1,
    max: 48,
    source: "chosen: until the app is noticed, or sleeps",
  },
  hoursMax: {
    summary: "most hours of heartbeats",
    unit: "h",
    default: 24,
    min: 1,
    max: 48,
    source: "chosen: as the least",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<ReturnType<typeof unseenUploadParams>> &
  OptionsOf<ReturnType<typeof circumstanceParams>>;

type Notes = {
  readonly [K in "app" | "bursts" | "until" | "period" | "screenOff"]: number;
};

/** What phones and probes take small apps for, whatever they do (chosen). */
const SEEMS = (["cloud", "web"] as const).map((word) => codeOf(APPS, word, "unseen-uploads"));
/** Share of the uplink that an upload fills, and least that it asks for, bit/s. */
const [FILL, LEAST_UPLINK] = [0.8, 1e6];
const PUSH = codeOf(APPS, "push", "unseen-uploads");
/** ln-sigma of a heartbeat's bytes (chosen: each says the same); half of them go up, as of any channel that is kept open. */
const BEAT_SIGMA = 0.05;
/** Rate of a heartbeat in bit/s, and how much sooner or later one comes, of its period (chosen). */
const [BEAT_RATE, BEAT_JITTER] = [1e6, 0.15];

/** Plans a night or a day of an app that stores and forwards. */
export function planUnseenUploads(context: PlanContext, options: Options): Episode[] {
  const { random, life } = context;
  const { start, screenOff, idle, wifiDown } = drawCircumstances(context, options);
  const bursts = wholeBetween(random, options.burstsMin, options.burstsMax);
  const beats = chance(random, options.beats);
  const period = Math.round(drawLogBetween(random, options.beatMin, options.beatMax));
  const hours = drawBetween(random, options.hoursMin, options.hoursMax);
  const app = SEEMS[integer(random, SEEMS.length)] as number;
  const latest = Math.floor(idle ? life.wakesAt : life.sleepsAt);
  const spread = Math.max(MINUTE, Math.min(options.span, latest - start));
  const lasts = Math.max(spread, beats ? hours * HOUR : 0);
  const notes = { app, bursts, until: start + spread, period: beats ? period : 0 };
  const wished = {
    ...{ start, end: start + Math.round(lasts) },
    notes: { ...notes, screenOff: +screenOff },
  };
  const episode = screenOff ? wished : startAwake(life, wished, httpsUpload);
  return [
    wifiDown ? { ...episode, wifiDown: wifiDownAround(random, episode, LONG_LOST) } : episode,
  ];
}

/** Sends bursts, each somewhere in its part of the time, and heartbeats all the while. */
export function emitUnseenUploads(context: EmitContext, options: Options, sink: Sink): void {
  const { random, life, episode } = context;
  const { app, bursts, until, screenOff } = episode.notes as Notes;
  const foreground = screenOff === 1 ? 0 : 1;
  const length = (Math.min(until, episode.end) - episode.start) / bursts;
  const rateAt = (t: number) => FILL * Math.max(LEAST_UPLINK, cellularUpIn(life, t, t + MINUTE));
  const stop = removalOf(episode);
  // What a part of the time did not suffice for goes with the next.
  let left = 0;
  for (let i = 0; i < bursts; i++) {
    const from = episode.start + Math.floor((i + uniform(random, 0, 0.5)) * length);
    const to = episode.start + Math.floor((i + 1) * length);
    const drawn = Math.round(drawLogBetween(random, options.burstMin, options.burstMax));
    const waits = chance(random, options.waits);
    holdAppPen(sink, { app, protocol: httpsUpload, foreground });
    if (waits) sink.network = "wifi-only";
    left = sendPhotos(sink, random, { from, to, stop, bytes: left + drawn, rateAt });
  }
  emitBeats(context, options, sink);
}

function emitBeats({ random, episode }: EmitContext, options: Options, sink: Sink): void {
  const { app, period, screenOff } = episode.notes as Notes;
  if (period === 0) return;
  const foreground = screenOff === 1 ? 0 : 1;
  holdAppPen(sink, { app, protocol: pushHeartbeat, foreground });
  // A probe sees a small exchange that is kept alive, and takes it for what does that most.
  sink.guess = PUSH;
  const until = Math.min(episode.end, removalOf(episode));
  for (let due = episode.start; due < until; due += period) {
    const at = Math.floor(due + uniform(random, 0, BEAT_JITTER) * period);
    const bytes = Math.ceil(lognormal(random, options.beatBytes, BEAT_SIGMA));
    const up = Math.round(bytes / 2);
    sink.transfer(Math.min(episode.end, at), up, bytes - up, BEAT_RATE);
  }
}
