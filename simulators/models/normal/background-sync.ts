import type { Param } from "../../../datasets/param.ts";
import { DAY, GB, MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { ACCESS, APPS } from "../../../datasets/vocabularies.ts";
import { wholeDay } from "../../behaviour/sessions.ts";
import { exp } from "../../chance/exact-math.ts";
import { categorical, lognormal, normal, uniform } from "../../chance/samplers.ts";
import { FLOOR_SHARES } from "../../life/presets.ts";
import type { EmitContext, TrafficModel } from "../../model.ts";

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
/** Apps that fetch ahead and sync, in the order of the floor's shares; mail stands for messages. */
const FLOOR_APPS = [
  codeOf(APPS, "video"),
  codeOf(APPS, "social"),
  codeOf(APPS, "mail"),
  codeOf(APPS, "store"),
  codeOf(APPS, "web"),
  codeOf(APPS, "cloud"),
];
/** Their usual share upwards, as in the models of the same names. */
const FLOOR_UP = [0.029, 0.1, 0.2, 0.027, 0.29, 0.6];
const FLOOR_SUMS = /* @__PURE__ */ floorSums();

type Options = { readonly [K in keyof typeof params]: number };

/**
 * Refreshes mail and feeds and fetches ahead, day and night, whether or not anyone looks: the even
 * quarter of the volume that no one notices. With sigma and jitter 0 it is a clockwork: bursts of
 * exactly `median` bytes at `phase`, `phase` + `period` and so on of each civil day. With
 * background data off it skips the bursts that would fall on cellular.
 */
export const backgroundSync: TrafficModel<typeof params> = {
  name: "background-sync",
  version: 1,
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
    sink.foreground = 0;
    sink.packetUp = 200;
    sink.packetDown = 1150;
    for (let at = first; at < DAY; at += period) {
      const shift = jitter === 0 ? 0 : uniform(random, -jitter, jitter);
      const start = dayStart + Math.floor(Math.max(0, Math.min(DAY - 1, at + shift)));
      const factor = sigma === 0 ? 1 : lognormal(random, 1, sigma);
      const kind = categorical(random, FLOOR_SUMS);
      const wifi = life.today.access[life.segmentAt(start)] === WIFI;
      if (!(wifi || life.settings.backgroundData)) continue;
      const bytes = Math.round((wifi ? onWifi : onCellular) * factor);
      const up = Math.round(bytes * (upShare < 0 ? (FLOOR_UP[kind] as number) : upShare));
      sink.app = FLOOR_APPS[kind] as number;
      sink.guess = sink.app;
      sink.peers = 1 + (kind % 3);
      sink.flows = sink.peers + 1;
      sink.transfer(start, up, bytes - up, 8_000_000);
    }
  },
};

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

function floorSums(): Float64Array {
  const sums = new Float64Array(FLOOR_APPS.length);
  const { video, social, messaging, store, web, cloud } = FLOOR_SHARES;
  let total = 0;
  for (const [i, share] of [video, social, messaging, store, web, cloud].entries()) {
    total += share;
    sums[i] = total;
  }
  return sums;
}
