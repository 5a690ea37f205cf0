import { DAY } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS, RATS } from "../../datasets/vocabularies.ts";
import { mix } from "../chance/mix.ts";
import { movedBy, type Transfers } from "../engine/transfers.ts";
import type { DeviceLife, Timeline } from "../life/device-life.ts";
import type { Sink, WlanLogin } from "../model.ts";
import { copyPen, Pen, penOf } from "../pen.ts";
import { accessIn } from "./access-in.ts";
import type { Carried, Demand } from "./carried.ts";
import { checkTransfer } from "./check-transfer.ts";
import { isHotspotOff } from "./hotspot-off.ts";
import type { Order, Orders } from "./orders.ts";
import { routeOf, staysOnWifi } from "./route.ts";
import { updateMoment } from "./update-moment.ts";
import type { WlanAccount } from "./wlan-account.ts";
import { checkLogin, sessionDown, sessionUp, type WlanSession } from "./wlan-sessions.ts";

const CELLULAR = codeOf(ACCESS, "cellular");
const WLAN = codeOf(ACCESS, "wlan");
const RAT_WLAN = codeOf(RATS, "wlan");
const PLAIN = /* @__PURE__ */ new Pen();

/** An app that found no network it may use for so many ms gives the transfer up (chosen). */
const PATIENCE = 7 * DAY;

/**
 * Turns what the models ask for into what one device's networks let happen: each demand takes the
 * network that it may take, no faster than that network, waits where there is none, goes on where
 * the phone roams from one to the next, and is cut at midnight, whence it goes on the next day.
 * Orders stop it where they begin to hold: it was planned without them, and what had moved by then
 * stays moved. Transfers do not slow each other.
 */
export class Link extends Pen implements Sink {
  /** Episode and model that hold the pen. */
  episode = 0;
  model = "";
  private plan = 0;
  private asked = 0;
  private demand = 0;
  private logins = 0;
  private later: Demand[] = [];
  private account: WlanAccount | undefined;
  private orders: Orders | null = null;
  private life: DeviceLife | undefined;
  private dayEnd = 0;
  private since = 0;
  /** Until when a guest of the plan in hand moved something; NaN = none has yet. */
  private guestUntil = NaN;
  /** Connections that the demand in hand goes through, wherever it has to wait. */
  private set = 0;
  private readonly transfers: Transfers;
  /** Names of its own properties: others were set by models. */
  private readonly own: ReadonlySet<string>;

  constructor(transfers: Transfers) {
    super();
    this.transfers = transfers;
    this.own = new Set(Object.keys(this));
  }

  /** Turns to a device's civil day; what it carried over from the day before is asked for again. */
  enter(life: DeviceLife, dayEnd: number, carried: Carried): void {
    this.life = life;
    this.dayEnd = dayEnd;
    this.account = carried.account;
    this.orders = carried.orders;
    this.guestUntil = NaN;
    const due = carried.later.filter(({ start }) => start < dayEnd);
    carried.later = carried.later.filter(({ start }) => start >= dayEnd);
    this.later = carried.later;
    for (const session of carried.account.sessions) this.emitSession(session);
    for (const demand of due) {
      copyPen(demand.pen, this);
      this.episode = demand.episode;
      this.since = demand.since;
      this.demand = demand.demand;
      this.set = this.transfers.sets.find(this, demand.start);
      this.pass(demand.start, demand.up, demand.down, demand.rate);
    }
  }

  /** Names of what models have set and no pen has: nobody heeds it. */
  unheard(): readonly string[] {
    return Object.keys(this).filter((name) => name !== "own" && !this.own.has(name));
  }

  /** Gives the pen to a model for one plan; `key` tells the plan from all others of the device. */
  hold(model: string, key: number): void {
    this.model = model;
    this.plan = key;
    this.asked = 0;
    this.logins = 0;
    this.guestUntil = NaN;
  }

  /** Ends the day's demands: lets logins in, and moves what their sessions move today. */
  admit(): void {
    const { account, dayEnd } = this;
    for (const session of (account as WlanAccount).admit(dayEnd)) this.emitSession(session);
  }

