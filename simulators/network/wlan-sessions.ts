import { DAY, MINUTE } from "../../datasets/sizes.ts";
import { movedBy } from "../engine/transfers.ts";
import type { WlanLogin } from "../model.ts";
import type { Pen } from "../pen.ts";

/**
 * A session on the operator's WLAN as the access controller knows it: a plan, which moves its bytes
 * evenly over [start, end), and what came of it.
 */
export interface WlanSession {
  /** Its number on its device: it says nothing of what it is. */
  readonly session: number;
  /** Number of what was asked for. */
  readonly demand: number;
  readonly episode: number;
  /** What its bytes look like to the probe and the phone. */
  readonly pen: Pen;
  /** What was asked for. */
  readonly login: WlanLogin;
  readonly start: number;
  readonly province: number;
  readonly nas: number;
  readonly clientMac: number;
  readonly method: number;
  readonly own: 0 | 1;
  readonly end: number;
  readonly up: number;
  readonly down: number;
  /** When it stopped moving, and what it had moved: the plan's own unless somebody ended it. */
  readonly stop: number;
  readonly movedUp: number;
  readonly movedDown: number;
  /** When the accounting server books the stop. */
  readonly stopAt: number;
  readonly terminateCause: number;
  /** What its rows have told so far. */
  toldUp: number;
  toldDown: number;
  /** When its last scheduled interim was due, and when its last row was told. */
  toldAt: number;
  toldRowAt: number;
  started: boolean;
  /** Index of what it moves on the day in hand among the day's transfers, -1 = nothing. */
  transfer: number;
}

/** A session whose stop the accounting server lost is closed so many ms later (by time-out at 24 h). */
const LOST_STOP_CLOSES = DAY;
/** Codes of TERMINATE_CAUSES. */
const SESSION_TIMEOUT = 4;
/** Somebody ended it by force: the operator, or the owner at a new password. */
export const ADMIN_RESET = 5;

/** What becomes of a session that a login opens. */
export interface SessionFate {
  /** When it is ended by force, Infinity = never. */
  readonly endedAt: number;
  /** Whether its stop is lost on the way to the accounting server, and when that books it all the same. */
  readonly stopLost: boolean;
  readonly plannedStop: number;
  /** First moment of a civil day, ms UTC. */
  readonly midnight: number;
}

/** The accounting server looks for such sessions once in so many ms (chosen). */
const SWEEPS_EVERY = 15 * MINUTE;

/** When the accounting server books the stop, if nobody ends the session by force; `turn` in [0, 1) is when it looks. */
export function plannedStop(login: WlanLogin, stopLost: boolean, turn: number): number {
  return login.end + (stopLost ? LOST_STOP_CLOSES + Math.floor(turn * SWEEPS_EVERY) : 0);
}

/** Opens the session that a login asks for, with what becomes of it. */
export function openSession(
  login: WlanLogin,
  owner: Pick<WlanSession, "session" | "demand" | "episode" | "pen">,
  { endedAt, stopLost, plannedStop: stopAt, midnight }: SessionFate,
): WlanSession {
  const { start, end, up, down } = login;
  const isEnded = endedAt < stopAt;
  const stop = Math.min(end, endedAt);
  return {
    ...{ session: owner.session, demand: owner.demand, episode: owner.episode },
    ...{ pen: owner.pen, login },
    ...{ start, end, up, down, stop },
    province: login.province,
    nas: login.nas,
    clientMac: login.clientMac,
    method: login.method,
    own: login.own,
    movedUp: movedUntil(up, start, end, { stop, midnight }),
    movedDown: movedUntil(down, start, end, { stop, midnight }),
    stopAt: isEnded ? endedAt : stopAt,
    terminateCause: isEnded ? ADMIN_RESET : stopLost ? SESSION_TIMEOUT : login.terminateCause,
    toldUp: 0,
    toldDown: 0,
    toldAt: start,
    toldRowAt: start,
    started: false,
    transfer: -1,
  };
}

/** What becomes of a session that is ended by force at `at`, of one that would open later that it moves nothing. */
export function endSession(session: WlanSession, at: number, midnight: number): WlanSession {
  const { start, end, up, down } = session;
  const stop = Math.max(start, Math.min(session.stop, at));
  return {
    ...session,
    stop,
    movedUp: movedUntil(up, start, end, { stop, midnight }),
    movedDown: movedUntil(down, start, end, { stop, midnight }),
    stopAt: Math.max(start, at),
    terminateCause: ADMIN_RESET,
  };
}

/**
 * Whole bytes of a plan until it stopped. The day's transfer counts by floors of its own day, so the
 * larger of the two counts holds: what one of them told before is never taken back.
 */
function movedUntil(
  total: number,
  start: number,
  end: number,
  { stop, midnight }: { readonly stop: number; readonly midnight: number },
): number {
  if (stop >= end) return total;
  const dayStart = midnight + Math.floor((stop - midnight) / DAY) * DAY;
  const from = Math.max(start, dayStart);
  const to = Math.min(end, dayStart + DAY);
  const before = movedBy(total, start, end, from);
  const ofDay = movedBy(total, start, end, to) - before;
  return Math.max(movedBy(total, start, end, stop), before + movedBy(ofDay, from, to, stop));
}

/** Whole bytes that a session has moved by `t`, in one direction. */
export function sessionUp(session: WlanSession, t: number): number {
  const { up, start, end, stop, movedUp } = session;
  return t >= stop ? movedUp : movedBy(up, start, end, t);
}

/** As {@link sessionUp}, the other way. */
export function sessionDown(session: WlanSession, t: number): number {
  const { down, start, end, stop, movedDown } = session;
  return t >= stop ? movedDown : movedBy(down, start, end, t);
}

/** Says that a login is whole: a model that asks for the impossible is told so. */
export function checkLogin(login: WlanLogin, model: string): void {
  const { start, end, up, down } = login;
  if (
    !(Number.isInteger(start) && Number.isInteger(end) && start < end && end - start < 60 * DAY)
  ) {
    throw new RangeError(
      `${model}: a session must start before it ends, in whole ms, got ${start} to ${end}`,
    );
  }
  if (!(Number.isInteger(up) && Number.isInteger(down) && up >= 0 && down >= 0)) {
    throw new RangeError(`${model}: a session must move whole bytes, got ${up} up, ${down} down`);
  }
}
