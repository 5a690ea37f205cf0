import { DAY } from "../../datasets/sizes.ts";
import type { ViewBatch } from "../../datasets/view.ts";
import type { Alerts } from "../alerts.ts";
import { type ScoredTime, scoredTime } from "../scoring/scored-time.ts";
import { resolveScoring, type ScoringOptions } from "../scoring/scoring-options.ts";
import type { World } from "../world.ts";
import { truthByDevice } from "../worlds/device-truth.ts";
import { type AlertBuffer, openAlertBuffer } from "./alert-buffer.ts";
import { openRisingFloor, type RisingFloor } from "./rising-floor.ts";

/** What the alerts will be asked for; everything else may be forgotten. */
export interface AlertStoreOptions {
  readonly scoring?: Partial<ScoringOptions>;
  /** Largest budget that will be calibrated, false alarms per 1000 device-days. */
  readonly budget?: number;
  /** Alarms per day, when a capacity will be calibrated. */
  readonly capacity?: number;
  /** Thresholds known before: a declared default, a given or a transferred number. */
  readonly marks?: readonly number[];
  /** `alarms`: budgets count all alarms, as data without labels needs. */
  readonly budgetOn?: "false" | "alarms";
  /** Only the marks will be asked for: nothing else is kept. */
  readonly onlyMarks?: boolean;
  /** Takes the alerts, from its beginning on; one of its own when left out. */
  readonly buffer?: AlertBuffer;
  /** Largest budget of the oracle threshold, which reads test labels; null when nobody asks for it. */
  readonly oracleBudget?: number | null;
}

/** Rows of a batch on which a detector alerted. */
export interface AlertedRows {
  readonly length: number;
  /** Places in the batch, ascending. */
  readonly at: Uint32Array;
  readonly score: Float64Array;
}

/** Alerts of one run while they stream by. */
export interface AlertStore {
  /** Takes the alerted rows of a batch whose first row has the given number. */
  addRows(batch: ViewBatch, rows: AlertedRows, firstRow: number): void;
  /** Takes alerts as columns, in order of time on each device, one a row. */
  add(alerts: Alerts): void;
  /** How many are held now. */
  readonly held: number;
  /** The alerts that matter, in the order in which they came. */
  finish(): Alerts;
}

/** Alerts that come in between two prunings, at least. */
const SLACK = 65_536;

/**
 * Opens a store that forgets alerts which can't change any result asked for: those of no scored
 * device or time, and those below every threshold that the budgets can reach, unless they open an
 * alarm at one of the marks or when every alert passes. Thresholds and tallies come out exactly as
 * if nothing had been forgotten; a sweep below the budgets does not.
 *
 * Where no budget, capacity or oracle can be asked for, as on data without a calibration half, the
 * marks alone matter. Nothing is forgotten with an extending cool-down or none, since the bound
 * does not hold there. Verdicts must belong to episodes: a device with a verdict on a row alone counts
 * as clean.
 */
export function openAlertStore(world: World, asked: AlertStoreOptions = {}): AlertStore {
  const options = resolveScoring(asked.scoring);
  const times = [scoredTime(world, "calibration"), scoredTime(world, options.split)];
  return new Store({
    time: countedTime(world.deviceCount, times),
    floors: openFloors(world, options, asked, times),
    marks: [Number.NEGATIVE_INFINITY, ...(asked.marks ?? [])],
    coolDown: options.coolDown,
    buffer: asked.buffer ?? openAlertBuffer(),
  });
}

interface StoreParts {
  readonly time: { readonly from: Float64Array; readonly to: Float64Array };
  readonly floors: Floors;
  readonly marks: readonly number[];
  readonly coolDown: number;
  readonly buffer: AlertBuffer;
}

/** A class, since every cell opens one: its methods compile once. */
class Store implements AlertStore {
  readonly #from: Float64Array;
  readonly #to: Float64Array;
  readonly #floors: Floors;
  readonly #marks: Float64Array;
  /** By mark, then by device: when an alarm opened last. */
  readonly #opened: Float64Array;
  readonly #coolDown: number;
  readonly #kept: AlertBuffer;
  /** 1 for an alert that opens an alarm at a mark: no floor takes it away. */
  #pinned = new Uint8Array(256);
  #pruneAt = SLACK;

  constructor({ time, floors, marks, coolDown, buffer }: StoreParts) {
    buffer.clear();
    this.#kept = buffer;
    this.#from = time.from;
    this.#to = time.to;
    this.#floors = floors;
    this.#marks = Float64Array.from(marks);
    this.#opened = new Float64Array(marks.length * time.from.length).fill(Number.NEGATIVE_INFINITY);
    this.#coolDown = coolDown;
  }

  get held(): number {
    return this.#kept.length;
  }

  addRows(batch: ViewBatch, { length, at, score }: AlertedRows, firstRow: number): void {
    const { device, visibleAt, start, time } = batch;
    const floor = this.#floors.floor();
    for (let k = 0; k < length; k++) {
      const i = at[k];
      if (!this.#see(device[i], visibleAt[i], score[k], floor)) continue;
      this.#kept.push({
        device: device[i],
        time: visibleAt[i],
        row: firstRow + i,
        rowStart: start[i],
        rowEnd: time[i],
        score: score[k],
      });
      if (this.#kept.length >= this.#pruneAt) this.#prune();
    }
  }

