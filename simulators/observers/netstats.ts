import { HOUR } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { netstats as table } from "../../datasets/tables/netstats.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { keyedDraw } from "../chance/keyed-draw.ts";
import { movedBy, type Transfers } from "../engine/transfers.ts";
import type { ObservationSetting } from "../scenario.ts";
import type { ObservedDay } from "./flows.ts";
import { type RowSink, Rows, type Undelivered } from "./rows.ts";

/** Width of a bucket, as Android's NetworkStatsHistory keeps them (REALDATA: bucketDuration=7200). */
const BUCKET = 2 * HOUR;
const BUCKETS_A_DAY = 12;
/** Purposes of draws. */
const COUNTERS = 10;
const CLOCK = 19;
const VPN = 20;

/** What the counters take the app that runs a VPN for: no word is its own. */
const VPN_APP = codeOf(APPS, "system");

/**
 * The phone's own counters: bytes of all that this phone moved, private Wi-Fi too, in buckets of two
 * hours for each app, access and state. A guest behind the hotspot shows as tethering; a thief's
 * WLAN session elsewhere does not show at all. A bucket is told when it is over.
 *
 * Where the scenario says so, a phone's clock is off, which moves its buckets as a whole, or its traffic
 * goes through a VPN and is counted twice: under its own app, and in the background of the app that
 * runs the VPN. Guests go past that.
 */
export class NetstatsObserver {
  readonly rows: Rows;
  readonly moved: Undelivered = { up: 0, down: 0 };
  private readonly setting: ObservationSetting;
  private readonly first = new Int32Array(BUCKETS_A_DAY);
  private next = new Int32Array(256);
  private base = 0;
  private from = 0;
  private isBehindVpn = false;

  constructor(setting: ObservationSetting, sink: RowSink) {
    this.setting = setting;
    this.rows = new Rows("netstats", table, sink);
  }

  /** Observes one device's civil day; returns the seq that its next row takes. */
  observe(transfers: Transfers, day: ObservedDay, words: Uint32Array): number {
    this.first.fill(-1);
    this.base = this.rows.length;
    this.from = day.from;
    const { vpnTwice } = this.setting;
    this.isBehindVpn = vpnTwice > 0 && keyedDraw(words, VPN, 0, 0) < vpnTwice;
    for (let i = 0; i < transfers.length; i++) {
      if (transfers.own[i] === 0 || transfers.movedUp[i] + transfers.movedDown[i] === 0) continue;
      this.moved.up += transfers.movedUp[i];
      this.moved.down += transfers.movedDown[i];
      this.gather(transfers, i);
    }
    return this.close(day, words);
  }

  private gather(transfers: Transfers, i: number): void {
    const start = transfers.start[i] as number;
    const end = transfers.end[i] as number;
    const up = transfers.up[i] as number;
    const down = transfers.down[i] as number;
    const stop = transfers.stop[i] as number;
    const movedUp = transfers.movedUp[i] as number;
    const movedDown = transfers.movedDown[i] as number;
    const isTwice = this.isBehindVpn && transfers.terminal[i] === 0;
    let toldUp = 0;
    let toldDown = 0;
    let bucket = Math.floor((start - this.from) / BUCKET);
    while (toldUp + toldDown < movedUp + movedDown) {
      const until = this.from + (bucket + 1) * BUCKET;
      const nowUp = until >= stop ? movedUp : movedBy(up, start, end, until);
      const nowDown = until >= stop ? movedDown : movedBy(down, start, end, until);
      if (nowUp + nowDown > toldUp + toldDown) {
        const episode = transfers.episode[i] as number;
        const row = this.rowFor(transfers, i, bucket, false);
        this.book(row, episode, nowUp - toldUp, nowDown - toldDown);
        if (isTwice) {
          const again = this.rowFor(transfers, i, bucket, true);
          this.book(again, episode, nowUp - toldUp, nowDown - toldDown);
          this.rows.repeated.up += nowUp - toldUp;
          this.rows.repeated.down += nowDown - toldDown;
        }
      }
      toldUp = nowUp;
      toldDown = nowDown;
      bucket++;
    }
  }