  reset(): void {
    copyPen(PLAIN, this);
  }

  transfer(start: number, up: number, down: number, rate: number): void {
    checkTransfer(up, down, rate, this.model);
    const at = Math.floor(start);
    this.demand = mix(mix(this.plan + ++this.asked) ^ (this.dayEnd / DAY));
    if (up + down === 0) return;
    const before = this.dayEnd - DAY - at;
    if (before > 0) {
      throw new RangeError(
        `${this.model}: a transfer must begin on the day that planned it, or later, got ${before} ms before it`,
      );
    }
    const { updateHour } = (this.life as DeviceLife).settings;
    const due = this.timed === 1 ? updateMoment(at, updateHour, this.dayEnd - DAY) : at;
    this.since = at;
    let allUp = up;
    let allDown = down;
    const { sets } = this.transfers;
    const set = sets.find(this, at);
    this.set = set;
    if (this.bytes === "data") {
      allUp += sets.costUp(set, at, up, down);
      allDown += sets.costDown(set, at, up, down);
    }
    if (due >= this.dayEnd) this.postpone(due, allUp, allDown, rate);
    else this.pass(due, allUp, allDown, rate);
  }

  session(login: WlanLogin): void {
    checkLogin(login, this.model);
    const owner = { episode: this.episode, pen: penOf(this) };
    this.logins++;
    const key = mix(this.plan + this.logins);
    (this.account as WlanAccount).request({ ...login }, owner, key);
  }

  /** Books what the session moves on this civil day: the wlan observer counts the same bytes. */
  private emitSession(session: WlanSession): void {
    const from = Math.max(session.start, this.dayEnd - DAY);
    const to = Math.min(session.end, this.dayEnd);
    session.transfer = -1;
    if (to <= from || session.stop <= from) return;
    copyPen(session.pen, this);
    this.episode = session.episode;
    this.demand = session.demand;
    this.set = this.transfers.sets.find(this, session.start);
    const { start, end, up, down } = session;
    const i = this.write(
      from,
      to,
      movedBy(up, start, end, to) - movedBy(up, start, end, from),
      movedBy(down, start, end, to) - movedBy(down, start, end, from),
    );
    session.transfer = i;
    this.stopSession(session);
    const { transfers } = this;
    transfers.access[i] = WLAN;
    transfers.rat[i] = RAT_WLAN;
    transfers.province[i] = session.province;
    transfers.roaming[i] = 0;
    transfers.own[i] = session.own;
    transfers.limit[i] = to;
  }

  /** Takes up when a session stopped that moves something on this civil day. */
  stopSession(session: WlanSession): void {
    const { transfers } = this;
    const { start, end, up, down, stop, transfer: i } = session;
    if (i < 0) return;
    const from = transfers.start[i] as number;
    const moved = Math.min(transfers.end[i] as number, stop);
    const movedUp = sessionUp(session, moved) - movedBy(up, start, end, from);
    const movedDown = sessionDown(session, moved) - movedBy(down, start, end, from);
    transfers.halt(i, stop, movedUp, movedDown);
  }

  // biome-ignore lint/complexity/useMaxParams: hot loop, numbers in registers and no object for each demand that waits
  private postpone(
    start: number,
    up: number,
    down: number,
    rate: number,
    network = this.network,
  ): void {
    if (start - this.since > PATIENCE) return;
    const { episode, demand, since } = this;
    const pen = penOf(this);
    pen.network = network;
    this.later.push({ pen, demand, episode, start, up, down, rate, since });
  }

