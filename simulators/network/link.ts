import { DAY } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS, RATS } from "../../datasets/vocabularies.ts";
import { copyPen, type Pen, PLAIN_PEN, penOf } from "../engine/pen.ts";
import { movedBy, NO_SESSION, type Transfers } from "../engine/transfers.ts";
import type { DeviceLife, Timeline } from "../life/device-life.ts";
import type { Sink, WlanLogin } from "../model.ts";
import {
  checkLogin,
  OPEN_ACCOUNT,
  openSession,
  type WlanClosure,
  type WlanSession,
} from "./wlan-sessions.ts";

/** What did not fit into the civil day that it was asked for. */
export interface Demand extends Pen {
  readonly episode: number;
  readonly start: number;
  readonly up: number;
  readonly down: number;
  readonly rate: number;
  /** When it was first asked for. */
  readonly since: number;
}

const CELLULAR = codeOf(ACCESS, "cellular");
const WIFI = codeOf(ACCESS, "wifi");
const WLAN = codeOf(ACCESS, "wlan");
const RAT_WLAN = codeOf(RATS, "wlan");
const PHONE_TTL = 64;

/** An app that found no network it may use for so many ms gives the transfer up (chosen). */
const PATIENCE = 7 * DAY;

/**
 * Turns what the models ask for into what one device's networks let happen: each demand takes the
 * network that it may take, no faster than that network, waits where there is none, goes on where
 * the phone roams from one to the next, and is cut at midnight, whence it goes on the next day.
 * Transfers do not slow each other.
 */
export class Link implements Sink {
  app = PLAIN_PEN.app;
  guess = PLAIN_PEN.guess;
  flows = PLAIN_PEN.flows;
  peers = PLAIN_PEN.peers;
  hiPortShare = PLAIN_PEN.hiPortShare;
  foreground = PLAIN_PEN.foreground;
  tethered = PLAIN_PEN.tethered;
  ttl = PLAIN_PEN.ttl;
  osFingerprint = PLAIN_PEN.osFingerprint;
  packetUp = PLAIN_PEN.packetUp;
  packetDown = PLAIN_PEN.packetDown;
  network = PLAIN_PEN.network;

  /** Episode and model that hold the pen. */
  episode = 0;
  model = "";
  /** Sessions and demands of this device that outlive the day. */
  sessions: WlanSession[] = [];
  later: Demand[] = [];
  private closure: WlanClosure = OPEN_ACCOUNT;
  private life: DeviceLife | undefined;
  private dayEnd = 0;
  private since = 0;
  private opened = { sessions: 0 };
  private readonly transfers: Transfers;

  constructor(transfers: Transfers) {
    this.transfers = transfers;
  }

  /** Turns to a device's civil day; what it carried over from the day before is asked for again. */
  enter(life: DeviceLife, dayEnd: number, carried: Carried): void {
    this.life = life;
    this.dayEnd = dayEnd;
    this.closure = carried.closure;
    this.opened = carried;
    this.sessions = carried.wlan;
    this.later = carried.later;
    const due = this.later.filter(({ start }) => start < dayEnd);
    carried.later = this.later.filter(({ start }) => start >= dayEnd);
    this.later = carried.later;
    for (const demand of due) {
      copyPen(demand, this);
      this.episode = demand.episode;
      this.since = demand.since;
      this.pass(demand.start, demand.up, demand.down, demand.rate);
    }
  }

  reset(): void {
    copyPen(PLAIN_PEN, this);
  }

  transfer(start: number, up: number, down: number, rate: number): void {
    if (!(Number.isInteger(up) && Number.isInteger(down) && up >= 0 && down >= 0 && rate > 0)) {
      throw new RangeError(
        `${this.model}: a transfer must move whole bytes at a rate above 0, got ${up} up, ${down} down at ${rate} bit/s`,
      );
    }
    const at = Math.floor(start);
    if (up + down === 0) return;
    this.since = at;
    if (at >= this.dayEnd) this.postpone(at, up, down, rate);
    else this.pass(at, up, down, rate);
  }

  session(login: WlanLogin): void {
    checkLogin(login, this.model);
    const session = openSession(login, this.closure, {
      session: this.opened.sessions,
      episode: this.episode,
      pen: penOf(this),
    });
    if (session === undefined) return;
    this.opened.sessions++;
    this.sessions.push(session);
    this.emitSession(session);
  }

  /** Books what the session moves on this civil day. */
  emitSession(session: WlanSession): void {
    const from = Math.max(session.start, this.dayEnd - DAY);
    const to = Math.min(session.end, this.dayEnd);
    if (to <= from) return;
    copyPen(session.pen, this);
    const { start, end } = session;
    // As the wlan observer counts: the two views must agree on every byte.
    const share = (total: number) =>
      movedBy(total, start, end, to) - movedBy(total, start, end, from);
    const i = this.write(from, to, share(session.up), share(session.down));
    const { transfers } = this;
    transfers.access[i] = WLAN;
    transfers.rat[i] = RAT_WLAN;
    transfers.province[i] = session.province;
    transfers.roaming[i] = 0;
    transfers.session[i] = session.session;
    transfers.episode[i] = session.episode;
    transfers.own[i] = session.own;
    transfers.limit[i] = to;
  }

