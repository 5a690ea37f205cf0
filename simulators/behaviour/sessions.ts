import { DAY } from "../../datasets/sizes.ts";
import { poisson } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";
import type { DeviceLife } from "../life/device-life.ts";
import { type Category, sessionBytes } from "../life/presets.ts";
import type { EmitContext, Episode, PlanContext } from "../model.ts";
import type { Protocol } from "../protocol.ts";
import { mostAgain, mostBack } from "./most-cost.ts";

/** What a session wants to move and, once placed, when it starts and what it gets. Reused. */
export interface Session {
  start: number;
  up: number;
  down: number;
  /** Bit/s in the heavier direction. */
  rate: number;
  /** What moving its bytes may cost beside them. */
  protocol: Protocol;
}

/** Share of a stretch that a session may fill at most: links round up, and people pause. */
const FILL = 0.97;

/** Most sessions of a category in one day: one every nine seconds. */
const MOST_SESSIONS = 10_000;

/** Plans one episode that is the whole civil day: how normal use is planned, at one object a day. */
export function wholeDay({ dayStart }: PlanContext): readonly Episode[] {
  return [{ start: dayStart, end: dayStart + DAY }];
}

/**
 * Draws how many cellular sessions of a category the day holds. Person and day act on the number
 * of sessions, never on their size; so light users have few sessions, not small ones.
 */
export function cellularSessions(
  { life, random }: EmitContext,
  category: Category,
  meanSize: number,
): number {
  const { volume, persona, dayFactor } = life;
  const mean = (sessionBytes(volume, category) / meanSize) * persona.volumeFactor * dayFactor;
  return Math.min(MOST_SESSIONS, poisson(random, mean));
}

/**
 * Finds the session a start at which its owner is awake on the access (code of ACCESS), so that it
 * ends before the owner sleeps, the access changes or the day is over: first by starting earlier,
 * then by going faster, at last by moving less. False when the day has no such time at all.
 */
export function placeSession(
  life: DeviceLife,
  random: Random,
  access: number,
  session: Session,
): boolean {
  const t = life.awakeMoment(access, random.uniform());
  if (Number.isNaN(t)) return false;
  const { today } = life;
  const i = life.segmentAt(t);
  const early = t < life.sleptAt;
  const wakes = early ? today.start[0] : life.wakesAt;
  const sleeps = early ? life.sleptAt : life.sleepsAt;
  const needed = duration(session, today.rateDown[i], today.rateUp[i]);
  session.start = t;
  if (t + needed <= Math.min(today.start[i + 1], sleeps)) return true;

  let first = i;
  let last = i;
  while (first > 0 && today.access[first - 1] === access && today.start[first] > wakes) first--;
  while (last + 1 < today.length && today.access[last + 1] === access) last++;
  const from = Math.max(today.start[first], wakes);
  const until = Math.min(today.start[last + 1], sleeps);
  let down = Number.POSITIVE_INFINITY;
  let up = Number.POSITIVE_INFINITY;
  for (let k = first; k <= last; k++) {
    down = Math.min(down, today.rateDown[k]);
    up = Math.min(up, today.rateUp[k]);
  }
  squeeze(session, (until - from) * FILL, down, up);
  session.start = Math.max(from, Math.min(t, Math.floor(until - duration(session, down, up))));
  return true;
}

/** Lets the session fit into so many ms of the link. */
function squeeze(session: Session, room: number, down: number, up: number): void {
  const wished = duration(session, down, up);
  if (wished <= room) return;
  session.rate = Math.max(down, up);
  const fastest = duration(session, down, up);
  if (fastest <= room) {
    session.rate = Math.max(1, (Math.max(session.down, session.up) * 8000) / room);
    if (duration(session, down, up) > room) session.rate = Math.max(down, up);
    return;
  }
  session.down = Math.floor((session.down * room) / fastest);
  session.up = Math.floor((session.up * room) / fastest);
}

/** Most ms that the session takes on the link, whatever its protocol's cost turns out to be. */
function duration(session: Session, linkDown: number, linkUp: number): number {
  const { rate, protocol } = session;
  const again = 1 + mostAgain(protocol);
  const back = mostBack(protocol);
  const down = again * session.down + back * session.up;
  const up = again * session.up + back * session.down;
  return Math.max((down * 8000) / Math.min(rate, linkDown), (up * 8000) / Math.min(rate, linkUp));
}