  private book(row: number, episode: number, up: number, down: number): void {
    const columns = this.rows.columns as NetstatsColumns;
    columns.up[row] += up;
    columns.down[row] += down;
    if (episode >= 0) this.rows.attribute(row, episode, up, down);
  }

  /** The row of a transfer's own app, or of the app that runs the VPN. */
  private rowFor(transfers: Transfers, i: number, bucket: number, ofVpn: boolean): number {
    const columns = this.rows.columns as NetstatsColumns;
    const app = ofVpn ? VPN_APP : transfers.app[i];
    const foreground = ofVpn ? 0 : transfers.foreground[i];
    for (let at = this.first[bucket]; at >= 0; at = this.next[at]) {
      const row = this.base + at;
      if (
        columns.app[row] === app &&
        columns.access[row] === transfers.access[i] &&
        columns.foreground[row] === foreground &&
        columns.tethering[row] === (transfers.terminal[i] > 0 ? 1 : 0) &&
        columns.roaming[row] === transfers.roaming[i]
      ) {
        return row;
      }
    }
    const row = this.openRow(transfers, i, bucket);
    columns.app[row] = app;
    columns.foreground[row] = foreground;
    return row;
  }

  private openRow(transfers: Transfers, i: number, bucket: number): number {
    const row = this.rows.open();
    const at = row - this.base;
    if (at >= this.next.length) {
      const next = new Int32Array(this.next.length * 2);
      next.set(this.next);
      this.next = next;
    }
    this.next[at] = this.first[bucket] as number;
    this.first[bucket] = at;
    const columns = this.rows.columns as NetstatsColumns;
    columns.start[row] = this.from + bucket * BUCKET;
    columns.time[row] = this.from + (bucket + 1) * BUCKET;
    columns.visibleAt[row] = columns.time[row];
    columns.up[row] = 0;
    columns.down[row] = 0;
    columns.access[row] = transfers.access[i] as number;
    columns.tethering[row] = transfers.terminal[i] > 0 ? 1 : 0;
    columns.roaming[row] = transfers.roaming[i] as number;
    return row;
  }

  private close({ device, seq }: ObservedDay, words: Uint32Array): number {
    const columns = this.rows.columns as NetstatsColumns;
    const { counterLoss, clockSkew } = this.setting;
    const skew = clockSkew > 0 ? skewOf(words, clockSkew) : 0;
    let ordinal = seq;
    for (let bucket = 0; bucket < BUCKETS_A_DAY; bucket++) {
      for (let at = this.first[bucket]; at >= 0; at = this.next[at]) {
        const row = this.base + at;
        if (counterLoss > 0 && this.draw(words, row) < counterLoss) {
          this.rows.lose(row);
          continue;
        }
        columns.device[row] = device;
        columns.seq[row] = ordinal++;
        if (skew !== 0) this.misdate(row, skew);
      }
    }
    return ordinal;
  }

  /** A bucket is there when it is over, whatever the phone's clock says; one that is ahead makes it later. */
  private misdate(row: number, skew: number): void {
    const columns = this.rows.columns as NetstatsColumns;
    columns.start[row] += skew;
    columns.time[row] += skew;
    columns.visibleAt[row] = Math.max(columns.visibleAt[row], columns.time[row]);
  }

  /** A number of that bucket alone. */
  private draw(words: Uint32Array, row: number): number {
    const { time, app, access, foreground, tethering, roaming } = this.rows
      .columns as NetstatsColumns;
    const state = (foreground[row] << 2) | (tethering[row] << 1) | roaming[row];
    return keyedDraw(words, COUNTERS, time[row], (((app[row] << 2) | access[row]) << 3) | state);
  }
}

/** Ms by which a phone's clock is ahead, or behind where below 0: its own, all the time. */
function skewOf(words: Uint32Array, most: number): number {
  return Math.round((2 * keyedDraw(words, CLOCK, 0, 0) - 1) * most);
}

type NetstatsColumns = Record<"time" | "visibleAt" | "start" | "up" | "down", Float64Array> &
  Record<"device" | "seq", Uint32Array> &
  Record<"app" | "access" | "foreground" | "tethering" | "roaming", Uint8Array>;
