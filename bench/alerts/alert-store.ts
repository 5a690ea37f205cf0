import { DAY } from "../../datasets/sizes.ts";
import type { ViewBatch } from "../../datasets/view.ts";
import type { Alerts } from "../alerts.ts";
import { type ScoredTime, scoredTime } from "../scoring/scored-time.ts";
import { resolveScoring, type ScoringOptions } from "../scoring/scoring-options.ts";
import type { World } from "../world.ts";
import { truthByDevice } from "../worlds/device-truth.ts";
import { openAlertBuffer } from "./alert-buffer.ts";
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
  /** Largest budget of the oracle threshold, which reads test labels; null when nobody asks for it. */
  readonly oracleBudget?: number | null;
}

/** Alerts of one run while they stream by. */
export interface AlertStore {
  /** Takes the scores of a batch whose first row has the given number; -Infinity is no alert. */
  addBatch(batch: ViewBatch, scores: Float64Array, firstRow: number): void;
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
  const floors = openFloors(world, options, asked, times);
  const opens = openMarks(world, options.coolDown, asked.marks ?? []);
  const kept = openAlertBuffer();
  // 1 for an alert that opens an alarm at a mark: no floor takes it away.
  let pinned = new Uint8Array(256);
  let floor = floors.floor();
  let pruneAt = SLACK;
  let row = new Float64Array(0);
  const { from, to } = countedTime(world.deviceCount, times);
  const prune = () => {
    floor = floors.floor();
    let left = 0;
    kept.prune(({ score }, i) => {
      const stays = pinned[i] === 1 || score[i] >= floor;
      if (stays) pinned[left++] = pinned[i];
      return stays;
    });
    pruneAt = 2 * kept.length + SLACK;
  };
  const add = (alerts: Alerts) => {
    const { length, device, time, score } = alerts;
    floor = floors.floor();
    for (let i = 0; i < length; i++) {
      const s = score[i];
      if (s === Number.NEGATIVE_INFINITY) continue;
      const d = device[i];
      const t = time[i];
      if (!(t >= from[d] && t < to[d])) continue;
      // What lies below the floor can't raise it.
      if (s >= floor) floors.see(d, t, s);
      const pin = opens(d, t, s);
      if (!pin && s < floor) continue;
      if (kept.length === pinned.length) pinned = doubled(pinned);
      pinned[kept.length] = pin ? 1 : 0;
      kept.copy(alerts, i);
      if (kept.length >= pruneAt) prune();
    }
  };
  return {
    addBatch(batch, scores, firstRow) {
      const { length, device, visibleAt, start, time } = batch;
      if (row.length < length) row = new Float64Array(length);
      for (let i = 0; i < length; i++) row[i] = firstRow + i;
      add({ length, device, time: visibleAt, row, rowStart: start, rowEnd: time, score: scores });
    },
    add,
    get held() {
      return kept.length;
    },
    finish() {
      prune();
      return kept.alerts();
    },
  };
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

/**
 * Tells of each alert whether it opens an alarm at one of the marks, or when every alert passes.
 * Merging what it names leaves the very alarms that merging all alerts leaves.
 */
function openMarks(world: World, coolDown: number, given: readonly number[]) {
  const marks = [Number.NEGATIVE_INFINITY, ...given];
  const opened = marks.map(() =>
    new Float64Array(world.deviceCount).fill(Number.NEGATIVE_INFINITY),
  );
  return (device: number, time: number, score: number): boolean => {
    let any = false;
    for (let m = 0; m < marks.length; m++) {
      if (score < marks[m] || time - opened[m][device] < coolDown) continue;
      opened[m][device] = time;
      any = true;
    }
    return any;
  };
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
  const nothing = () => undefined;
  if (coolDown <= 0 || merge !== "fixed") {
    return { see: nothing, floor: () => Number.NEGATIVE_INFINITY };
  }
  if (onlyMarks || watched.length === 0) {
    return { see: nothing, floor: () => Number.POSITIVE_INFINITY };
  }
  return {
    see(device, time, score) {
      for (const { shown, floor } of watched) {
        if (shown[device] === 1) floor.see(device, time, score);
      }
    },
    floor: () =>
      watched.reduce((low, { floor }) => Math.min(low, floor.floor), Number.POSITIVE_INFINITY),
  };
}