  private postpone(start: number, up: number, down: number, rate: number): void {
    if (start - this.since > PATIENCE) return;
    this.later.push({
      app: this.app,
      guess: this.guess,
      flows: this.flows,
      peers: this.peers,
      hiPortShare: this.hiPortShare,
      foreground: this.foreground,
      tethered: this.tethered,
      ttl: this.ttl,
      osFingerprint: this.osFingerprint,
      packetUp: this.packetUp,
      packetDown: this.packetDown,
      network: this.network,
      episode: this.episode,
      start,
      up,
      down,
      rate,
      since: this.since,
    });
  }

  /** Walks the day's segments until all bytes have moved or the day is over. */
  private pass(start: number, up: number, down: number, rate: number): void {
    const { today } = this.life as DeviceLife;
    let at = start;
    let restUp = up;
    let restDown = down;
    let goesOn: 0 | 1 = 0;
    for (let i = (this.life as DeviceLife).segmentAt(at); i < today.length; i++) {
      const until = today.start[i + 1] as number;
      const access = this.accessIn(today, i);
      if (access === 0) {
        // Nobody waits at the screen for a network that isn't there.
        if (this.foreground === 1 && this.network === "any" && at === start) return;
        at = until;
        continue;
      }
      const cellular = access === CELLULAR;
      const capDown = (cellular ? today.cellularDown[i] : today.rateDown[i]) as number;
      const capUp = (cellular ? today.cellularUp[i] : today.rateUp[i]) as number;
      const needed = Math.max(
        (restDown * 8000) / Math.min(rate, capDown),
        (restUp * 8000) / Math.min(rate, capUp),
      );
      const end = at + Math.max(1, Math.ceil(needed));
      if (end <= until) {
        this.book(today, i, access, at, end, restUp, restDown, goesOn);
        return;
      }
      const upNow = Math.floor((restUp * (until - at)) / (end - at));
      const downNow = Math.floor((restDown * (until - at)) / (end - at));
      if (upNow + downNow > 0) {
        this.book(today, i, access, at, until, upNow, downNow, goesOn);
        goesOn = 1;
      }
      restUp -= upNow;
      restDown -= downNow;
      at = until;
    }
    this.postpone(this.dayEnd, restUp, restDown, rate);
  }

  /** Network that the demand may take in that segment; 0 = none. */
  private accessIn(today: Timeline, i: number): number {
    if (this.network === "cellular-only")
      return (today.cellularDown[i] as number) > 0 ? CELLULAR : 0;
    const access = today.access[i] as number;
    if (this.network === "wifi-only") return access === WIFI ? WIFI : 0;
    return access;
  }

  private book(
    today: Timeline,
    segment: number,
    access: number,
    from: number,
    to: number,
    up: number,
    down: number,
    goesOn: 0 | 1,
  ): void {
    const i = this.write(from, to, up, down);
    const { transfers } = this;
    transfers.continued[i] = goesOn;
    transfers.access[i] = access;
    transfers.rat[i] = access === CELLULAR ? (today.rat[segment] as number) : 0;
    transfers.province[i] = today.province[segment] as number;
    transfers.roaming[i] = today.roaming[segment] as number;
    transfers.limit[i] = today.start[segment + 1] as number;
    transfers.session[i] = NO_SESSION;
    const cellular = access === CELLULAR;
    transfers.linkDown[i] = (cellular ? today.cellularDown : today.rateDown)[segment] as number;
    transfers.linkUp[i] = (cellular ? today.cellularUp : today.rateUp)[segment] as number;
    transfers.own[i] = 1;
  }

  private write(start: number, end: number, up: number, down: number): number {
    const { transfers } = this;
    const i = transfers.open();
    transfers.start[i] = start;
    transfers.end[i] = end;
    transfers.up[i] = up;
    transfers.down[i] = down;
    transfers.episode[i] = this.episode;
    transfers.continued[i] = 0;
    transfers.flows[i] = this.flows;
    transfers.peers[i] = this.peers;
    transfers.hiPortShare[i] = this.hiPortShare;
    transfers.packetUp[i] = this.packetUp;
    transfers.packetDown[i] = this.packetDown;
    transfers.app[i] = this.app;
    transfers.guess[i] = this.guess;
    transfers.foreground[i] = this.foreground;
    transfers.tethered[i] = this.tethered;
    transfers.ttl[i] = this.ttl === 0 ? PHONE_TTL : this.ttl;
    transfers.osFingerprint[i] =
      this.osFingerprint === 0 ? (this.life as DeviceLife).persona.os : this.osFingerprint;
    return i;
  }
}

/** What a device takes from one day to the next. */
export interface Carried {
  /** Sessions that ever opened on the device: the ordinal of the next. */
  sessions: number;
  wlan: WlanSession[];
  later: Demand[];
  readonly closure: WlanClosure;
}
