import { codeOf } from "../../datasets/table.ts";
import { ACCESS } from "../../datasets/vocabularies.ts";
import { movedBy, type Transfers } from "../engine/transfers.ts";
import type { ChargingSetting } from "../scenario.ts";
import { ActiveTransfers } from "./active-transfers.ts";
import {
  MANAGEMENT_INTERVENTION,
  NORMAL_RELEASE,
  RAT_CHANGE,
  SERVING_NODE_CHANGE,
  TIME_LIMIT,
  VOLUME_LIMIT,
} from "./causes.ts";
import type { CloseRecord, Line, OpenRecord } from "./line.ts";
import { nextAfter } from "./next-after.ts";

/** Sorts of event; where several fall together the one that stands first happens first. */
const VOLUME = 0;
const END = 1;
const BLOCK = 2;
const CLOSING = 3;
const TIME = 4;
const IDLE = 5;
const ARRIVAL = 6;

const CELLULAR = codeOf(ACCESS, "cellular");

/** A throttled transfer is given up when it has lasted so many times longer than it wished (chosen). */
const PATIENCE = 4;

/**
 * The charging plane of one line: cuts its cellular transfers into records on whole bytes, and cuts
 * the transfers themselves where the line is suspended or throttled.
 *
 * Between two events every active transfer moves evenly, so the moment at which a record passes its
 * volume limit is a division. The bytes at that moment are floors, and the largest remainders make
 * them meet the limit exactly: a drift of one KB would move a bill by a fen. O(active) an event.
 */
export class Bearer {
  private readonly setting: ChargingSetting;
  private readonly transfers: Transfers;
  private readonly target: number;
  readonly active = new ActiveTransfers();
  /** Ordinal of the next transfer of the day, in order of arrival. */
  private next = 0;
  private dayEnd = 0;
  /** Moments at which the network takes the bearer down, whatever runs. */
  private closings: readonly number[] = [];
  /** Sort and moment of the next event. */
  private event = ARRIVAL;
  private moment = Infinity;

  constructor(setting: ChargingSetting, transfers: Transfers) {
    this.setting = setting;
    this.transfers = transfers;
    this.target = setting.volumeLimit + setting.overshoot;
  }

  /** Begins the day of a line that ends at `dayEnd`, as every transfer of it does. */
  enter(dayEnd: number, closings: readonly number[] = []): void {
    this.dayEnd = dayEnd;
    this.closings = closings;
    this.next = 0;
  }

  /**
   * The moment of the line's next event, Infinity when its day is over. Lines on one bill can move
   * it, so it is asked again after every event of any of them.
   */
  peek(line: Line): number {
    const { transfers, setting, active } = this;
    const { length, access, order } = transfers;
    let { next } = this;
    while (next < length && access[order[next]] !== CELLULAR) next++;
    this.next = next;
    this.event = ARRIVAL;
    this.moment = next < length ? (transfers.start[order[next]] as number) : Infinity;
    const { record } = line;
    // From the last sort to the first: where several fall together the first of them stays.
    if (record) {
      if (active.length === 0) this.offer(IDLE, line.lastByteAt + setting.idleRelease);
      this.offer(TIME, record.start + setting.timeLimit);
      this.offer(CLOSING, nextAfter(this.closings, record.start));
      this.offer(BLOCK, line.books.deadFrom(record.roaming));
    }
    if (active.length > 0) {
      this.offer(END, active.firstEnd());
      if (record) {
        const room = this.target - record.up - record.down;
        this.offer(VOLUME, Math.max(active.movedAt(room), record.start));
      }
    }
    const { moment, dayEnd } = this;
    return moment < dayEnd || (active.length > 0 && moment === dayEnd) ? moment : Infinity;
  }

  private offer(event: number, moment: number): void {
    if (moment > this.moment) return;
    this.event = event;
    this.moment = moment;
  }

