import type { OptionsOf, Param } from "../../datasets/param.ts";
import { PLACES } from "../../datasets/places.ts";
import { DAY, HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { mix } from "../chance/mix.ts";
import { lognormal, uniform } from "../chance/samplers.ts";
import type { EmitContext, Episode, PlanContext, Sink } from "../model.ts";
import { wholeBetween } from "./whole-between.ts";
import { emitVisit, VISIT_PARAMS, type Visitor } from "./wlan-visits.ts";

const PASSWORDS = "cited: 2013, unchanged default passwords on number blocks of students";
const small = "cited: 2013, small use of each account; chosen: a page, a clip";

/** Options of few small logins to each of a block of accounts, whoever logs in. */
export const BLOCK_PARAMS = {
  startHour: {
    summary: "when the first account of a block is tried, hours after civil midnight",
    unit: "h",
    default: 13,
    min: 0,
    max: 20,
    source: "chosen: after lunch",
  },
  step: {
    summary: "time from one account of the block to the next",
    unit: "ms",
    default: 2 * MINUTE,
    min: 1000,
    max: 4 * MINUTE,
    source: "chosen: log in, look, go on",
  },
  hours: {
    summary: "hours in which an account is used from then on",
    unit: "h",
    default: 6,
    min: 1,
    max: 12,
    source: "chosen: an afternoon and evening",
  },
  loginsMin: {
    summary: "least logins to an account",
    unit: "count",
    default: 1,
    min: 1,
    max: 12,
    source: PASSWORDS,
  },
  loginsMax: {
    summary: "most logins to an account",
    unit: "count",
    default: 3,
    min: 1,
    max: 12,
    source: small,
  },
  ...VISIT_PARAMS,
  bytes: { ...VISIT_PARAMS.bytes, default: 40 * MB, source: small },
  minutes: { ...VISIT_PARAMS.minutes, default: 20, source: small },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<typeof BLOCK_PARAMS>;

/** Accounts that are tried one after the other (chosen: as a block of numbers ends). */
const BLOCK = 100;
const PROVINCE_COUNT = PLACES.length - 2;

/** A number that all lines share on a civil day: what one person or one firm does on it. */
export function dayKey(dayStart: number): number {
  return mix(Math.floor(dayStart / DAY));
}

/** Province, by its code, in which somebody sits who is the same for all lines of a day. */
export function provinceOfDay(dayStart: number): number {
  return 1 + (mix(dayKey(dayStart) + 1) % PROVINCE_COUNT);
}

/** Plans the use of one account: its turn comes by its number. */
export function planBlockUse({ dayStart, life, random }: PlanContext, options: Options): Episode[] {
  // Nobody logs in on the stroke of a minute.
  const turn = ((life.persona.accountNumber % BLOCK) + random.uniform()) * options.step;
  const start = dayStart + Math.floor(options.startHour * HOUR + turn);
  return [{ start, end: start + Math.round(options.hours * HOUR) }];
}

/** Logs the visitors in, one after the other and each in turn. */
export function emitBlockUse(
  context: EmitContext,
  options: Options,
  visitors: readonly Visitor[],
  sink: Sink,
): void {
  const { random, episode } = context;
  const logins = wholeBetween(random, options.loginsMin, options.loginsMax);
  const slot = (episode.end - episode.start) / logins;
  for (let i = 0; i < logins; i++) {
    const wish = lognormal(random, options.minutes, options.minutesSigma) * MINUTE;
    const length = Math.max(MINUTE / 2, Math.min(slot / 2, wish));
    const opens = episode.start + i * slot;
    // The first login is the try itself.
    const start = Math.floor(i === 0 ? opens : opens + uniform(random, 0, slot / 2));
    const end = start + Math.round(length);
    emitVisit(
      context,
      options,
      { ...(visitors[i % visitors.length] as Visitor), start, end },
      sink,
    );
  }
}
