import type { ViewBatch } from "../../datasets/view.ts";
import type { Alerts } from "../alerts.ts";
import { type AlertBuffer, openAlertBuffer } from "./alert-buffer.ts";

/** Rows of a batch on which a detector alerted. */
export interface AlertedRows {
  readonly length: number;
  /** Places in the batch, ascending. */
  readonly at: Uint32Array;
  readonly score: Float64Array;
}

/** What is wanted of alerts that stream by. */
export interface AlertFilter {
  /** Alerts at or below this score are not wanted any more; it may rise. */
  readonly floor: number;
  /** Takes note of an alert above the floor; tells whether to keep it. */
  keeps(device: number, time: number, score: number): boolean;
}

/** Takes alerts while they stream by: rows of a batch, or columns. */
export interface AlertTaker {
  /** Takes the alerted rows of a batch whose first row has the given number. */
  addRows(batch: ViewBatch, rows: AlertedRows, firstRow: number): void;
  /** Takes alerts as columns, in order of time on each device. */
  add(alerts: Alerts): void;
}

/** Alerts that come in between two prunings, at least. */
const SLACK = 65_536;

/** Gathers what a filter wants of some alerts, in their order, and forgets the rest as it goes by. */
export class Gathering implements AlertTaker {
  readonly #filter: AlertFilter;
  readonly #kept: AlertBuffer;
  #pruneAt = SLACK;

  /** `buffer` takes the alerts, from its beginning on: fresh memory costs as much as filling it. */
  constructor(filter: AlertFilter, buffer = openAlertBuffer()) {
    buffer.clear();
    this.#filter = filter;
    this.#kept = buffer;
  }

  /** How many are held now. */
  get held(): number {
    return this.#kept.length;
  }

  addRows(batch: ViewBatch, { length, at, score }: AlertedRows, firstRow: number): void {
    const { device, visibleAt, start, time } = batch;
    const filter = this.#filter;
    let { floor } = filter;
    for (let k = 0; k < length; k++) {
      const i = at[k];
      if (!(score[k] > floor) || !filter.keeps(device[i], visibleAt[i], score[k])) continue;
      this.#kept.push({
        device: device[i],
        time: visibleAt[i],
        row: firstRow + i,
        rowStart: start[i],
        rowEnd: time[i],
        score: score[k],
      });
      if (this.#kept.length >= this.#pruneAt) floor = this.#prune();
    }
  }

  add(alerts: Alerts): void {
    const { length, device, time, score } = alerts;
    const filter = this.#filter;
    let { floor } = filter;
    for (let i = 0; i < length; i++) {
      if (!(score[i] > floor) || !filter.keeps(device[i], time[i], score[i])) continue;
      this.#kept.copy(alerts, i);
      if (this.#kept.length >= this.#pruneAt) floor = this.#prune();
    }
  }

  /** What was gathered: windows on the buffer's arrays, good until it is used again. */
  alerts(): Alerts {
    return this.#kept.alerts();
  }

  /** Forgets what the filter does not want any more; returns its floor. */
  #prune(): number {
    const { floor } = this.#filter;
    const { length, score } = this.#kept.alerts();
    const stays = new Uint8Array(length);
    for (let i = 0; i < length; i++) if (score[i] > floor) stays[i] = 1;
    this.#kept.keep(stays);
    this.#pruneAt = 2 * this.#kept.length + SLACK;
    return floor;
  }
}
