import { HOUR } from "../../datasets/sizes.ts";
import { netstats as table } from "../../datasets/tables/netstats.ts";
import { keyedDraw } from "../chance/keyed-draw.ts";
import { movedBy, type Transfers } from "../engine/transfers.ts";
import type { ObservationSetting } from "../scenario.ts";
import type { ObservedDay } from "./flows.ts";
import { type RowSink, Rows, type Undelivered } from "./rows.ts";

/** Width of a bucket, as Android's NetworkStatsHistory keeps them (REALDATA: bucketDuration=7200). */
const BUCKET = 2 * HOUR;
const BUCKETS_A_DAY = 12;
/** Purpose of the draw of a loss. */
const COUNTERS = 10;

/**
 * The phone's own counters: bytes of all that this phone moved, private Wi-Fi too, in buckets of two
 * hours for each app, access and state. A guest behind the hotspot shows as tethering; a thief's
 * WLAN session elsewhere does not show at all. A bucket is told when it is over.
 */
export class NetstatsObserver {
  readonly rows: Rows;
  readonly moved: Undelivered = { up: 0, down: 0 };
  private readonly setting: ObservationSetting;
  private readonly first = new Int32Array(BUCKETS_A_DAY);
  private next = new Int32Array(256);
  private base = 0;
  private from = 0;

  constructor(setting: ObservationSetting, sink: RowSink) {
    this.setting = setting;
    this.rows = new Rows("netstats", table, sink);
  }

  /** Observes one device's civil day; returns the seq that its next row takes. */
  observe(transfers: Transfers, day: ObservedDay, words: Uint32Array): number {
    this.first.fill(-1);
    this.base = this.rows.length;
    this.from = day.from;
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
    const episode = transfers.episode[i] as number;
    let toldUp = 0;
    let toldDown = 0;
    let bucket = Math.floor((start - this.from) / BUCKET);
    while (toldUp + toldDown < movedUp + movedDown) {
      const until = this.from + (bucket + 1) * BUCKET;
      const nowUp = until >= stop ? movedUp : movedBy(up, start, end, until);
      const nowDown = until >= stop ? movedDown : movedBy(down, start, end, until);
      if (nowUp + nowDown > toldUp + toldDown) {
        const row = this.rowFor(transfers, i, bucket);
        const columns = this.rows.columns as NetstatsColumns;
        columns.up[row] += nowUp - toldUp;
        columns.down[row] += nowDown - toldDown;
        if (episode >= 0) this.rows.attribute(row, episode, nowUp - toldUp, nowDown - toldDown);
      }
      toldUp = nowUp;
      toldDown = nowDown;
      bucket++;
    }
  }

  private rowFor(transfers: Transfers, i: number, bucket: number): number {
    const columns = this.rows.columns as NetstatsColumns;
    for (let at = this.first[bucket]; at >= 0; at = this.next[at]) {
      const row = this.base + at;
      if (
        columns.app[row] === transfers.app[i] &&
        columns.access[row] === transfers.access[i] &&
        columns.foreground[row] === transfers.foreground[i] &&
        columns.tethering[row] === (transfers.terminal[i] > 0 ? 1 : 0) &&
        columns.roaming[row] === transfers.roaming[i]
      ) {
        return row;
      }
    }
    return this.openRow(transfers, i, bucket);
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
    columns.app[row] = transfers.app[i] as number;
    columns.access[row] = transfers.access[i] as number;
    columns.foreground[row] = transfers.foreground[i] as number;
    columns.tethering[row] = transfers.terminal[i] > 0 ? 1 : 0;
    columns.roaming[row] = transfers.roaming[i] as number;
    return row;
  }

  private close({ device, seq }: ObservedDay, words: Uint32Array): number {
    const columns = this.rows.columns as NetstatsColumns;
    const { counterLoss } = this.setting;
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
      }
    }
    return ordinal;
  }

  /** A number of that bucket alone. */
  private draw(words: Uint32Array, row: number): number {
    const { time, app, access, foreground, tethering, roaming } = this.rows
      .columns as NetstatsColumns;
    const state = (foreground[row] << 2) | (tethering[row] << 1) | roaming[row];
    return keyedDraw(words, COUNTERS, time[row], (((app[row] << 2) | access[row]) << 3) | state);
  }
}

type NetstatsColumns = Record<"time" | "visibleAt" | "start" | "up" | "down", Float64Array> &
  Record<"device" | "seq", Uint32Array> &
  Record<"app" | "access" | "foreground" | "tethering" | "roaming", Uint8Array>;
