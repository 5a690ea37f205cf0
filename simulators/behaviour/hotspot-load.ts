import type { OptionsOf, Param } from "../../datasets/param.ts";
import { GB, HOUR, MINUTE } from "../../datasets/sizes.ts";
import { chance, lognormal, uniform } from "../chance/samplers.ts";
import type { EmitContext, Episode, PlanContext } from "../model.ts";
import { cellularDownIn } from "../network/cellular-link.ts";
import { drawBetween } from "./draw-between.ts";
import { eachStretch, STRETCH_SIGMA } from "./each-stretch.ts";
import { drawEnding, END_PARAMS } from "./ends.ts";

/** Shares of what a load of hours over the hotspot has about it. */
interface Shares {
  readonly night: number;
  readonly long: number;
  readonly source: Param["source"];
}

/** Options of a load over the hotspot that its owner wants: how often it takes hours, and a night's. */
export function hotspotLoadParams({ night, long, source }: Shares) {
  const share = { unit: "share", min: 0, max: 1, source } as const;
  return {
    night: { ...share, summary: "share that begins late and runs into the night", default: night },
    long: { ...share, summary: "share that takes three hours or more", default: long },
    bytesMin: {
      summary: "least bytes of one that takes hours, both directions added",
      unit: "bytes",
      default: 20 * GB,
      min: 1e6,
      max: 1e12,
      source: "chosen: as in the Wuhan case, from half of it on",
    },
    bytesMax: {
      summary: "most bytes of one that takes hours, both directions added",
      unit: "bytes",
      default: 90 * GB,
      min: 1e6,
      max: 1e12,
      source: "chosen: as in the Wuhan case, and half as much again",
    },
    jitterSigma: {
      summary: "ln-sigma of a factor on each stretch of some seconds",
      unit: "ln",
      default: 0.15,
      min: 0,
      max: 1,
      source: "chosen: as of a torrent",
    },
    ...END_PARAMS,
  } as const satisfies Record<string, Param>;
}

type Options = OptionsOf<ReturnType<typeof hotspotLoadParams>>;

/** Late: hours after civil midnight at which a night's load begins, as of a torrent that nobody knows of (chosen). */
const [LATE_FROM, LATE_TO] = [20.9, 23.9];
/** Hours that a long one and a short one take (chosen). */
const [LONG_LEAST, LONG_MOST, SHORT_LEAST, SHORT_MOST] = [5, 8.5, 0.5, 2.5];
/** Share of the link that it fills (chosen). */
const FILL = 0.9;

/** A planned load, and whether it begins late rather than while its owner is up. */
export interface HotspotLoad {
  readonly episode: Episode & { readonly notes: Readonly<Record<string, number>> };
  readonly isLate: boolean;
}

/** Plans a load: late at night, or at an hour at which its owner is up; a short one moves as much less. */
export function planHotspotLoad(
  { dayStart, random, life, share: part }: PlanContext,
  options: Options,
): HotspotLoad {
  const isLate = chance(random, options.night);
  const isLong = chance(random, options.long);
  const [least, most] = isLong ? [LONG_LEAST, LONG_MOST] : [SHORT_LEAST, SHORT_MOST];
  const hours = uniform(random, least, most);
  const bytes = part * drawBetween(random, options.bytesMin, options.bytesMax);
  const night = uniform(random, LATE_FROM, LATE_TO);
  const share = uniform(random, 0, 1);
  const bedtime = Math.min(life.sleepsAt, dayStart + 24 * HOUR);
  const latest = Math.max(life.wakesAt, bedtime - hours * HOUR);
  const awake = life.wakesAt + share * (latest - life.wakesAt);
  const start = isLate ? dayStart + night * HOUR : awake;
  const wish = (bytes * 8000) / ((LONG_LEAST + LONG_MOST) / 2) / HOUR;
  const from = Math.floor(start);
  const rate = Math.min(wish, FILL * Math.max(1e6, cellularDownIn(life, from, from + MINUTE)));
  const through = from + Math.round(hours * HOUR);
  const { end, endKind } = drawEnding(random, { start: from, end: through }, options);
  return { episode: { start: from, end, notes: { rate, endKind } }, isLate };
}

/** Visits the stretches of a load with the rate of each, bit/s, both directions added. */
export function eachLoad(
  { episode, random }: EmitContext,
  { jitterSigma }: Pick<Options, "jitterSigma">,
  visit: (from: number, to: number, rate: number) => void,
): void {
  const { rate } = episode.notes as { readonly rate: number };
  eachStretch({ random, sigma: STRETCH_SIGMA }, episode.start, episode.end, (from, to) => {
    visit(from, to, rate * lognormal(random, 1, jitterSigma));
  });
}
