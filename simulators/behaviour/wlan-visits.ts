import type { OptionsOf, Param } from "../../datasets/param.ts";
import { DAY, HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { lognormal, uniform } from "../chance/samplers.ts";
import { type HotSpot, hourOf } from "../life/hot-spots.ts";
import type { EmitContext, Episode, PlanContext, Sink } from "../model.ts";
import { SESSION_UP_PARAMS, sessionUpShare } from "./session-up.ts";
import { wholeBetween } from "./whole-between.ts";
import { clientTraces } from "./wlan-client.ts";
import { holdWlanPen } from "./wlan-pen.ts";

/** How long a household's clients use its account, and how often a day each logs in. */
interface Habit {
  readonly days: number;
  readonly loginsMin: number;
  readonly loginsMax: number;
  readonly source: Param["source"];
}

/** Options of wanted use of a WLAN account by clients of the household, wherever they are. */
export function wlanVisitParams({ days, loginsMin, loginsMax, source }: Habit) {
  const logins = { unit: "count", min: 1, max: 12, source } as const;
  return {
    days: { summary: "days that it lasts", unit: "days", default: days, min: 1, max: 30, source },
    loginsMin: { ...logins, summary: "least logins of a client in a day", default: loginsMin },
    loginsMax: { ...logins, summary: "most logins of a client in a day", default: loginsMax },
    ...VISIT_PARAMS,
  } as const satisfies Record<string, Param>;
}

/** Options of one session of a wanted client. */
export const VISIT_PARAMS = {
  bytes: {
    summary: "median of a session",
    unit: "bytes",
    default: 250 * MB,
    min: 1e5,
    max: 1e11,
    source: "chosen: an hour of films and lessons",
  },
  bytesSigma: {
    summary: "ln-sigma of sessions",
    unit: "ln",
    default: 1,
    min: 0,
    max: 2,
    source: "chosen: as the median",
  },
  minutes: {
    summary: "median length of a session",
    unit: "min",
    default: 50,
    min: 1,
    max: 600,
    source: "chosen: a lesson, an evening",
  },
  minutesSigma: {
    summary: "ln-sigma of lengths",
    unit: "ln",
    default: 0.7,
    min: 0,
    max: 2,
    source: "chosen: as for everyday WLAN use",
  },
  rateMax: {
    summary: "largest rate of a session",
    unit: "bit/s",
    default: 16e6,
    min: 1e5,
    max: 1e8,
    source: "chosen: such an access point",
  },
  ...SESSION_UP_PARAMS,
} as const satisfies Record<string, Param>;

type Options = OptionsOf<ReturnType<typeof wlanVisitParams>>;

/** A client that uses the account. */
export interface Visitor {
  /** The hardware address that it was made with. */
  readonly mac: number;
  /** Where it logs in: code of PROVINCES, asked for each session. */
  province(): number;
  /** Where accounting books the session, where that is elsewhere. */
  booked?(): number;
  /** The hot spot it always logs in at, by the hour; absent: one of the province, as it comes. */
  spot?(hour: number): HotSpot;
  /** Gets no code that is sent to the owner; absent: it belongs to the household. */
  readonly stranger?: true;
  /** Knows no password but the first one of the account's block. */
  readonly firstPassword?: true;
}

/** One session of a client. */
type Visit = Visitor & { readonly start: number; readonly end: number };

/** Logs a client in once, at a hot spot of the province that is open then, for as many bytes as such an access point lets through. */
export function emitVisit(
  { random, life, dayStart }: Pick<EmitContext, "random" | "life" | "dayStart">,
  options: OptionsOf<typeof VISIT_PARAMS>,
  { start, end, mac, province, booked, spot: haunt, stranger, firstPassword }: Visit,
  sink: Sink,
): void {
  const most = ((end - start) * options.rateMax) / 8000;
  const bytes = Math.round(Math.min(most, lognormal(random, options.bytes, options.bytesSigma)));
  const up = Math.round(bytes * sessionUpShare(random, options));
  const hour = hourOf(start, dayStart);
  const spot = haunt?.(hour) ?? life.hotSpots(province()).pick(random, hour);
  holdWlanPen(sink, random);
  sink.session({
    ...{ start, end, up, down: bytes - up, own: 0 },
    ...{ ...clientTraces(random, mac), province: booked?.() ?? spot.province, nas: spot.nas },
    ...(stranger ? { stranger } : {}),
    ...(firstPassword ? { firstPassword } : {}),
  });
}

/** Hours of a day between which people log in: breakfast to bedtime. */
const [FIRST_HOUR, LAST_HOUR] = [8, 23.5];

/** Plans days of wanted use. */
export function planWlanVisits({ dayStart }: PlanContext, { days }: Options): Episode[] {
  const end = dayStart + (Math.round(days) - 1) * DAY + DAY;
  return [{ start: dayStart + FIRST_HOUR * HOUR, end }];
}

/** Logs the clients in, each one session after the other, and each by itself: those of two overlap as they happen to. */
export function emitWlanVisits(
  { random, life, dayStart }: EmitContext,
  options: Options,
  visitors: readonly Visitor[],
  sink: Sink,
): void {
  for (let day = 0; day < Math.round(options.days); day++) {
    const from = dayStart + day * DAY;
    for (const visitor of visitors) {
      const logins = wholeBetween(random, options.loginsMin, options.loginsMax);
      const slot = ((LAST_HOUR - FIRST_HOUR) * HOUR) / logins;
      for (let i = 0; i < logins; i++) {
        const wish = lognormal(random, options.minutes, options.minutesSigma) * MINUTE;
        const length = Math.round(Math.min(slot - MINUTE, Math.max(MINUTE, wish)));
        const opens = from + FIRST_HOUR * HOUR + i * slot;
        const start = Math.floor(opens + uniform(random, 0, slot - length));
        const end = start + length;
        emitVisit({ random, life, dayStart }, options, { ...visitor, start, end }, sink);
      }
    }
  }
}
