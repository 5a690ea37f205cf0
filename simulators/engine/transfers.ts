import type { ConnectionSets } from "../network/connection-sets.ts";
import type { Pen } from "../pen.ts";
import { DayOrder, INDEX_ROOM } from "./day-order.ts";

/** No episode: the transfer belongs to somebody's normal day. */
export const NO_EPISODE = -1;

/**
 * The transfers of one device and civil day, column by column: what the link let happen. Each lies
 * within one timeline segment and is never stored. One object serves a whole shard, device after
 * device: about 110 bytes a transfer.
 *
 * A transfer is a plan, which moves its bytes evenly over [start, end), and what came of it: when it
 * stopped, and what had moved by then. Who stops one leaves the plan alone: what moved before is
 * counted from the plan, so a stop changes nothing that was seen before it.
 */
export class Transfers {
  length = 0;
  start = new Float64Array(INITIAL);
  end = new Float64Array(INITIAL);
  up = new Float64Array(INITIAL);
  down = new Float64Array(INITIAL);
  /** When it stopped, and what it had moved: end, up and down unless somebody stopped it. */
  stop = new Float64Array(INITIAL);
  movedUp = new Float64Array(INITIAL);
  movedDown = new Float64Array(INITIAL);
  /** Last moment of the segment that it lies in: it can't be stretched beyond. */
  limit = new Float64Array(INITIAL);
  /** Rates of its link in bit/s. */
  linkDown = new Float64Array(INITIAL);
  linkUp = new Float64Array(INITIAL);
  /** Number of the episode, or NO_EPISODE. */
  episode = new Int32Array(INITIAL);
  /** As its pen had them; a guest's app is none of the phone's. */
  app = new Uint8Array(INITIAL);
  foreground = new Uint8Array(INITIAL);
  terminal = new Uint8Array(INITIAL);
  /** What was asked for once has one number, in however many pieces and days it moves: the same in every world. */
  demand = new Uint32Array(INITIAL);
  /** Index of the connections that it goes through. */
  set = new Uint32Array(INITIAL);
  access = new Uint8Array(INITIAL);
  rat = new Uint8Array(INITIAL);
  province = new Uint8Array(INITIAL);
  roaming = new Uint8Array(INITIAL);
  /** 0 where a thief's client, not this phone, moved the bytes. */
  own = new Uint8Array(INITIAL);
  /** Connections that the day's transfers go through. */
  readonly sets: ConnectionSets;
  /** Indices in order of (start, index), after sort(). */
  order = new Uint32Array(INITIAL);
  private readonly dayOrder = new DayOrder();

  constructor(sets: ConnectionSets) {
    this.sets = sets;
  }

  /** Gives it what its pen says, and the connections that it goes through. */
  take(i: number, pen: Readonly<Pen>, set: number): void {
    const guest = pen.terminal > 0;
    this.app[i] = guest ? 0 : pen.app;
    this.foreground[i] = guest ? 0 : pen.foreground;
    this.terminal[i] = pen.terminal;
    this.set[i] = set;
  }

  /** Makes room for one more transfer and returns its index. */
  open(): number {
    if (this.length === this.start.length) this.grow();
    return this.length++;
  }

  /** Makes one more transfer like that one and returns its index. */
  copy(index: number): number {
    const i = this.open();
    for (const values of Object.values(this)) {
      if (ArrayBuffer.isView(values) && values !== this.order) {
        (values as Float64Array)[i] = (values as Float64Array)[index] as number;
      }
    }
    return i;
  }

  /** Plans it anew: whole bytes over [start, end), none of them stopped. */
  // biome-ignore lint/complexity/useMaxParams: hot loop, numbers in registers and no object for each transfer
  plan(i: number, start: number, end: number, up: number, down: number): void {
    this.start[i] = start;
    this.end[i] = end;
    this.up[i] = up;
    this.down[i] = down;
    this.stop[i] = end;
    this.movedUp[i] = up;
    this.movedDown[i] = down;
  }

  /**
   * Stops it at `t`, where it still runs then. Who counted more than the floors of the plan says so:
   * nothing that was counted is taken back.
   */
  halt(i: number, t: number, countedUp = 0, countedDown = 0): void {
    if (t >= this.stop[i]) return;
    const start = this.start[i] as number;
    const end = this.end[i] as number;
    this.stop[i] = Math.max(t, start);
    this.movedUp[i] = Math.max(countedUp, movedBy(this.up[i] as number, start, end, t));
    this.movedDown[i] = Math.max(countedDown, movedBy(this.down[i] as number, start, end, t));
  }

  /** Fills `order`; `from` is the first moment of the day that all of them start on. */
  sort(from: number): void {
    this.dayOrder.order(this.start, this.length, from, this.order);
  }

  private grow(): void {
    if (this.length * 2 > INDEX_ROOM) {
      throw new RangeError(
        `transfers: a device must have at most ${INDEX_ROOM} transfers a day, got more`,
      );
    }
    for (const [name, values] of Object.entries(this)) {
      if (!ArrayBuffer.isView(values)) continue;
      const old = values as Float64Array;
      const larger = new (old.constructor as Float64ArrayConstructor)(old.length * 2);
      larger.set(old);
      Object.assign(this, { [name]: larger });
    }
  }
}

const INITIAL = 4096;

/** Whole bytes of `total` that have moved by `t` when they move evenly over [start, end). */
export function movedBy(total: number, start: number, end: number, t: number): number {
  if (t >= end) return total;
  if (t <= start) return 0;
  return Math.floor((total * (t - start)) / (end - start));
}
