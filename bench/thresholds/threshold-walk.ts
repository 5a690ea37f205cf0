import type { Alerts } from "../alerts.ts";
import type { ScoredTime } from "../scoring/scored-time.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import { lowerBound } from "../worlds/lower-bound.ts";
import { openOrderedSet } from "../worlds/ordered-set.ts";

/** A walk over thresholds, from the highest score down. */
export interface ThresholdWalk {
  /** Lowers the threshold to the next distinct score; false when there is none left. */
  next(): boolean;
  /** The threshold at which the walk stands; Infinity before the first step. */
  readonly threshold: number;
  /** Alarms and false alarms at that threshold. */
  readonly alarms: number;
  readonly falseAlarms: number;
  /** Devices whose alarms the last step changed. */
  readonly changed: ReadonlySet<number>;
  /** The alarms of one device at that threshold, as indexes of alerts, in order. */
  alarmsOf(device: number): number[];
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
  options: Pick<ScoringOptions, "coolDown" | "merge">,
  isFalse: (alerts: Alerts, alert: number) => boolean,
): ThresholdWalk {
  const lanes = layOut(alerts, time);
  const { order } = lanes;
  const heap = heapOf(order, alerts.score);
  const falsity = new Int8Array(order.length).fill(-1);
  const falseAt = (position: number): number => {
    if (falsity[position] < 0) falsity[position] = isFalse(alerts, order[position]) ? 1 : 0;
    return falsity[position];
  };
  const changed = new Set<number>();
  const chain = openOrderedSet(order.length);
  const walk = { threshold: Number.POSITIVE_INFINITY, alarms: 0, falseAlarms: 0, changed };
  const toggle = (position: number, on: boolean) => {
    if (on) chain.add(position);
    else chain.remove(position);
    walk.alarms += on ? 1 : -1;
    walk.falseAlarms += (on ? 1 : -1) * falseAt(position);
    changed.add(alerts.device[order[position]]);
  };
  const insert =
    options.merge === "extending"
      ? extendingChain(lanes, chain, options.coolDown, toggle)
      : fixedChain(lanes, chain, options.coolDown, toggle);

  return Object.assign(walk, {
    next() {
      changed.clear();
      if (heap.size() === 0) return false;
      walk.threshold = alerts.score[order[heap.top()]];
      while (heap.size() > 0 && alerts.score[order[heap.top()]] === walk.threshold) {
        insert(heap.pop());
      }
      return true;
    },
    alarmsOf(device: number) {
      const list: number[] = [];
      const end = lanes.end.get(device) ?? 0;
      let position = chain.next(lanes.start.get(device) ?? 0);
      while (position >= 0 && position < end) {
        list.push(order[position]);
        position = chain.next(position + 1);
      }
      return list;
    },
  });
}

/** Counted alerts, device after device, each in order of (time, row). */
interface Lanes {
  /** Alert at each position. */
  readonly order: Uint32Array;
  readonly time: Float64Array;
  readonly start: ReadonlyMap<number, number>;
  readonly end: ReadonlyMap<number, number>;
  /** The lane of each position, [start, end). */
  readonly laneStart: Uint32Array;
  readonly laneEnd: Uint32Array;
}

function layOut(alerts: Alerts, { scored, from, to }: ScoredTime): Lanes {
  const { length, device, time } = alerts;
  const counts = new Uint32Array(scored.length + 1);
  const counted = (i: number) => {
    const d = device[i];
    return scored[d] === 1 && time[i] >= from[d] && time[i] < to[d];
  };
  for (let i = 0; i < length; i++) if (counted(i)) counts[device[i] + 1]++;
  for (let d = 0; d < scored.length; d++) counts[d + 1] += counts[d];
  const total = counts[scored.length];
  const place = counts.slice();
  const order = new Uint32Array(total);
  for (let i = 0; i < length; i++) if (counted(i)) order[place[device[i]]++] = i;
  const start = new Map<number, number>();
  const end = new Map<number, number>();
  const laneStart = new Uint32Array(total);
  const laneEnd = new Uint32Array(total);
  for (let d = 0; d < scored.length; d++) {
    if (counts[d] === counts[d + 1]) continue;
    start.set(d, counts[d]);
    end.set(d, counts[d + 1]);
    laneStart.fill(counts[d], counts[d], counts[d + 1]);
    laneEnd.fill(counts[d + 1], counts[d], counts[d + 1]);
  }
  const times = new Float64Array(total);
  for (let i = 0; i < total; i++) times[i] = time[order[i]];
  return {
    order,
    time: times,
    start,
    end,
    laneStart,
    laneEnd,
  };
}

type Chain = ReturnType<typeof openOrderedSet>;
type Toggle = (position: number, on: boolean) => void;

/** Cool-down from the opening: alarms after a new one shift until both chains meet. */
function fixedChain(lanes: Lanes, chain: Chain, coolDown: number, toggle: Toggle) {
  const { time, laneStart, laneEnd, order } = lanes;
  const active = openOrderedSet(order.length);
  return (position: number): void => {
    active.add(position);
    const end = laneEnd[position];
    const before = chain.previous(position);
    if (before >= laneStart[position] && time[position] - time[before] < coolDown) return;
    let opened = position;
    let old = chain.next(position);
    for (;;) {
      toggle(opened, true);
      const earliest = Math.max(opened + 1, lowerBound(time, time[opened] + coolDown, opened, end));
      const following = active.next(earliest);
      const stop = following < 0 || following >= end ? end : following;
      while (old >= 0 && old < stop) {
        toggle(old, false);
        old = chain.next(old + 1);
      }
      if (stop === end || chain.has(stop)) return;
      opened = stop;
      old = chain.next(opened);
    }
  };
}

/** Cool-down from the last alert: an alert opens an alarm when none stands within it before. */
function extendingChain(lanes: Lanes, chain: Chain, coolDown: number, toggle: Toggle) {
  const { time, laneStart, laneEnd, order } = lanes;
  const active = openOrderedSet(order.length);
  return (position: number): void => {
    const before = active.previous(position);
    const after = active.next(position);
    active.add(position);
    if (before < laneStart[position] || time[position] - time[before] >= coolDown) {
      toggle(position, true);
    }
    if (after < 0 || after >= laneEnd[position]) return;
    const opens = time[after] - time[position] >= coolDown;
    if (chain.has(after) && !opens) toggle(after, false);
  };
}

/** A heap of positions, highest score on top: only what the walk visits is ever sorted. */
function heapOf(order: Uint32Array, score: Float64Array) {
  const heap = new Uint32Array(order.length);
  const key = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) {
    heap[i] = i;
    key[i] = score[order[i]];
  }
  let size = heap.length;
  const sink = (from: number) => {
    const item = heap[from];
    let at = from;
    for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && key[heap[child + 1]] > key[heap[child]]) child++;
      if (key[heap[child]] <= key[item]) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = item;
  };
  for (let i = (size >>> 1) - 1; i >= 0; i--) sink(i);
  return {
    size: () => size,
    top: () => heap[0],
    pop() {
      const top = heap[0];
      heap[0] = heap[--size];
      sink(0);
      return top;
    },
  };
}
