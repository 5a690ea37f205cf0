import type { Alerts } from "../alerts.ts";
import type { ScoredTime } from "../scoring/scored-time.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import { lowerBound } from "../worlds/lower-bound.ts";
import { openOrderedSet } from "../worlds/ordered-set.ts";
import { type Lanes, layOutLanes } from "./lanes.ts";
import { ScoreHeap } from "./score-heap.ts";

/** A walk over thresholds, from the highest score down. */
export interface ThresholdWalk {
  /** Lowers the threshold to the next distinct score; false when there is none left. */
  next(): boolean;
  /** The threshold at which the walk stands; Infinity before the first step. */
  readonly threshold: number;
  /** Alarms and false alarms at that threshold. */
  readonly alarms: number;
  readonly falseAlarms: number;
  /** Alarms of the devices that are counted apart; 0 where none are. */
  readonly countedAlarms: number;
  /** Devices whose alarms the last step changed, each once. */
  readonly changed: readonly number[];
  /** The alarms of one device at that threshold, as indexes of alerts, in order. */
  alarmsOf(device: number): number[];
}

/** What a walk may be told beside the rules of merging. */
export interface WalkOptions extends Pick<ScoringOptions, "coolDown" | "merge"> {
  /** It ends above this score; -Infinity by default. */
  readonly above?: number;
  /** By device: 1 where alarms are counted apart too. */
  readonly counted?: Uint8Array;
}

/**
 * Opens a walk in which the merging is exact at every distinct score, though each step only mends
 * what its new alerts change: an alert inside the cool-down of an alarm changes nothing, another
 * opens an alarm and shifts those after it until the old and the new chain meet. Equal scores go
 * together.
 *
 * O(n) to open; then O(log n) an alert, and O(log n) for each alarm that shifts. A walk that is
 * stopped early never sorts the rest. 40 bytes an alert.
 */
export function openThresholdWalk(
  alerts: Alerts,
  time: ScoredTime,
  options: WalkOptions,
  isFalse: (alerts: Alerts, alert: number) => boolean,
): ThresholdWalk {
  return new Walk(alerts, layOutLanes(alerts, time, options.above), options, isFalse);
}

/** A class, since bench walks hundreds of times: its methods compile once. */
class Walk implements ThresholdWalk {
  threshold = Number.POSITIVE_INFINITY;
  alarms = 0;
  falseAlarms = 0;
  countedAlarms = 0;
  readonly changed: number[] = [];
  readonly #alerts: Alerts;
  readonly #lanes: Lanes;
  readonly #options: WalkOptions;
  readonly #isFalse: (alerts: Alerts, alert: number) => boolean;
  readonly #counted: Uint8Array | null;
  readonly #heap: ScoreHeap;
  readonly #chain: ReturnType<typeof openOrderedSet>;
  readonly #active: ReturnType<typeof openOrderedSet>;
  /** By position: 1 false, 2 not, 0 not asked yet. */
  readonly #falsity: Uint8Array;
  /** By device: the step that changed it last. */
  readonly #changedAt: Uint32Array;
  #step = 0;

  constructor(
    alerts: Alerts,
    lanes: Lanes,
    options: WalkOptions,
    isFalse: (alerts: Alerts, alert: number) => boolean,
  ) {
    this.#alerts = alerts;
    this.#lanes = lanes;
    this.#options = options;
    this.#isFalse = isFalse;
    this.#counted = options.counted ?? null;
    this.#heap = new ScoreHeap(lanes.score);
    this.#chain = openOrderedSet(lanes.order.length);
    this.#active = openOrderedSet(lanes.order.length);
    this.#falsity = new Uint8Array(lanes.order.length);
    this.#changedAt = new Uint32Array(lanes.starts.length);
  }

  next(): boolean {
    const heap = this.#heap;
    const { merge } = this.#options;
    this.changed.length = 0;
    this.#step++;
    if (heap.size === 0) return false;
    this.threshold = heap.top();
    while (heap.size > 0 && heap.top() === this.threshold) {
      const position = heap.pop();
      if (merge === "extending") this.#extend(position);
      else this.#insert(position);
    }
    return true;
  }

  alarmsOf(device: number): number[] {
    const { order, starts } = this.#lanes;
    const list: number[] = [];
    const end = starts[device + 1];
    let position = this.#chain.next(starts[device]);
    while (position >= 0 && position < end) {
      list.push(order[position]);
      position = this.#chain.next(position + 1);
    }
    return list;
  }

  /** Cool-down from the opening: alarms after a new one shift until both chains meet. */
  #insert(position: number): void {
    const { time, starts, device } = this.#lanes;
    const { coolDown } = this.#options;
    const chain = this.#chain;
    const active = this.#active;
    active.add(position);
    const lane = device[position];
    const end = starts[lane + 1];
    const before = chain.previous(position);
    if (before >= starts[lane] && time[position] - time[before] < coolDown) return;
    let opened = position;
    let old = chain.next(position);
    for (;;) {
      this.#toggle(opened, 1);
      const earliest = Math.max(opened + 1, lowerBound(time, time[opened] + coolDown, opened, end));
      const following = active.next(earliest);
      const stop = following < 0 || following >= end ? end : following;
      while (old >= 0 && old < stop) {
        this.#toggle(old, -1);
        old = chain.next(old + 1);
      }
      if (stop === end || chain.has(stop)) return;
      opened = stop;
      old = chain.next(opened);
    }
  }

  /** Cool-down from the last alert: an alert opens an alarm when none stands within it before. */
  #extend(position: number): void {
    const { time, starts, device } = this.#lanes;
    const { coolDown } = this.#options;
    const before = this.#active.previous(position);
    const after = this.#active.next(position);
    this.#active.add(position);
    const lane = device[position];
    if (before < starts[lane] || time[position] - time[before] >= coolDown) {
      this.#toggle(position, 1);
    }
    if (after < 0 || after >= starts[lane + 1]) return;
    const opens = time[after] - time[position] >= coolDown;
    if (this.#chain.has(after) && !opens) this.#toggle(after, -1);
  }

  #toggle(position: number, by: 1 | -1): void {
    if (by === 1) this.#chain.add(position);
    else this.#chain.remove(position);
    this.alarms += by;
    if (this.#isFalseAt(position)) this.falseAlarms += by;
    const device = this.#lanes.device[position];
    if (this.#counted !== null && this.#counted[device] === 1) this.countedAlarms += by;
    if (this.#changedAt[device] === this.#step) return;
    this.#changedAt[device] = this.#step;
    this.changed.push(device);
  }

  #isFalseAt(position: number): boolean {
    const known = this.#falsity[position];
    if (known !== 0) return known === 1;
    const isFalse = this.#isFalse(this.#alerts, this.#lanes.order[position]);
    this.#falsity[position] = isFalse ? 1 : 2;
    return isFalse;
  }
}
