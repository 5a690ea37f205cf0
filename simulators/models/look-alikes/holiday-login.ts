import type { OptionsOf, Param } from "../../../datasets/param.ts";
import { distanceKm, PLACES } from "../../../datasets/places.ts";
import { DAY, HOUR, MB, MINUTE } from "../../../datasets/sizes.ts";
import { wholeBetween } from "../../behaviour/whole-between.ts";
import { emitVisit, VISIT_PARAMS } from "../../behaviour/wlan-visits.ts";
import { integer, lognormal, uniform } from "../../chance/samplers.ts";
import { terminalOf } from "../../life/terminals.ts";
import type { EmitContext, Sink, TrafficModel } from "../../model.ts";

const params = {
  days: {
    summary: "length of the journey",
    unit: "days",
    default: 6,
    min: 1,
    max: 30,
    source: "chosen: a week of holidays",
  },
  provinces: {
    summary: "provinces on the way",
    unit: "count",
    default: 3,
    min: 1,
    max: 10,
    source: "chosen: three within six days",
  },
  loginsMax: {
    summary: "most logins in a day",
    unit: "count",
    default: 4,
    min: 1,
    max: 12,
    source: "chosen: breakfast, station, hotel",
  },
  ...VISIT_PARAMS,
  bytes: {
    ...VISIT_PARAMS.bytes,
    default: 150 * MB,
    source: "chosen: half an hour of video and mail",
  },
  minutes: {
    ...VISIT_PARAMS.minutes,
    default: 25,
    source: "chosen: as for everyday WLAN use",
  },
  minutesSigma: { ...VISIT_PARAMS.minutesSigma, default: 1 },
  kmPerHour: {
    summary: "fastest journey between two provinces",
    unit: "km/h",
    default: 700,
    min: 100,
    max: 900,
    source: "chosen: a flight from door to door",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<typeof params>;

const PROVINCE_COUNT = PLACES.length - 2;
/** Hours of a day in which people log in: breakfast to bedtime. */
const FIRST_HOUR = 8;
const LAST_HOUR = 23;

/**
 * Takes the family's tablet on a journey: the account logs in from several provinces.
 *
 * New places and new access points, as with a stolen account; but it is one device, one session at
 * a time, and nobody travels faster than a flight.
 */
export const holidayLogin: TrafficModel<typeof params> = {
  name: "holiday-login",
  version: 2,
  summary: "the family's tablet logs in from several provinces on a journey",
  role: "look-alike",
  twin: "wlan-credential-theft",
  cue: "overlap: one session at a time",
  explanation: "The family travelled and used the account on the way, from one tablet.",
  params,

  eligible: ({ persona }) => persona.wlanAccount > 0,

  plan({ dayStart, random }, options) {
    const start = dayStart + Math.floor(uniform(random, FIRST_HOUR, 12) * HOUR);
    const end = dayStart + Math.round(options.days - 1) * DAY + LAST_HOUR * HOUR;
    return [{ start, end: Math.max(end, start + HOUR) }];
  },

  emit(context, options, sink) {
    const { random, episode, life, dayStart } = context;
    const days = Math.round(options.days);
    const stays = Math.min(days, Math.round(options.provinces));
    let province = life.persona.homeProvince;
    let free = episode.start;
    for (let day = 0; day < days; day++) {
      const isMove = Math.floor((day * stays) / days) > Math.floor(((day - 1) * stays) / days);
      if (day > 0 && isMove) {
        const next = 1 + integer(random, PROVINCE_COUNT);
        const travel = distanceKm(province, next) / options.kmPerHour;
        free += Math.ceil(travel * HOUR);
        province = next;
      }
      const from = Math.max(free, dayStart + day * DAY + FIRST_HOUR * HOUR);
      const to = Math.min(episode.end, dayStart + day * DAY + LAST_HOUR * HOUR);
      if (to - from < 10 * MINUTE) continue;
      free = emitDay(context, options, sink, { from, to, province, isFirst: day === 0 });
    }
  },
};

interface Stay {
  readonly from: number;
  readonly to: number;
  readonly province: number;
  readonly isFirst: boolean;
}

/** Sessions share the day's hours without overlap; returns when the last one ended. */
function emitDay(
  { random, life, dayStart }: EmitContext,
  options: Options,
  sink: Sink,
  stay: Stay,
): number {
  const tablet = life.terminals[terminalOf("tablet")]?.mac as number;
  const logins = wholeBetween(random, 1, options.loginsMax);
  const slot = (stay.to - stay.from) / logins;
  let end = stay.from;
  for (let i = 0; i < logins; i++) {
    const opens = stay.from + Math.ceil(i * slot);
    const delay = stay.isFirst && i === 0 ? 0 : Math.floor(uniform(random, 0, slot / 2));
    const start = opens + delay;
    const wish = lognormal(random, options.minutes, options.minutesSigma) * MINUTE;
    end = start + Math.round(Math.max(MINUTE, Math.min(wish, slot / 2 - MINUTE)));
    const province = () => stay.province;
    emitVisit({ random, life, dayStart }, options, { start, end, mac: tablet, province }, sink);
  }
  return end;
}
