import { DAY } from "../../datasets/sizes.ts";
import type { Pen } from "../engine/pen.ts";
import { movedBy } from "../engine/transfers.ts";
import type { WlanLogin } from "../model.ts";

/** A session on the operator's WLAN as the access controller knows it. */
export interface WlanSession {
  /** Ordinal on its device. */
  readonly session: number;
  readonly episode: number;
  /** What its bytes look like to the probe and the phone. */
  readonly pen: Pen;
  readonly start: number;
  readonly province: number;
  readonly nas: number;
  readonly clientMac: number;
  readonly method: number;
  readonly own: 0 | 1;
  end: number;
  /** When the accounting server books the stop. */
  stopAt: number;
  up: number;
  down: number;
  terminateCause: number;
  /** What its rows have told so far. */
  toldUp: number;
  toldDown: number;
  /** When its last scheduled interim was due, and when its last row was told. */
  toldAt: number;
  toldRowAt: number;
  started: boolean;
}

/** When an account is closed to new logins, and when its sessions are ended; Infinity = never. */
export interface WlanClosure {
  readonly blockAt: number;
  readonly disconnectAt: number;
}

/** Nothing is closed. */
export const OPEN_ACCOUNT: WlanClosure = { blockAt: Infinity, disconnectAt: Infinity };

/** Opens the session that a login asks for, cut where the operator ends it; undefined where it is refused. */
export function openSession(
  login: WlanLogin,
  { blockAt, disconnectAt }: WlanClosure,
  owner: Pick<WlanSession, "session" | "episode" | "pen">,
): WlanSession | undefined {
  if (login.start >= blockAt || login.start >= disconnectAt) return undefined;
  const cut = login.end > disconnectAt || (login.stopAt ?? login.end) > disconnectAt;
  const end = Math.min(login.end, disconnectAt);
  return {
    session: owner.session,
    episode: owner.episode,
    pen: owner.pen,
    start: login.start,
    province: login.province,
    nas: login.nas,
    clientMac: login.clientMac,
    method: login.method,
    own: login.own,
    end,
    stopAt: cut ? disconnectAt : Math.max(end, login.stopAt ?? end),
    up: movedBy(login.up, login.start, login.end, end),
    down: movedBy(login.down, login.start, login.end, end),
    terminateCause: cut ? ADMIN_RESET : login.terminateCause,
    toldUp: 0,
    toldDown: 0,
    toldAt: login.start,
    toldRowAt: login.start,
    started: false,
  };
}

/** Code of Admin-Reset in TERMINATE_CAUSES. */
const ADMIN_RESET = 5;

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