  /** Lets the event happen that {@link peek} found. */
  step(line: Line, close: CloseRecord): void {
    const now = this.moment;
    switch (this.event) {
      case VOLUME:
        this.closeAtVolume(line, now, close);
        break;
      case END:
        this.finishEnded(line, now);
        break;
      case BLOCK:
        this.suspend(line, now, close);
        break;
      case CLOSING:
        this.closeAt(line, now, MANAGEMENT_INTERVENTION, close);
        break;
      case TIME:
        this.closeAt(line, now, TIME_LIMIT, close);
        break;
      case IDLE:
        this.closeAt(line, now, NORMAL_RELEASE, close);
        break;
      default:
        this.arrive(line, this.transfers.order[this.next++] as number, close);
    }
  }

  private arrive(line: Line, i: number, close: CloseRecord): void {
    const { transfers } = this;
    const at = transfers.start[i] as number;
    // Its owner ended it before it began.
    if (transfers.stop[i] <= at) return;
    line.books.release(at);
    if (at >= line.books.deadFrom(transfers.roaming[i] as number)) {
      this.cut(line, i, at);
      transfers.halt(i, at);
      return;
    }
    if (line.books.throttled) this.slow(line, i);
    const { record } = line;
    if (record && record.province !== transfers.province[i]) {
      this.closeAt(line, at, SERVING_NODE_CHANGE, close);
    } else if (record && record.rat !== transfers.rat[i]) {
      this.closeAt(line, at, RAT_CHANGE, close);
    }
    line.record ??= this.openRecord(i, at);
    const rate = (transfers.up[i] + transfers.down[i]) / (transfers.end[i] - at);
    this.active.add(i, rate, at, transfers.stop[i] as number);
  }

  private openRecord(i: number, start: number): OpenRecord {
    const { transfers } = this;
    return {
      start,
      up: 0,
      down: 0,
      province: transfers.province[i] as number,
      rat: transfers.rat[i] as number,
      roaming: transfers.roaming[i] as number,
      parts: [],
    };
  }

  private slow(line: Line, i: number): void {
    const { transfers } = this;
    const start = transfers.start[i] as number;
    const wished = (transfers.end[i] as number) - start;
    const heavier = Math.max(transfers.up[i] as number, transfers.down[i] as number);
    const needed = Math.max(
      wished,
      Math.ceil((heavier * 8000) / (line.books.plan.tariff.throttle ?? 1e6)),
    );
    const granted = Math.min(needed, wished * PATIENCE, (transfers.limit[i] as number) - start);
    const up = movedBy(transfers.up[i] as number, 0, needed, granted);
    const down = movedBy(transfers.down[i] as number, 0, needed, granted);
    const stop = transfers.stop[i] as number;
    transfers.plan(i, start, start + granted, up, down);
    if (stop < start + wished) transfers.halt(i, stop);
  }

  /** Books the active transfers as of `t` on floors, then closes the record at its exact limit. */
  private closeAtVolume(line: Line, t: number, close: CloseRecord): void {
    const record = line.record as OpenRecord;
    const { start, end, up, down, episode } = this.transfers;
    const { length, index, toldUp, toldDown, excess, before } = this.active;
    let missing = this.target - record.up - record.down;
    for (let a = 0; a < length; a++) {
      const i = index[a] as number;
      const share = Math.min(1, (t - start[i]) / (end[i] - start[i]));
      const wholeUp = Math.max(toldUp[a], Math.floor(up[i] * share));
      const wholeDown = Math.max(toldDown[a], Math.floor(down[i] * share));
      excess[2 * a] = up[i] * share - wholeUp;
      excess[2 * a + 1] = down[i] * share - wholeDown;
      before[2 * a] = toldUp[a];
      before[2 * a + 1] = toldDown[a];
      missing -= wholeUp - toldUp[a] + wholeDown - toldDown[a];
      line.add(episode[i] as number, wholeUp - toldUp[a], wholeDown - toldDown[a]);
      toldUp[a] = wholeUp;
      toldDown[a] = wholeDown;
    }
    this.settle(line, missing);
    line.lastByteAt = Math.ceil(t);
    this.shut(line, Math.ceil(t), VOLUME_LIMIT, close);
  }

