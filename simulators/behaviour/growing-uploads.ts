import type { OptionsOf, Param } from "../../datasets/param.ts";
import { DAY, GB, HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { exp, log } from "../chance/exact-math.ts";
import { chance, lognormal, uniform } from "../chance/samplers.ts";
import type { DeviceLife } from "../life/device-life.ts";
import type { EmitContext, Episode, PlanContext, Sink } from "../model.ts";
import { cellularUpIn } from "../network/cellular-link.ts";
import { httpsUpload } from "../protocols/https-upload.ts";
import { largestRemainder } from "./largest-remainder.ts";
import { sendPhotos } from "./send-photos.ts";

/** Whether it shows, and in which hours of a day it sends. */
interface Habit {
  readonly screenOff: number;
  readonly from: number;
  readonly to: number;
  readonly source: Param["source"];
}

/** Options of uploads that grow from week to week, wanted or not; they differ in when and whether they show. */
export function growingUploadParams({ screenOff, from, to, source }: Habit) {
  const hour = { unit: "h", min: 0, max: 24, source } as const;
  return {
    screenOff: {
      summary: "share that sends with the screen off, week after week",
      unit: "share",
      default: screenOff,
      min: 0,
      max: 1,
      source,
    },
    from: { ...hour, summary: "it sends from this hour of a day on", default: from },
    to: { ...hour, summary: "it sends until this hour of a day", default: to },
    ...GROWTH_PARAMS,
  } as const satisfies Record<string, Param>;
}

const GROWTH_PARAMS = {
  days: {
    summary: "days that it goes on",
    unit: "days",
    default: 28,
    min: 1,
    max: 150,
    source: "chosen: until the next bill",
  },
  firstDay: {
    summary: "median bytes of the first day over cellular",
    unit: "bytes",
    default: 36 * MB,
    min: 100,
    max: 1e9,
    source: "cited: ente photos-app#1257, 1.07 GB in its third month",
  },
  firstSigma: {
    summary: "ln-sigma of the first day",
    unit: "ln",
    default: 0.5,
    min: 0,
    max: 2,
    source: "chosen: some phones hold more than others",
  },
  growth: {
    summary: "median factor from one week to the next",
    unit: "ratio",
    default: 2.35,
    min: 1,
    max: 5,
    source:
      "cited: ente photos-app#1257, from 160 kB in its first month to 7.5 GB in five days of its fifth",
  },
  growthSigma: {
    summary: "ln-sigma of that factor",
    unit: "ln",
    default: 0.12,
    min: 0,
    max: 1,
    source: "chosen: months of that report grew between 5 and 180 times",
  },
  mostDay: {
    summary: "most bytes of a day",
    unit: "bytes",
    default: 1.5 * GB,
    min: 1e6,
    max: 4 * GB,
    source: "cited: ente photos-app#1257, 7.5 GB in five days",
  },
  daySigma: {
    summary: "ln-sigma by which a day differs from the trend",
    unit: "ln",
    default: 0.3,
    min: 0,
    max: 2,
    source: "chosen: no two days are alike",
  },
  runs: {
    summary: "runs of a day",
    unit: "count",
    default: 6,
    min: 1,
    max: 48,
    source: "chosen: systems wake such apps every few hours",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<ReturnType<typeof growingUploadParams>>;

type Notes = { readonly [K in "first" | "growth" | "screenOff"]: number };

const CLOUD = codeOf(APPS, "cloud", "growing-uploads");
/** Share of the uplink that it fills, and the rate that it asks for where there is no link, bit/s. */
const [FILL, LEAST_RATE] = [0.8, 1e6];
/** Shortest time of a day in which it sends. */
const SHORTEST = HOUR / 2;
const WEEK = 7;

/** Plans days of uploads, each larger than the last by the trend. */
export function planGrowingUploads({ dayStart, random }: PlanContext, options: Options): Episode[] {
  const notes = {
    first: lognormal(random, options.firstDay, options.firstSigma),
    growth: Math.max(1, lognormal(random, options.growth, options.growthSigma)),
    screenOff: +chance(random, options.screenOff),
  };
  const { from, to } = hoursOf(options);
  const last = dayStart + (Math.round(options.days) - 1) * DAY;
  return [{ start: dayStart + from, end: last + to, notes }];
}

/** Sends day by day what the trend holds; what a run leaves is sent with the next. The network is the caller's to set. */
export function emitGrowingUploads(context: EmitContext, options: Options, sink: Sink): void {
  const { random, life, dayStart, episode } = context;
  const { first, growth, screenOff } = episode.notes as Notes;
  const hours = hoursOf(options);
  sink.app = CLOUD;
  sink.guess = CLOUD;
  sink.foreground = screenOff === 1 ? 0 : 1;
  sink.protocol = httpsUpload;
  let left = 0;
  for (let day = 0; day < Math.round(options.days); day++) {
    const trend = first * exp((day / WEEK) * log(growth)) * lognormal(random, 1, options.daySigma);
    const bytes = Math.ceil(Math.min(options.mostDay, trend));
    const [from, to] = [dayStart + day * DAY + hours.from, dayStart + day * DAY + hours.to];
    const starts = Array.from({ length: Math.round(options.runs) }, () =>
      Math.floor(uniform(random, from, to)),
    ).sort((a, b) => a - b);
    const parts = largestRemainder(
      bytes,
      starts.map(() => lognormal(random, 1, options.daySigma)),
    );
    for (const [run, start] of starts.entries()) {
      left = sendPhotos(sink, random, {
        ...{ from: start, to: starts[run + 1] ?? to, bytes: left + (parts[run] as number) },
        rateAt: (t) => rateAt(life, t),
      });
    }
  }
}

function rateAt(life: DeviceLife, t: number): number {
  return FILL * Math.max(LEAST_RATE, cellularUpIn(life, t, t + MINUTE));
}

/** Options may contradict each other. */
function hoursOf({ from, to }: Options): { from: number; to: number } {
  const first = Math.round(Math.min(from, 24 - SHORTEST / HOUR) * HOUR);
  return { from: first, to: Math.max(first + SHORTEST, Math.round(to * HOUR)) };
}
