import type { OptionsOf, Param } from "../../datasets/param.ts";
import { HOUR, MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS } from "../../datasets/vocabularies.ts";
import { chance, uniform } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";
import type { DeviceLife } from "../life/device-life.ts";
import type { Episode, PlanContext, Stretch } from "../model.ts";
import { type Ending, isLost } from "./ends.ts";

const CELLULAR = codeOf(ACCESS, "cellular", "circumstances");
const WIFI = codeOf(ACCESS, "wifi", "circumstances");
/** Part of a night's sleep in which what runs by itself begins, so that most of it is over by morning (chosen). */
const EARLY = 0.6;
/** Nothing begins so soon after the day or its night: what led to it lies on the same day. */
const SETTLED = 40 * MINUTE;
/** How long before Wi-Fi is lost, and how long after it is back, ms: at least and at most. */
interface Around {
  readonly lost: readonly [least: number, most: number];
  readonly back: readonly [least: number, most: number];
}

/** It fails in the middle of something (chosen). */
export const JUST_LOST: Around = {
  lost: [3 * MINUTE, 25 * MINUTE],
  back: [5 * MINUTE, 90 * MINUTE],
};
/** It has failed for the night (chosen). */
export const LONG_LOST: Around = {
  lost: [2.5 * HOUR, 6 * HOUR],
  back: [2 * HOUR, 6 * HOUR],
};

/** Shares of the circumstances of a story. */
interface Shares {
  readonly screenOff: number;
  readonly idle: number;
  readonly wifiDown: number;
  readonly source: Param["source"];
}

/**
 * Options of what happens on a phone with or without its owner: incidents and look-alikes have the
 * same ones, and differ in how often each circumstance holds.
 */
export function circumstanceParams({ screenOff, idle, wifiDown, source }: Shares) {
  const share = { unit: "share", min: 0, max: 1, source } as const;
  return {
    screenOff: {
      ...share,
      summary: "share that runs with the screen off, at least `idle`",
      default: screenOff,
    },
    idle: { ...share, summary: "share that runs while the owner sleeps", default: idle },
    wifiDown: {
      ...share,
      summary: "share in which the usual Wi-Fi of that hour has failed",
      default: wifiDown,
    },
  } as const satisfies Record<string, Param>;
}

type Options = OptionsOf<ReturnType<typeof circumstanceParams>>;

/** When something begins, and in what circumstances. */
export interface Circumstances {
  readonly start: number;
  readonly screenOff: boolean;
  /** The owner sleeps. */
  readonly idle: boolean;
  /** The phone is on private Wi-Fi then, which is to fail. */
  readonly wifiDown: boolean;
}

/**
 * Draws the circumstances of an episode of the day. Nobody sleeps in front of a lit screen, so what
 * runs idle runs with the screen off.
 */
export function drawCircumstances(
  { life, random }: PlanContext,
  { screenOff, idle, wifiDown }: Options,
): Circumstances {
  const asleep = chance(random, Math.min(idle, screenOff));
  const awakeOff = idle < 1 ? Math.max(0, (screenOff - idle) / (1 - idle)) : 0;
  const off = chance(random, awakeOff);
  const fails = chance(random, wifiDown);
  const share = random.uniform();
  const start = asleep ? asleepAt(life, share) : awakeAt(life, share, fails);
  const onWifi = life.today.access[life.segmentAt(start)] === WIFI;
  return { start, screenOff: asleep || off, idle: asleep, wifiDown: fails && onWifi };
}

/**
 * When Wi-Fi is down for an episode: from some time before it until it is over, and a while longer
 * unless it ended since Wi-Fi was back.
 */
export function wifiDownAround(
  random: Random,
  { start, end, ending }: Pick<Episode, "start" | "end"> & { readonly ending?: Ending },
  { lost, back }: Around,
): Stretch {
  const from = start - Math.round(uniform(random, ...lost));
  const longer = Math.round(uniform(random, ...back));
  return { from, to: ending !== undefined && isLost(ending) ? end : end + longer };
}

function asleepAt({ sleptAt, wakesAt }: DeviceLife, share: number): number {
  const from = sleptAt + SETTLED;
  return Math.floor(from + share * EARLY * (wakesAt - from));
}

/** A moment awake: on Wi-Fi where that is to fail, else on cellular; on the other where the day has none. */
function awakeAt(life: DeviceLife, share: number, onWifi: boolean): number {
  const first = life.awakeMoment(onWifi ? WIFI : CELLULAR, share);
  if (!Number.isNaN(first)) return first;
  const other = life.awakeMoment(onWifi ? CELLULAR : WIFI, share);
  return Number.isNaN(other) ? Math.floor(life.wakesAt + HOUR) : other;
}