  /** Gives the missing bytes to the largest remainders, and takes surplus ones from the smallest. */
  private settle(line: Line, missing: number): void {
    if (missing === 0) return;
    const { excess, index, toldUp, toldDown, length } = this.active;
    const step = missing > 0 ? 1 : -1;
    const out = -step * Infinity;
    const entries = 2 * length;
    for (let e = 0; e < entries; e++) if (!this.mayMove(e, step)) excess[e] = out;
    for (let left = Math.abs(missing); left > 0; left--) {
      let best = 0;
      for (let e = 1; e < entries; e++) if (step * excess[e] > step * excess[best]) best = e;
      if (excess[best] === out) return;
      const a = best >> 1;
      const upwards = (best & 1) === 0;
      (upwards ? toldUp : toldDown)[a] += step;
      excess[best] -= step;
      const episode = this.transfers.episode[index[a]] as number;
      line.add(episode, upwards ? step : 0, upwards ? 0 : step);
      if (!this.mayMove(best, step)) excess[best] = out;
    }
  }

  /** A direction of a transfer can take a byte below its total, and give one that this record got. */
  private mayMove(entry: number, step: number): boolean {
    const a = entry >> 1;
    const upwards = (entry & 1) === 0;
    const { index, toldUp, toldDown, before } = this.active;
    const told = (upwards ? toldUp : toldDown)[a] as number;
    if (step < 0) return told > before[entry];
    const { up, down } = this.transfers;
    return told < (upwards ? up : down)[index[a]];
  }

  /** Books the rest of the transfers that stop at `t` and forgets them. */
  private finishEnded(line: Line, t: number): void {
    const { active } = this;
    const { stop, movedUp, movedDown, episode } = this.transfers;
    const { length, index, toldUp, toldDown } = active;
    let kept = 0;
    for (let a = 0; a < length; a++) {
      const i = index[a] as number;
      if (stop[i] > t) {
        active.move(a, kept++);
        continue;
      }
      // A full record may hold a byte more than the floors of a plan that was stopped just after it.
      movedUp[i] = Math.max(movedUp[i], toldUp[a]);
      movedDown[i] = Math.max(movedDown[i], toldDown[a]);
      line.add(episode[i] as number, movedUp[i] - toldUp[a], movedDown[i] - toldDown[a]);
    }
    active.length = kept;
    line.lastByteAt = t;
  }

  /** Books the active transfers as of `t` and closes the record, whatever it holds. */
  private closeAt(line: Line, t: number, cause: number, close: CloseRecord): void {
    this.bookActive(line, t);
    this.shut(line, t, cause, close);
  }

  private bookActive(line: Line, t: number): void {
    const { start, end, up, down, episode } = this.transfers;
    const { length, index, toldUp, toldDown } = this.active;
    for (let a = 0; a < length; a++) {
      const i = index[a] as number;
      const nowUp = Math.max(toldUp[a], movedBy(up[i], start[i], end[i], t));
      const nowDown = Math.max(toldDown[a], movedBy(down[i], start[i], end[i], t));
      line.add(episode[i] as number, nowUp - toldUp[a], nowDown - toldDown[a]);
      toldUp[a] = nowUp;
      toldDown[a] = nowDown;
      line.lastByteAt = t;
    }
  }

  /** Ends the record; where transfers are running the next one opens at once. */
  private shut(line: Line, t: number, cause: number, close: CloseRecord): void {
    const record = line.record as OpenRecord;
    line.record = undefined;
    const { length, index } = this.active;
    if (length > 0) line.record = this.openRecord(index[0] as number, t);
    if (record.up + record.down > 0) close(record, t, cause);
  }

  private cut(line: Line, i: number, t: number): void {
    const episode = this.transfers.episode[i] as number;
    if (episode >= 0) line.cut.push(episode, t);
  }

  /** The line goes dead at `t`: what was under way is cut there, and the record closes. */
  private suspend(line: Line, t: number, close: CloseRecord): void {
    const { transfers, active } = this;
    this.bookActive(line, t);
    for (let a = 0; a < active.length; a++) {
      const i = active.index[a] as number;
      transfers.halt(i, t, active.toldUp[a] as number, active.toldDown[a] as number);
      this.cut(line, i, t);
    }
    active.length = 0;
    this.shut(line, t, MANAGEMENT_INTERVENTION, close);
  }
}
