import type { Param } from "../../../datasets/param.ts";
import { GB, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { drawBetween } from "../../behaviour/draw-between.ts";
import { largestRemainder } from "../../behaviour/largest-remainder.ts";
import { SESSION_UP_PARAMS, sessionUpShare } from "../../behaviour/session-up.ts";
import { wholeBetween } from "../../behaviour/whole-between.ts";
import { clientTraces } from "../../behaviour/wlan-client.ts";
import { holdWlanPen } from "../../behaviour/wlan-pen.ts";
import { lognormal, uniform } from "../../chance/samplers.ts";
import { terminalOf } from "../../life/terminals.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  startFrom: {
    summary: "earliest start, hours after civil midnight",
    unit: "h",
    default: 19,
    min: 0,
    max: 23,
    source: "chosen: an evening in the dormitory",
  },
  startTo: {
    summary: "latest start, hours after civil midnight",
    unit: "h",
    default: 22,
    min: 0,
    max: 24,
    source: "chosen: an evening in the dormitory",
  },
  hours: {
    summary: "length of the night",
    unit: "h",
    default: 11,
    min: 1,
    max: 24,
    source: "chosen: until the first lecture",
  },
  bytesMin: {
    summary: "least bytes",
    unit: "bytes",
    default: 25 * GB,
    min: 1e6,
    max: 1e12,
    source: "chosen: a game, or a semester's recordings",
  },
  bytesMax: {
    summary: "most bytes",
    unit: "bytes",
    default: 95 * GB,
    min: 1e6,
    max: 1e12,
    source: "chosen: what 20 Mbit/s move in a night",
  },
  sessionsMin: {
    summary: "least sessions",
    unit: "count",
    default: 2,
    min: 2,
    max: 50,
    source: "chosen: an access point that restarts in the night",
  },
  sessionsMax: {
    summary: "most sessions",
    unit: "count",
    default: 5,
    min: 2,
    max: 50,
    source: "chosen: an access point that restarts in the night",
  },
  ...SESSION_UP_PARAMS,
} as const satisfies Record<string, Param>;

/**
 * Downloads through a night on the campus WLAN while its access point restarts again and again.
 *
 * Each restart loses the stop of a session, and the accounting server keeps it open until it times
 * out; so the account seems to be logged in several times at once, and moves as much as a stolen
 * one. But a stale session moves nothing: one client is at work at any time.
 */
export const staleSession: TrafficModel<typeof params> = {
  name: "stale-session",
  version: 2,
  summary: "lost stops make one client's sessions overlap on a heavy night",
  role: "look-alike",
  twin: "wlan-credential-theft",
  cue: "moving at once: of the open sessions one at a time moves bytes",
  explanation: "The owner's own PC downloaded all night; the access point lost the session stops.",
  params,

  eligible: ({ persona }) => persona.wlanAccount > 0,

  plan({ dayStart, random }, options) {
    const hour = drawBetween(random, options.startFrom, options.startTo);
    const start = dayStart + Math.floor(hour * HOUR);
    const bytes = drawBetween(random, options.bytesMin, options.bytesMax);
    const sessions = wholeBetween(random, options.sessionsMin, options.sessionsMax);
    const notes = { bytes: Math.round(bytes), sessions };
    return [{ start, end: start + Math.round(options.hours * HOUR), notes }];
  },

  emit({ episode, random, life }, options, sink) {
    const { bytes, sessions } = episode.notes as { bytes: number; sessions: number };
    const client = life.terminals[terminalOf("pc")]?.mac as number;
    const spot = life.hotSpots(life.persona.homeProvince).pickForTheNight(random);
    const weights = Array.from({ length: sessions }, () => lognormal(random, 1, 0.5));
    const lengths = largestRemainder(episode.end - episode.start - sessions * MINUTE, weights);
    const sizes = largestRemainder(bytes, lengths);
    let start = episode.start;
    for (let i = 0; i < sessions; i++) {
      const end = start + Math.max(1, lengths[i] as number);
      const up = Math.round((sizes[i] as number) * sessionUpShare(random, options));
      const isLast = i === sessions - 1;
      holdWlanPen(sink, random);
      sink.session({
        ...{ start, end, up, down: (sizes[i] as number) - up, own: 0 },
        ...{ ...clientTraces(random, client), province: spot.province, nas: spot.nas },
        ...(isLast ? {} : { stopLost: true }),
      });
      // The PC is back on the restarted access point within the minute.
      start = end + Math.floor(uniform(random, 5000, MINUTE));
    }
  },
};