  /** Walks the day's segments until all bytes have moved or the day is over. */
  private pass(start: number, up: number, down: number, rate: number): void {
    const { today, settings } = this.life as DeviceLife;
    let at = start;
    let restUp = up;
    let restDown = down;
    let network = routeOf(this, settings);
    const stays = staysOnWifi(this, settings);
    if (this.terminal > 0 && isHotspotOff(this.life as DeviceLife, this.guestUntil, start)) return;
    let i = (this.life as DeviceLife).segmentAt(at);
    while (i < today.length) {
      const until = today.start[i + 1] as number;
      // Who waits looks for a route anew.
      if (stays && today.access[i] === 0 && network === "cellular-only") network = "any";
      const access = accessIn(today, i, network);
      const order =
        access === CELLULAR
          ? this.orderIn(today, i, at, until)
          : this.orders?.endIn(this.episode, at, until);
      if (order !== undefined && order.from <= at) {
        if (!this.waits(order, at)) return;
        // A guest behind the hotspot has no other.
        if (this.terminal === 0 && network === "cellular-only") network = "any";
        at = Math.min(until, order.until);
      } else if (access === 0) {
        // Nobody waits at the screen for a network that isn't there.
        if (this.foreground === 1 && this.network === "any" && at === start) return;
        at = until;
      } else {
        const cellular = access === CELLULAR;
        const capDown = (cellular ? today.cellularDown[i] : today.rateDown[i]) as number;
        const capUp = (cellular ? today.cellularUp[i] : today.rateUp[i]) as number;
        const needed = Math.max(
          (restDown * 8000) / Math.min(rate, capDown),
          (restUp * 8000) / Math.min(rate, capUp),
        );
        const end = at + Math.max(1, Math.ceil(needed));
        const isLast = end <= until;
        let upNow = isLast ? restUp : Math.floor((restUp * (until - at)) / (end - at));
        let downNow = isLast ? restDown : Math.floor((restDown * (until - at)) / (end - at));
        let to = isLast ? end : until;
        if (upNow + downNow > 0) {
          const piece = this.book(today, i, access, at, to, upNow, downNow);
          if (order !== undefined && order.from < to) {
            to = order.from;
            this.transfers.halt(piece, to);
            upNow = this.transfers.movedUp[piece] as number;
            downNow = this.transfers.movedDown[piece] as number;
          } else if (isLast) return;
        }
        restUp -= upNow;
        restDown -= downNow;
        at = to;
      }
      if (at >= until) i++;
    }
    this.postpone(this.dayEnd, restUp, restDown, rate, network);
  }

  /** The first order that keeps what the pen writes off the cellular network in that part of a segment. */
  private orderIn(today: Timeline, i: number, from: number, until: number): Order | undefined {
    return this.orders?.blockIn(this, today.province[i] as number, from, until);
  }

  /** Whether what the order stops asks again; if not, its episode is over. */
  private waits(order: Order, at: number): boolean {
    if (!order.waits && this.episode >= 0) {
      this.orders?.book.cut(this.episode, at, order.endKind);
    }
    return order.waits;
  }

  // biome-ignore lint/complexity/useMaxParams: hot loop, numbers in registers and no object for each transfer
  private book(
    today: Timeline,
    segment: number,
    access: number,
    from: number,
    to: number,
    up: number,
    down: number,
  ): number {
    const i = this.write(from, to, up, down);
    const { transfers } = this;
    transfers.access[i] = access;
    transfers.rat[i] = access === CELLULAR ? (today.rat[segment] as number) : 0;
    transfers.province[i] = today.province[segment] as number;
    transfers.roaming[i] = today.roaming[segment] as number;
    transfers.limit[i] = today.start[segment + 1] as number;
    const cellular = access === CELLULAR;
    transfers.linkDown[i] = (cellular ? today.cellularDown : today.rateDown)[segment] as number;
    transfers.linkUp[i] = (cellular ? today.cellularUp : today.rateUp)[segment] as number;
    transfers.own[i] = 1;
    if (this.terminal > 0) this.guestUntil = to;
    return i;
  }

  private write(start: number, end: number, up: number, down: number): number {
    const { transfers } = this;
    const i = transfers.open();
    transfers.plan(i, start, end, up, down);
    transfers.episode[i] = this.episode;
    transfers.demand[i] = this.demand;
    transfers.take(i, this, this.set);
    return i;
  }
}