  add(alerts: Alerts): void {
    const { length, device, time, score } = alerts;
    const floor = this.#floors.floor();
    for (let i = 0; i < length; i++) {
      if (score[i] === Number.NEGATIVE_INFINITY) continue;
      if (!this.#see(device[i], time[i], score[i], floor)) continue;
      this.#kept.copy(alerts, i);
      if (this.#kept.length >= this.#pruneAt) this.#prune();
    }
  }

  finish(): Alerts {
    this.#prune();
    return this.#kept.alerts();
  }

  /** Takes note of an alert; tells whether it is to be kept, and then at the buffer's next place. */
  #see(device: number, time: number, score: number, floor: number): boolean {
    if (!(time >= this.#from[device] && time < this.#to[device])) return false;
    // What lies below the floor can't raise it.
    if (score >= floor) this.#floors.see(device, time, score);
    const pin = this.#opens(device, time, score);
    if (!pin && score < floor) return false;
    const { length } = this.#kept;
    if (length === this.#pinned.length) this.#pinned = doubled(this.#pinned);
    this.#pinned[length] = pin ? 1 : 0;
    return true;
  }

  /**
   * Tells whether an alert opens an alarm at one of the marks, or when every alert passes. Merging
   * what it names leaves the very alarms that merging all alerts leaves.
   */
  #opens(device: number, time: number, score: number): boolean {
    const marks = this.#marks;
    const opened = this.#opened;
    const coolDown = this.#coolDown;
    let any = false;
    for (let m = 0, at = device; m < marks.length; m++, at += this.#from.length) {
      if (score < marks[m] || time - opened[at] < coolDown) continue;
      opened[at] = time;
      any = true;
    }
    return any;
  }

  #prune(): void {
    const floor = this.#floors.floor();
    const { length, score } = this.#kept.alerts();
    const pinned = this.#pinned;
    const stays = new Uint8Array(length);
    let left = 0;
    for (let i = 0; i < length; i++) {
      if (pinned[i] === 0 && score[i] < floor) continue;
      stays[i] = 1;
      pinned[left++] = pinned[i];
    }
    this.#kept.keep(stays);
    this.#pruneAt = 2 * left + SLACK;
  }
}

/** When alerts of each device can count at all; never for devices of neither half. */
function countedTime(deviceCount: number, times: readonly ScoredTime[]) {
  const from = new Float64Array(deviceCount).fill(Number.POSITIVE_INFINITY);
  const to = new Float64Array(deviceCount);
  for (const time of times) {
    for (let d = 0; d < deviceCount; d++) {
      if (time.scored[d] === 0) continue;
      from[d] = Math.min(from[d], time.from[d]);
      to[d] = Math.max(to[d], time.to[d]);
    }
  }
  return { from, to };
}

function doubled(values: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(values.length * 2);
  larger.set(values);
  return larger;
}

interface Floors {
  see(device: number, time: number, score: number): void;
  /** Lowest of all the bounds: what every question asked can spare. */
  floor(): number;
}

function openFloors(
  world: World,
  { coolDown, merge }: ScoringOptions,
  { budget = 100, budgetOn, capacity, onlyMarks, oracleBudget = budget }: AlertStoreOptions,
  [calibration, scored]: readonly ScoredTime[],
): Floors {
  const truth = truthByDevice(world);
  const { from, to, warmUp } = world.span;
  const watched: { shown: Uint8Array; floor: RisingFloor }[] = [];
  const watch = (time: ScoredTime, limit: number, onlyClean: boolean) => {
    if (time.deviceDays === 0) return;
    const shown = time.scored.slice();
    for (const [device, { cases, asides }] of truth) {
      if (onlyClean && cases.length + asides.length > 0) shown[device] = 0;
    }
    watched.push({ shown, floor: openRisingFloor(world.deviceCount, coolDown, Math.floor(limit)) });
  };
  const onAlarms = budgetOn === "alarms";
  // Without truth no alarm is false, so no score breaks a budget on false alarms.
  if (world.truth || onAlarms) {
    watch(calibration, (budget * calibration.deviceDays) / 1000, !onAlarms);
  }
  if (capacity !== undefined) {
    const half = calibration.deviceDays > 0 ? calibration : scored;
    watch(half, (capacity * Math.max(0, to - from - warmUp)) / DAY, false);
  }
  if (oracleBudget !== null && world.truth)
    watch(scored, (oracleBudget * scored.deviceDays) / 1000, true);
  if (coolDown <= 0 || merge !== "fixed") return new ShownFloors([], Number.NEGATIVE_INFINITY);
  return new ShownFloors(onlyMarks ? [] : watched, Number.POSITIVE_INFINITY);
}

/** Floors, each of the devices that it is shown; without any the floor lies where it is said. */
class ShownFloors implements Floors {
  readonly #watched: readonly { readonly shown: Uint8Array; readonly floor: RisingFloor }[];
  readonly #without: number;

  constructor(
    watched: readonly { readonly shown: Uint8Array; readonly floor: RisingFloor }[],
    without: number,
  ) {
    this.#watched = watched;
    this.#without = without;
  }

  see(device: number, time: number, score: number): void {
    const watched = this.#watched;
    for (let w = 0; w < watched.length; w++) {
      if (watched[w].shown[device] === 1) watched[w].floor.see(device, time, score);
    }
  }

  floor(): number {
    const watched = this.#watched;
    if (watched.length === 0) return this.#without;
    let low = Number.POSITIVE_INFINITY;
    for (let w = 0; w < watched.length; w++) low = Math.min(low, watched[w].floor.floor);
    return low;
  }
}
