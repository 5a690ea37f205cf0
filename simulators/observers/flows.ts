import { MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { flows as table } from "../../datasets/tables/flows.ts";
import { ACCESS } from "../../datasets/vocabularies.ts";
import { keyedDraw } from "../chance/keyed-draw.ts";
import { movedBy, type Transfers } from "../engine/transfers.ts";
import type { ObservationSetting } from "../scenario.ts";
import type { FlowColumns } from "./flow-columns.ts";
import { FlowThinning } from "./flow-thinning.ts";
import { RowRepeats } from "./row-repeats.ts";
import { type RowSink, Rows, type Undelivered } from "./rows.ts";

const CELLULAR = codeOf(ACCESS, "cellular");
const WLAN = codeOf(ACCESS, "wlan");
const MINUTES_A_DAY = 1440;
/** Purposes of draws. */
const LOSS = 1;
const DELAY = 2;
const LATE = 12;
const TWICE = 17;
const AGAIN = 18;

/**
 * The operator's probe: bytes of cellular and operator-WLAN transfers, gathered into one row for
 * each device, minute, app guess, access and fingerprint. What it can tell of packets, 5-tuples,
 * remotes and ports is what their connections show; it may lose rows, thin them or tell them twice
 * where the scenario says so.
 *
 * O(minutes that a transfer lasts); one int32 for each minute of a day beside the rows themselves.
 */
export class FlowsObserver {
  readonly rows: Rows;
  readonly moved: Undelivered = { up: 0, down: 0 };
  private readonly setting: ObservationSetting;
  private readonly thinning: FlowThinning;
  private readonly repeats: RowRepeats;
  private readonly first = new Int32Array(MINUTES_A_DAY);
  private next = new Int32Array(1024);
  private base = 0;
  private from = 0;
  private firstPart = 0;
  private highPorts = new Float64Array(1024);
  /** Chains of the connection sets that were counted in a row: a set counts once. */
  private counted = new Int32Array(1024);
  private chain = new Int32Array(4096);
  private chained = 0;

  constructor(setting: ObservationSetting, sink: RowSink) {
    this.setting = setting;
    this.rows = new Rows("flows", table, sink);
    this.thinning = new FlowThinning(setting, this.rows);
    this.repeats = new RowRepeats(this.rows);
  }

  /** Observes one device's civil day; returns the seq that its next row takes. */
  observe(transfers: Transfers, day: ObservedDay, words: Uint32Array): number {
    this.first.fill(-1);
    this.chained = 0;
    this.base = this.rows.length;
    this.firstPart = this.rows.parts.length;
    this.from = day.from;
    for (let k = 0; k < transfers.length; k++) {
      const i = transfers.order[k] as number;
      const access = transfers.access[i];
      if (access !== CELLULAR && access !== WLAN) continue;
      if (transfers.movedUp[i] + transfers.movedDown[i] === 0) continue;
      this.moved.up += transfers.movedUp[i];
      this.moved.down += transfers.movedDown[i];
      this.gather(transfers, i);
    }
    return this.close(day, words);
  }

  private gather(transfers: Transfers, i: number): void {
    const { from } = this;
    const { sets } = transfers;
    const set = transfers.set[i] as number;
    sets.look(set);
    const start = transfers.start[i] as number;
    const end = transfers.end[i] as number;
    const up = transfers.up[i] as number;
    const down = transfers.down[i] as number;
    const stop = transfers.stop[i] as number;
    const movedUp = transfers.movedUp[i] as number;
    const movedDown = transfers.movedDown[i] as number;
    let toldUp = 0;
    let toldDown = 0;
    for (
      let minute = Math.floor((start - from) / MINUTE);
      toldUp + toldDown < movedUp + movedDown;
      minute++
    ) {
      const until = from + (minute + 1) * MINUTE;
      // It lags and never leads, so that a later stop takes nothing back.
      const lag = until >= stop ? 0 : sets.lagUp(set, until, start, end);
      const nowUp = until >= stop ? movedUp : movedBy(up, start, end, until - lag);
      const nowDown = until >= stop ? movedDown : movedBy(down, start, end, until);
      if (nowUp + nowDown > toldUp + toldDown) {
        const row = this.rowFor(transfers, i, minute);
        const columns = this.rows.columns as FlowColumns;
        const draw = sets.draw(set, until / MINUTE);
        const packets = this.book(transfers, i, row, draw, nowUp - toldUp, nowDown - toldDown);
        const first = this.firstPacket(transfers, i, Math.max(start, until - MINUTE), packets);
        if (first < columns.start[row]) columns.start[row] = first;
        this.count(transfers, i, row, draw);
      }
      toldUp = nowUp;
      toldDown = nowDown;
    }
  }

  /** What goes on from the minute before is seen at its next packet, not on the stroke. */
  private firstPacket(transfers: Transfers, i: number, from: number, packets: number): number {
    const start = transfers.start[i] as number;
    if (start >= from) return start;
    const stop = transfers.stop[i] as number;
    const gap = Math.min(MINUTE, stop - from) / packets;
    return from + Math.floor(gap * transfers.sets.dice(transfers.set[i] as number, from));
  }

  /** The row of that minute that this transfer belongs to, opened where there is none. */
  private rowFor(transfers: Transfers, i: number, minute: number): number {
    const columns = this.rows.columns as FlowColumns;
    const { sets } = transfers;
    const set = transfers.set[i] as number;
    const guess = sets.guess[set];
    const access = transfers.access[i];
    const ttl = sets.ttl[set];
    const os = sets.os[set];
    const province = transfers.province[i];
    for (let at = this.first[minute]; at >= 0; at = this.next[at]) {
      const row = this.base + at;
      if (
        columns.app[row] === guess &&
        columns.access[row] === access &&
        columns.ttl[row] === ttl &&
        columns.osFingerprint[row] === os &&
        columns.province[row] === province
      ) {
        return row;
      }
    }
    return this.openRow(transfers, i, minute);
  }

  private openRow(transfers: Transfers, i: number, minute: number): number {
    const row = this.rows.open();
    const at = row - this.base;
    if (at >= this.next.length) this.grow();
    this.next[at] = this.first[minute] as number;
    this.first[minute] = at;
    this.highPorts[at] = 0;
    this.counted[at] = -1;
    const { sets } = transfers;
    const set = transfers.set[i] as number;
    const columns = this.rows.columns as FlowColumns;
    columns.start[row] = Infinity;
    columns.time[row] = this.from + (minute + 1) * MINUTE;
    columns.up[row] = 0;
    columns.down[row] = 0;
    columns.packetsUp[row] = 0;
    columns.packetsDown[row] = 0;
    columns.flows[row] = 0;
    columns.peers[row] = 0;
    columns.app[row] = sets.guess[set] as number;
    columns.access[row] = transfers.access[i] as number;
    columns.rat[row] = transfers.rat[i] as number;
    columns.province[row] = transfers.province[i] as number;
    columns.roaming[row] = transfers.roaming[i] as number;
    columns.ttl[row] = sets.ttl[set] as number;
    columns.osFingerprint[row] = sets.os[set] as number;
    return row;
  }

  // biome-ignore lint/complexity/useMaxParams: hot loop, numbers in registers and no object for each transfer and minute
  private book(
    transfers: Transfers,
    i: number,
    row: number,
    draw: number,
    up: number,
    down: number,
  ): number {
    const columns = this.rows.columns as FlowColumns;
    columns.up[row] += up;
    columns.down[row] += down;
    const { sets } = transfers;
    const set = transfers.set[i] as number;
    const packetsUp = sets.packetsUp(set, draw, up, down);
    const packetsDown = sets.packetsDown(set, draw, up, down);
    columns.packetsUp[row] += packetsUp;
    columns.packetsDown[row] += packetsDown;
    const episode = transfers.episode[i] as number;
    if (episode >= 0) this.rows.attribute(row, episode, up, down);
    return packetsUp + packetsDown;
  }

  /** Counts the connections of a transfer, unless the row has them already. */
  private count(transfers: Transfers, i: number, row: number, draw: number): void {
    if (this.chained === this.chain.length) this.growChain();
    const { chain } = this;
    const at = row - this.base;
    const set = transfers.set[i] as number;
    for (let link = this.counted[at]; link >= 0; link = chain[link + 1] as number) {
      if (chain[link] === set) return;
    }
    chain[this.chained] = set;
    chain[this.chained + 1] = this.counted[at] as number;
    this.counted[at] = this.chained;
    this.chained += 2;
    const columns = this.rows.columns as FlowColumns;
    const { sets } = transfers;
    const remotes = sets.remotesIn(set, draw);
    const tuples = sets.tuplesIn(set, draw, remotes);
    columns.peers[row] += remotes;
    columns.flows[row] += tuples;
    this.highPorts[at] += sets.highPortsIn(set, draw, tuples);
  }

  /** Numbers the device's rows in order of closing and says when the probe delivers them. */
  private close({ device, seq }: ObservedDay, words: Uint32Array): number {
    const columns = this.rows.columns as FlowColumns;
    const { probeDelay, flowLoss, flowLate, flowLateBy, flowTwice } = this.setting;
    const isThinned = this.thinning.enter(words, this.base);
    let ordinal = seq;
    for (let minute = 0; minute < MINUTES_A_DAY; minute++) {
      for (let at = this.first[minute]; at >= 0; at = this.next[at]) {
        const row = this.base + at;
        const time = columns.time[row] as number;
        const what = this.identity(row);
        if (flowLoss > 0 && keyedDraw(words, LOSS, time, what) < flowLoss) {
          this.rows.lose(row);
          continue;
        }
        columns.hiPortShare[row] = this.highPorts[at] / columns.flows[row];
        if (isThinned && !this.thinning.thin(row, what)) {
          this.rows.lose(row);
          continue;
        }
        columns.device[row] = device;
        columns.seq[row] = ordinal++;
        const isLate = flowLate > 0 && keyedDraw(words, LATE, time, what) < flowLate;
        const most = isLate ? flowLateBy : probeDelay;
        columns.visibleAt[row] =
          time + Math.floor(keyedDraw(words, DELAY, time, what) * (most + 1));
        if (flowTwice > 0 && keyedDraw(words, TWICE, time, what) < flowTwice) {
          const after = 1 + Math.floor(keyedDraw(words, AGAIN, time, what) * flowLateBy);
          this.repeats.tell(row, ordinal++, after);
        }
      }
    }
    if (isThinned) this.thinning.close(this.firstPart);
    if (flowTwice > 0) this.repeats.close(this.firstPart);
    return ordinal;
  }

  /** Number that tells a row from the others of its minute. */
  private identity(row: number): number {
    const { app, access, ttl, osFingerprint, province } = this.rows.columns as FlowColumns;
    const terminal = (((app[row] << 2) | access[row]) << 8) | ttl[row];
    return (((terminal << 3) | osFingerprint[row]) << 6) | province[row];
  }

  private growChain(): void {
    const chain = new Int32Array(this.chain.length * 2);
    chain.set(this.chain);
    this.chain = chain;
  }

  private grow(): void {
    const next = new Int32Array(this.next.length * 2);
    next.set(this.next);
    this.next = next;
    const highPorts = new Float64Array(this.highPorts.length * 2);
    highPorts.set(this.highPorts);
    this.highPorts = highPorts;
    const counted = new Int32Array(this.counted.length * 2);
    counted.set(this.counted);
    this.counted = counted;
  }
}

/** Which device and day an observer looks at. */
export interface ObservedDay {
  readonly device: number;
  /** First moment of the civil day, ms UTC. */
  readonly from: number;
  /** Seq of the next row. */
  readonly seq: number;
}
