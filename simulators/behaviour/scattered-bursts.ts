import type { OptionsOf, Param } from "../../datasets/param.ts";
import { DAY, HOUR, SECOND } from "../../datasets/sizes.ts";
import { exp } from "../chance/exact-math.ts";
import { chance, exponential, lognormal } from "../chance/samplers.ts";
import type { EmitContext, Episode, PlanContext } from "../model.ts";
import type { Protocol } from "../protocol.ts";
import { startAwake } from "./awake.ts";
import {
  type circumstanceParams,
  drawCircumstances,
  LONG_LOST,
  wifiDownAround,
} from "./circumstances.ts";
import { drawBetween } from "./draw-between.ts";
import { removalOf } from "./removal.ts";

/** Share of the stories that are over in one sitting, and the bursts of all of them. */
interface Scattered {
  readonly sitting: number;
  readonly source: Param["source"];
  /** Bytes of one burst, median and where it is from. */
  readonly burst: { readonly median: number; readonly source: Param["source"] };
}

/** Options of what comes in bursts at odd moments, for days or for one sitting. */
export function scatteredParams({ sitting, source, burst }: Scattered) {
  return {
    sitting: {
      summary: "share that moves a day's bytes in one sitting; the others go on for days",
      unit: "share",
      default: sitting,
      min: 0,
      max: 1,
      source,
    },
    burst: {
      summary: "median bytes of a burst",
      unit: "bytes",
      default: burst.median,
      min: 1e5,
      max: 1e9,
      source: burst.source,
    },
    burstSigma: {
      summary: "ln-sigma of those bytes",
      unit: "ln",
      default: 0.6,
      min: 0,
      max: 1.5,
      source: burst.source,
    },
    ...LENGTHS,
  } as const satisfies Record<string, Param>;
}

const LENGTHS = {
  daysMin: {
    summary: "least days that it goes on",
    unit: "days",
    default: 2,
    min: 1,
    max: 31,
    source: "chosen: nobody looks on the first day",
  },
  daysMax: {
    summary: "most days that it goes on",
    unit: "days",
    default: 5,
    min: 1,
    max: 31,
    source: "chosen: until the app is taken off, or a dataset of two weeks would hold nothing else",
  },
  hoursMin: {
    summary: "least hours of a sitting",
    unit: "h",
    default: 1.5,
    min: 0.25,
    max: 24,
    source: "chosen: an evening",
  },
  hoursMax: {
    summary: "most hours of a sitting",
    unit: "h",
    default: 6,
    min: 0.25,
    max: 24,
    source: "chosen: an evening and half a night",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<ReturnType<typeof scatteredParams>> &
  OptionsOf<ReturnType<typeof circumstanceParams>>;

type Notes = { readonly [K in "bytes" | "screenOff" | "sitting"]: number };

/** Where bursts would come sooner one after the other, they are larger instead, ms on the average (chosen). */
const LEAST_PAUSE = 10 * SECOND;

/** Plans bursts of so many bytes a day: for days, whoever sleeps meanwhile, or as many in one sitting. */
export function planScattered(
  context: PlanContext,
  options: Options,
  { daily, protocol }: { readonly daily: number; readonly protocol: Protocol },
): Episode[] {
  const { random, life } = context;
  const { start, screenOff, wifiDown } = drawCircumstances(context, options);
  const sitting = chance(random, options.sitting);
  const days = drawBetween(random, options.daysMin, options.daysMax);
  const hours = drawBetween(random, options.hoursMin, options.hoursMax);
  const lasts = Math.round(sitting ? hours * HOUR : days * DAY);
  const bytes = Math.round(sitting ? daily : daily * days);
  const notes: Notes = { bytes, screenOff: +screenOff, sitting: +sitting };
  const wished = { start, end: start + lasts, notes };
  const episode = screenOff ? wished : startAwake(life, wished, protocol);
  return [
    wifiDown ? { ...episode, wifiDown: wifiDownAround(random, episode, LONG_LOST) } : episode,
  ];
}

/** Visits the bursts of an episode, at odd moments; each of whole bytes. */
export function eachBurst(
  { random, episode }: EmitContext,
  { burst, burstSigma }: Options,
  visit: (at: number, bytes: number) => void,
): void {
  const { bytes } = episode.notes as Notes;
  const length = episode.end - episode.start;
  const mean = burst * exp((burstSigma * burstSigma) / 2);
  const count = Math.min(bytes / mean, length / LEAST_PAUSE);
  const median = (burst * bytes) / (mean * Math.max(1, count));
  const pause = length / Math.max(1, count);
  const until = Math.min(episode.end, removalOf(episode));
  for (let t = episode.start + exponential(random, pause); t < until; ) {
    visit(Math.floor(t), Math.max(1, Math.round(lognormal(random, median, burstSigma))));
    t += exponential(random, pause);
  }
}
