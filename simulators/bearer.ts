import { ACCESS } from "../datasets/vocabularies.ts";
import type { Line, OpenRecord } from "./line.ts";
import type { ChargingSetting } from "./scenario.ts";
import { movedBy, type Transfers } from "./transfers.ts";

/** Takes a record that closed. */
export type CloseRecord = (record: OpenRecord, time: number, cause: number) => void;

const CELLULAR = ACCESS.indexOf("cellular");

/** Codes of CAUSES. */
const NORMAL_RELEASE = 1;
const VOLUME_LIMIT = 3;
const TIME_LIMIT = 4;
const SERVING_NODE_CHANGE = 5;
const MANAGEMENT_INTERVENTION = 7;
const RAT_CHANGE = 8;

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
  private active = 0;
  private index = new Int32Array(64);
  /** End, rate in bytes/ms, and rate times start of each active transfer: asked for at every event. */
  private ends = new Float64Array(64);
  private slope = new Float64Array(64);
  private rise = new Float64Array(64);
  private toldUp = new Float64Array(64);
  private toldDown = new Float64Array(64);
  private excess = new Float64Array(128);
  private before = new Float64Array(128);

  constructor(setting: ChargingSetting, transfers: Transfers) {
    this.setting = setting;
    this.transfers = transfers;
    this.target = setting.volumeLimit + setting.overshoot;
  }

  /** Runs the line from event to event up to `dayEnd`; every transfer of the day ends by then. */
  run(line: Line, dayEnd: number, close: CloseRecord): void {
    const { transfers, setting } = this;
    let next = 0;
    for (;;) {
      while (next < transfers.length && transfers.access[transfers.order[next]] !== CELLULAR)
        next++;
      const arrival = next < transfers.length ? transfers.start[transfers.order[next]] : Infinity;
      const volume = this.volumeMoment(line);
      const end = this.firstEnd();
      const time = line.record ? line.record.start + setting.timeLimit : Infinity;
      const idle =
        line.record && this.active === 0 ? line.lastByteAt + setting.idleRelease : Infinity;
      const block = line.record ? line.blockedFrom : Infinity;
      const now = Math.min(volume, end, time, idle, block, arrival);
      if (now >= dayEnd && !(this.active > 0 && now === dayEnd)) return;
      if (now === volume) this.closeAtVolume(line, volume, close);
      else if (now === end) this.finishEnded(line, end);
      else if (now === block) this.suspend(line, block, close);
      else if (now === time) this.closeAt(line, time, TIME_LIMIT, close);
      else if (now === idle) this.closeAt(line, idle, NORMAL_RELEASE, close);
      else this.arrive(line, transfers.order[next++] as number, close);
    }
  }

  private arrive(line: Line, i: number, close: CloseRecord): void {
    const { transfers } = this;
    const at = transfers.start[i] as number;
    line.release(at);
    if (at >= line.blockedFrom) {
      if (transfers.episode[i] >= 0) line.cut.push(transfers.episode[i] as number);
      transfers.up[i] = 0;
      transfers.down[i] = 0;
      return;
    }
    if (line.throttled) this.slow(line, i);
    const { record } = line;
    if (record && record.province !== transfers.province[i]) {
      this.closeAt(line, at, SERVING_NODE_CHANGE, close);
    } else if (record && record.rat !== transfers.rat[i]) {
      this.closeAt(line, at, RAT_CHANGE, close);
    }
    line.record ??= this.openRecord(i, at);
    if (this.active === this.index.length) this.grow();
    const a = this.active++;
    const end = transfers.end[i] as number;
    const slope = (transfers.up[i] + transfers.down[i]) / (end - at);
    this.index[a] = i;
    this.ends[a] = end;
    this.slope[a] = slope;
    this.rise[a] = slope * at;
    this.toldUp[a] = 0;
    this.toldDown[a] = 0;
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
      Math.ceil((heavier * 8000) / (line.plan.tariff.throttle ?? 1e6)),
    );
    const granted = Math.min(needed, wished * PATIENCE, (transfers.limit[i] as number) - start);
    transfers.end[i] = start + granted;
    transfers.up[i] = movedBy(transfers.up[i] as number, 0, needed, granted);
    transfers.down[i] = movedBy(transfers.down[i] as number, 0, needed, granted);
  }

  private firstEnd(): number {
    const { active, ends } = this;
    let first = Infinity;
    for (let a = 0; a < active; a++) if (ends[a] < first) first = ends[a];
    return first;
  }

  /** Moment at which the open record passes its limit if nothing else happens before. */
  private volumeMoment(line: Line): number {
    if (this.active === 0 || line.record === undefined) return Infinity;
    const { active, slope, rise, toldUp, toldDown } = this;
    let bytes = this.target - line.record.up - line.record.down;
    let rate = 0;
    for (let a = 0; a < active; a++) {
      rate += slope[a];
      bytes += toldUp[a] + toldDown[a] + rise[a];
    }
    return Math.max(bytes / rate, line.record.start);
  }

  /** Books the active transfers as of `t` on floors, then closes the record at its exact limit. */
  private closeAtVolume(line: Line, t: number, close: CloseRecord): void {
    const record = line.record as OpenRecord;
    const { start, end, up, down, episode } = this.transfers;
    let missing = this.target - record.up - record.down;
    for (let a = 0; a < this.active; a++) {
      const i = this.index[a] as number;
      const share = Math.min(1, (t - start[i]) / (end[i] - start[i]));
      const wholeUp = Math.max(this.toldUp[a], Math.floor(up[i] * share));
      const wholeDown = Math.max(this.toldDown[a], Math.floor(down[i] * share));
      this.excess[2 * a] = up[i] * share - wholeUp;
      this.excess[2 * a + 1] = down[i] * share - wholeDown;
      this.before[2 * a] = this.toldUp[a];
      this.before[2 * a + 1] = this.toldDown[a];
      missing -= wholeUp - this.toldUp[a] + wholeDown - this.toldDown[a];
      line.add(episode[i] as number, wholeUp - this.toldUp[a], wholeDown - this.toldDown[a]);
      this.toldUp[a] = wholeUp;
      this.toldDown[a] = wholeDown;
    }
    this.settle(line, missing);
    line.lastByteAt = Math.ceil(t);
    this.shut(line, Math.ceil(t), VOLUME_LIMIT, close);
  }

  /** Gives the missing bytes to the largest remainders, and takes surplus ones from the smallest. */
  private settle(line: Line, missing: number): void {
    if (missing === 0) return;
    const { excess } = this;
    const step = missing > 0 ? 1 : -1;
    const out = -step * Infinity;
    const entries = 2 * this.active;
    for (let e = 0; e < entries; e++) if (!this.mayMove(e, step)) excess[e] = out;
    for (let left = Math.abs(missing); left > 0; left--) {
      let best = 0;
      for (let e = 1; e < entries; e++) if (step * excess[e] > step * excess[best]) best = e;
      if (excess[best] === out) return;
      const a = best >> 1;
      const upwards = (best & 1) === 0;
      (upwards ? this.toldUp : this.toldDown)[a] += step;
      excess[best] -= step;
      const episode = this.transfers.episode[this.index[a]] as number;
      line.add(episode, upwards ? step : 0, upwards ? 0 : step);
      if (!this.mayMove(best, step)) excess[best] = out;
    }
  }

  /** A direction of a transfer can take a byte below its total, and give one that this record got. */
  private mayMove(entry: number, step: number): boolean {
    const a = entry >> 1;
    const upwards = (entry & 1) === 0;
    const told = (upwards ? this.toldUp : this.toldDown)[a] as number;
    if (step < 0) return told > this.before[entry];
    const { up, down } = this.transfers;
    return told < (upwards ? up : down)[this.index[a]];
  }

  /** Books the rest of the transfers that end at `t` and forgets them. */
  private finishEnded(line: Line, t: number): void {
    const { end, up, down, episode } = this.transfers;
    let kept = 0;
    for (let a = 0; a < this.active; a++) {
      const i = this.index[a] as number;
      if (end[i] > t) {
        this.index[kept] = i;
        this.ends[kept] = this.ends[a];
        this.slope[kept] = this.slope[a];
        this.rise[kept] = this.rise[a];
        this.toldUp[kept] = this.toldUp[a];
        this.toldDown[kept] = this.toldDown[a];
        kept++;
        continue;
      }
      line.add(episode[i] as number, up[i] - this.toldUp[a], down[i] - this.toldDown[a]);
    }
    this.active = kept;
    line.lastByteAt = t;
  }

  /** Books the active transfers as of `t` and closes the record, whatever it holds. */
  private closeAt(line: Line, t: number, cause: number, close: CloseRecord): void {
    this.bookActive(line, t);
    this.shut(line, t, cause, close);
  }

  private bookActive(line: Line, t: number): void {
    const { start, end, up, down, episode } = this.transfers;
    for (let a = 0; a < this.active; a++) {
      const i = this.index[a] as number;
      const nowUp = Math.max(this.toldUp[a], movedBy(up[i], start[i], end[i], t));
      const nowDown = Math.max(this.toldDown[a], movedBy(down[i], start[i], end[i], t));
      line.add(episode[i] as number, nowUp - this.toldUp[a], nowDown - this.toldDown[a]);
      this.toldUp[a] = nowUp;
      this.toldDown[a] = nowDown;
      line.lastByteAt = t;
    }
  }

  /** Ends the record; where transfers are running the next one opens at once. */
  private shut(line: Line, t: number, cause: number, close: CloseRecord): void {
    const record = line.record as OpenRecord;
    line.record = undefined;
    if (this.active > 0) line.record = this.openRecord(this.index[0] as number, t);
    if (record.up + record.down > 0) close(record, t, cause);
  }

  /** The line goes dead at `t`: what was under way is cut there, and the record closes. */
  private suspend(line: Line, t: number, close: CloseRecord): void {
    const { transfers } = this;
    this.bookActive(line, t);
    for (let a = 0; a < this.active; a++) {
      const i = this.index[a] as number;
      transfers.up[i] = this.toldUp[a];
      transfers.down[i] = this.toldDown[a];
      if (transfers.episode[i] >= 0) line.cut.push(transfers.episode[i] as number);
      transfers.end[i] = Math.max(t, (transfers.start[i] as number) + 1);
    }
    this.active = 0;
    this.shut(line, t, MANAGEMENT_INTERVENTION, close);
  }

  private grow(): void {
    const size = this.index.length * 2;
    const index = new Int32Array(size);
    index.set(this.index);
    const larger = (values: Float64Array) => {
      const copy = new Float64Array(size);
      copy.set(values);
      return copy;
    };
    this.index = index;
    this.ends = larger(this.ends);
    this.slope = larger(this.slope);
    this.rise = larger(this.rise);
    this.toldUp = larger(this.toldUp);
    this.toldDown = larger(this.toldDown);
    this.excess = new Float64Array(size * 2);
    this.before = new Float64Array(size * 2);
  }
}
