import type { Param } from "../../../datasets/param.ts";
import { DAY, GB, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { ACCESS, APPS } from "../../../datasets/vocabularies.ts";
import { dataOf } from "../../behaviour/data-of.ts";
import { wholeDay } from "../../behaviour/sessions.ts";
import { exp } from "../../chance/exact-math.ts";
import { runningSums } from "../../chance/running-sums.ts";
import {
  categorical,
  chance,
  exponential,
  lognormal,
  normal,
  uniform,
} from "../../chance/samplers.ts";
import { FLOOR_SHARES } from "../../life/presets.ts";
import type { EmitContext, Sink, TrafficModel } from "../../model.ts";
import { routeOf } from "../../network/route.ts";
import type { Protocol } from "../../protocol.ts";
import { appStoreUpdate } from "../../protocols/app-store-update.ts";
import { mailSync } from "../../protocols/mail-sync.ts";
import { quicVideo } from "../../protocols/quic-video.ts";
import { webPage } from "../../protocols/web-page.ts";

const params = {
  period: {
    summary: "time between two bursts",
    unit: "ms",
    default: 15 * MINUTE,
    min: 1000,
    max: DAY,
    source: "chosen: mail and feeds refresh every 15-60 min",
  },
  median: {
    summary: "median size of a burst; 0 = what preset, person and day make it",
    unit: "bytes",
    default: 0,
    min: 0,
    max: 4 * GB,
    source: "chosen: 25 % of the volume flows evenly (measured on a prototype against F2-F8)",
  },
  sigma: {
    summary: "ln-sigma of a burst's size",
    unit: "1",
    default: 1,
    min: 0,
    max: 4,
    source: "chosen: IMC 2023 has 1.7 for mail, feeds vary less",
  },
  jitter: {
    summary: "a burst comes up to so much earlier or later",
    unit: "ms",
    default: 3 * MINUTE,
    min: 0,
    max: DAY,
    source: "chosen: systems batch wake-ups",
  },
  phase: {
    summary: "first burst after midnight; -1 = drawn for each day",
    unit: "ms",
    default: -1,
    min: -1,
    max: DAY,
    source: "chosen: no two phones beat together",
  },
  opened: {
    summary: "share of what a phone did not fetch ahead that is fetched once its app is opened",
    unit: "share",
    default: 0.5,
    min: 0,
    max: 1,
    source: "chosen: of what is fetched ahead, half is looked at",
  },
  upShare: {
    summary: "share of the bytes that go up; -1 = what is usual for the app",
    unit: "share",
    default: -1,
    min: -1,
    max: 1,
    source: "cited: Sandvine 2021 for each category, which gives 11 % in all",
  },
} as const satisfies Record<string, Param>;

const CELLULAR = codeOf(ACCESS, "cellular");
const WIFI = codeOf(ACCESS, "wifi");
/** Apps that fetch ahead and sync, the category whose part of the floor each is, share of the data that goes up, and whether it is asked for until it is through; mail stands for messages (chosen: with what protocols add, Sandvine 2021). */
const FLOOR = [
  { app: codeOf(APPS, "video"), category: "video", protocol: quicVideo, up: 0, kept: false },
  { app: codeOf(APPS, "social"), category: "social", protocol: webPage, up: 0.05, kept: false },
  { app: codeOf(APPS, "mail"), category: "messaging", protocol: mailSync, up: 0.12, kept: false },
  { app: codeOf(APPS, "store"), category: "store", protocol: appStoreUpdate, up: 0, kept: true },
  { app: codeOf(APPS, "web"), category: "web", protocol: webPage, up: 0.24, kept: false },
  { app: codeOf(APPS, "cloud"), category: "cloud", protocol: mailSync, up: 0.55, kept: true },
] as const;
const FLOOR_SUMS = /* @__PURE__ */ runningSums(FLOOR.map(({ category }) => FLOOR_SHARES[category]));

/** Bit/s of a burst, and how long after its fetch an app is opened in the mean (chosen). */
const [RATE, OPENED_AFTER] = [8_000_000, HOUR];

type Options = { readonly [K in keyof typeof params]: number };

/**
 * Refreshes mail and feeds and fetches ahead, day and night, whether or not anyone looks: the even
 * quarter of the volume that no one notices. With sigma and jitter 0 it is a clockwork: bursts of
 * exactly `median` bytes at `phase`, `phase` + `period` and so on of each civil day. Where the phone
 * keeps unseen apps off cellular, files and updates wait for Wi-Fi; feeds and mail are not fetched
 * ahead, and some of them are when their app is opened next.
 */
export const backgroundSync: TrafficModel<typeof params> = {
  name: "background-sync",
  version: 2,
  summary: "mail, feeds and clips fetched unseen, day and night",
  role: "normal",
  params,
  plan: wholeDay,
  emit(context, options, sink) {
    const { life, random, dayStart } = context;
    const { period, sigma, jitter, upShare } = options;
    const first = options.phase < 0 ? uniform(random, 0, period) : options.phase;
    const onCellular = burstMedian(context, options);
    const onWifi = options.median > 0 ? options.median : (onCellular * cellularTime(context)) / DAY;
    const refused: Refused[] = [];
    sink.foreground = 0;
    // A size given by hand is all that a burst moves.
    if (options.median > 0) sink.bytes = "all";
    for (let at = first; at < DAY; at += period) {
      const shift = jitter === 0 ? 0 : uniform(random, -jitter, jitter);
      const start = dayStart + Math.floor(Math.max(0, Math.min(DAY - 1, at + shift)));
      const factor = sigma === 0 ? 1 : lognormal(random, 1, sigma);
      const kind = categorical(random, FLOOR_SUMS);
      const wifi = life.today.access[life.segmentAt(start)] === WIFI;
      const wished = (wifi ? onWifi : onCellular) * factor;
      const { app, protocol, up: usual, kept } = FLOOR[kind] as (typeof FLOOR)[number];
      const bytes = sink.bytes === "all" ? Math.round(wished) : dataOf(protocol, wished);
      const up = Math.round(bytes * (upShare < 0 ? usual : upShare));
      hold(sink, app, protocol);
      if (wifi || kept || routeOf(sink, life.settings) !== "wifi-only") {
        sink.transfer(start, up, bytes - up, RATE);
      } else refused.push({ kind, start, up, down: bytes - up });
    }
    // Drawn when all else is: what a phone lets through moves no other draw.
    sink.foreground = 1;
    for (const { kind, start, up, down } of refused) {
      const { app, protocol } = FLOOR[kind] as (typeof FLOOR)[number];
      hold(sink, app, protocol);
      const isOpened = chance(random, options.opened);
      const after = exponential(random, OPENED_AFTER);
      const seen = Math.floor(awakeFrom(context, start) + after);
      if (isOpened) sink.transfer(seen, up, down, RATE);
    }
  },
};

/** What a phone did not let an app fetch ahead. */
interface Refused {
  readonly kind: number;
  readonly start: number;
  readonly up: number;
  readonly down: number;
}

function hold(sink: Sink, app: number, protocol: Protocol): void {
  sink.app = app;
  sink.guess = app;
  sink.protocol = protocol;
}

/** The first moment from `t` on at which its owner is awake; who sleeps into the next day rises as today. */
function awakeFrom({ life, dayStart }: EmitContext, t: number): number {
  if (life.awakeAt(t)) return t;
  return t < life.wakesAt ? life.wakesAt : dayStart + DAY + (life.wakesAt - dayStart);
}

/** Median burst on cellular: the person's floor of the day, spread over the day's time on cellular. */
function burstMedian(context: EmitContext, { median, period, sigma }: Options): number {
  const { life, random } = context;
  const { floorShare, floorSigma, dailyMean } = life.volume;
  const day = exp(floorSigma * normal(random) - (floorSigma * floorSigma) / 2);
  if (median > 0) return median;
  const floor = floorShare * dailyMean * life.persona.volumeFactor * day;
  const bursts = Math.max(1, cellularTime(context) / period);
  return floor / bursts / exp((sigma * sigma) / 2);
}

function cellularTime({ life }: EmitContext): number {
  const { today } = life;
  let time = 0;
  for (let i = 0; i < today.length; i++) {
    if (today.access[i] === CELLULAR) time += today.start[i + 1] - today.start[i];
  }
  return time;
}
