import { SECOND } from "../../datasets/sizes.ts";
import { wlan as table } from "../../datasets/tables/wlan.ts";
import { keyedDraw } from "../chance/keyed-draw.ts";
import { mix } from "../chance/mix.ts";
import { sessionDown, sessionUp, type WlanSession } from "../network/wlan-sessions.ts";
import type { ObservationSetting } from "../scenario.ts";
import { type RowSink, Rows, type Undelivered } from "./rows.ts";

/** Codes of SESSION_STATUS. */
const START = 1;
const INTERIM = 2;
const STOP = 3;
const WRAP = 4_294_967_296;

/** RADIUS packets reach the accounting server within so many ms (chosen). */
const DELIVERY = 2 * SECOND;
/** Purpose of the draw of a delay; the status of the row is added. */
const DELIVERED = 5;
/** Keys of what a controller sends, of whether a router stands before it, and of that router's address. */
const GIGAWORDS = 0x6769_6761;
const NAT = 0x6e61_7421;
const ROUTER = 0x726f_7574;
/** Purpose of the draw of a loss. */
const INTERIM_LOST = 11;

/**
 * RADIUS accounting: a start, an interim now and then, and a stop for each session on the operator's
 * WLAN, with counters that wrap at 2^32 beside their gigawords, as they are sent.
 */
export class WlanObserver {
  readonly rows: Rows;
  /** Bytes that sessions moved, told or not. */
  readonly moved: Undelivered = { up: 0, down: 0 };
  private readonly setting: ObservationSetting;
  private readonly spanEnd: number;

  constructor(setting: ObservationSetting, spanEnd: number, sink: RowSink) {
    this.setting = setting;
    this.spanEnd = spanEnd;
    this.rows = new Rows("wlan", table, sink);
  }

  /** Observes one device's sessions up to `to`; returns the seq that its next row takes. */
  observe(sessions: readonly WlanSession[], day: ObservedSessions, words: Uint32Array): number {
    const due: Telling[] = [];
    for (const session of sessions) {
      if (!session.started && session.start < day.to) this.begin(session, due);
      this.collect(session, day.to, due, words);
    }
    due.sort((a, b) => a.time - b.time || a.session.session - b.session.session);
    let { seq } = day;
    for (const telling of due) this.tell(telling, day, seq++, words);
    return seq;
  }

  private begin(session: WlanSession, due: Telling[]): void {
    session.started = true;
    this.moved.up += sessionUp(session, this.spanEnd);
    this.moved.down += sessionDown(session, this.spanEnd);
    due.push({ session, time: session.start, status: START });
  }

  private collect(session: WlanSession, to: number, due: Telling[], words: Uint32Array): void {
    if (!session.started) return;
    const { interim, interimLoss } = this.setting;
    let at = session.toldAt + interim;
    for (; at < Math.min(to, session.stopAt); at += interim) {
      const isLost =
        interimLoss > 0 && keyedDraw(words, INTERIM_LOST, at, session.session) < interimLoss;
      if (!isLost) due.push({ session, time: at, status: INTERIM });
      session.toldAt = at;
    }
    if (session.stopAt < to) due.push({ session, time: session.stopAt, status: STOP });
  }

  private tell(
    { session, time, status }: Telling,
    day: ObservedSessions,
    seq: number,
    words: Uint32Array,
  ) {
    const row = this.rows.open();
    const columns = this.rows.columns as WlanColumns;
    const up = sessionUp(session, time);
    const down = sessionDown(session, time);
    const gigawords = !this.sendsNoGigawords(session.nas);
    const toldUp = this.told(up - session.toldUp, gigawords, "up");
    const toldDown = this.told(down - session.toldDown, gigawords, "down");
    columns.time[row] = time;
    const draw = keyedDraw(words, DELIVERED + status, time, session.session);
    columns.visibleAt[row] = time + Math.floor(draw * (DELIVERY + 1));
    columns.device[row] = day.device;
    columns.seq[row] = seq;
    columns.start[row] = status === START ? session.start : session.toldRowAt;
    columns.up[row] = toldUp;
    columns.down[row] = toldDown;
    columns.account[row] = day.account;
    columns.session[row] = session.session;
    columns.status[row] = status;
    columns.nas[row] = session.nas;
    columns.province[row] = session.province;
    columns.clientMac[row] = this.macOf(session);
    columns.octetsUp[row] = up % WRAP;
    columns.octetsDown[row] = down % WRAP;
    columns.gigawordsUp[row] = gigawords ? Math.floor(up / WRAP) : 0;
    columns.gigawordsDown[row] = gigawords ? Math.floor(down / WRAP) : 0;
    columns.sessionTime[row] = Math.floor((time - session.start) / SECOND);
    columns.method[row] = session.method;
    columns.terminateCause[row] = status === STOP ? session.terminateCause : 0;
    if (session.episode >= 0) {
      this.rows.attribute(row, session.episode, toldUp, toldDown);
    }
    session.toldUp = up;
    session.toldDown = down;
    session.toldRowAt = time;
  }

  /** A controller sends gigawords or it does not, whoever logs in there. */
  private sendsNoGigawords(nas: number): boolean {
    return isAmong(nas, GIGAWORDS, this.setting.gigawordsLost);
  }

  /** Behind a router of their own all clients of a hot spot have one address. */
  private macOf({ nas, clientMac }: WlanSession): number {
    return isAmong(nas, NAT, this.setting.nat) ? mix(nas ^ ROUTER) : clientMac;
  }

  /** What a collector makes of the counters: without gigawords the difference of two that may have wrapped. */
  private told(moved: number, gigawords: boolean, way: "up" | "down"): number {
    if (gigawords) return moved;
    const seen = moved % WRAP;
    this.rows.lost[way] += moved - seen;
    return seen;
  }
}

/** Whether a place belongs to a share of all places, by key. */
function isAmong(nas: number, key: number, share: number): boolean {
  return share > 0 && (mix(nas ^ key) + 0.5) / WRAP < share;
}

interface Telling {
  readonly session: WlanSession;
  readonly time: number;
  readonly status: number;
}

/** Whose sessions an observer looks at, and up to when. */
export interface ObservedSessions {
  readonly device: number;
  readonly account: number;
  readonly to: number;
  readonly seq: number;
}

type WlanColumns = Record<"time" | "visibleAt" | "start" | "up" | "down", Float64Array> &
  Record<
    | "device"
    | "seq"
    | "account"
    | "session"
    | "nas"
    | "clientMac"
    | "octetsUp"
    | "octetsDown"
    | "gigawordsUp"
    | "gigawordsDown"
    | "sessionTime",
    Uint32Array
  > &
  Record<"status" | "province" | "method" | "terminateCause", Uint8Array>;
