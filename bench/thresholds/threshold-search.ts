import type { Alerts } from "../alerts.ts";
import type { ScoredTime } from "../scoring/scored-time.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import { AlarmSteps, FEW_STEPS, type StepColumns } from "./alarm-steps.ts";
import { openScoreFloor, type ScoreFloor } from "./score-floor.ts";
import { ScoreHeap } from "./score-heap.ts";
import { openThresholdWalk } from "./threshold-walk.ts";

/** Most alarms, or false alarms, that a rule allows. */
export interface Allowance {
  readonly most: number;
  readonly on: "false" | "alarms";
}

/** The last threshold that keeps a rule before its first breach from the top, and the alarms there. */
export interface LastFit {
  /** null with source `unreachable`: the highest score breaks the rule; with `native`: none does. */
  readonly value: number | null;
  readonly source: "budget" | "native" | "unreachable";
  readonly alarms: number;
  readonly falseAlarms: number;
}

/** In which time alarms are counted, how they are merged, and which of them are false. */
export interface SearchParts {
  readonly time: ScoredTime;
  readonly options: Pick<ScoringOptions, "coolDown" | "merge">;
  readonly rules: readonly Allowance[];
  /** By device: 1 where every alarm is false. */
  readonly clean: Uint8Array;
  readonly isFalse: (alerts: Alerts, alert: number) => boolean;
}

/** Where a rule is broken first, and the alarms just above. */
export interface Breach {
  readonly score: number;
  readonly alarms: number;
  readonly falseAlarms: number;
}

/** What shards that were counted come to: plain data, which adds up in any order. */
export interface SearchCounts {
  /** All rules are broken at this score and below, whatever other shards hold. */
  readonly floor: number;
  readonly steps: StepColumns;
}

/** What the counts of all shards say: where each rule is broken, and the alarms of all scores. */
export interface Settled {
  readonly breaches: readonly (Breach | null)[];
  readonly total: { readonly alarms: number; readonly falseAlarms: number };
}

/**
 * Finds the thresholds that keep rules, from alerts that come shard by shard, so that memory holds
 * one shard's alerts and a step for each score above which a rule is kept and at which the number of
 * alarms changes: as many as the rules allow alarms, whatever the number of shards.
 *
 * Each alert is to be seen, the alerts of a shard counted once all of them have been, and after all
 * shards each is to be placed. Shards may come in any order, since no device lies in two.
 */
export class ThresholdSearch {
  readonly #parts: SearchParts;
  readonly #floors: readonly ScoreFloor[];
  readonly #steps = new AlarmSteps();
  /** All rules are broken at this score, by the shards so far or by one that was counted elsewhere. */
  #highest = Number.NEGATIVE_INFINITY;
  /** How many steps there may be until they are looked through again. */
  #most = FEW_STEPS;
  #settled: Settled | null = null;
  readonly #low: Float64Array;

  constructor(parts: SearchParts) {
    this.#parts = parts;
    this.#floors = floorsOf(parts);
    this.#low = new Float64Array(parts.rules.length).fill(Number.POSITIVE_INFINITY);
  }

  /** Takes note of an alert, in order of time on each device; false where it is of no interest. */
  see(device: number, time: number, score: number): boolean {
    let isCounted = false;
    for (const floor of this.#floors) isCounted = floor.see(device, time, score) || isCounted;
    return isCounted;
  }

  /** All rules are broken at this score and below: such alerts need not be counted. */
  get floor(): number {
    let low = Number.POSITIVE_INFINITY;
    for (const { floor } of this.#floors) low = Math.min(low, floor);
    return Math.max(low, this.#highest);
  }

  /** What the shards so far come to. */
  counts(): SearchCounts {
    return { floor: this.floor, steps: this.#steps.columns() };
  }

  /** Adds shards that were counted elsewhere. */
  add({ floor, steps }: SearchCounts): void {
    this.#steps.add(steps);
    this.#highest = Math.max(this.#highest, floor);
    this.#letGo();
  }

  /** Counts the alarms of a shard at every score above the floor. */
  count(alerts: Alerts): void {
    const { time, options, isFalse, rules } = this.#parts;
    const walk = openThresholdWalk(alerts, time, { ...options, above: this.floor }, isFalse);
    const [mostFalse, mostAlarms] = [mostOf(rules, "false"), mostOf(rules, "alarms")];
    let alarms = 0;
    let falseAlarms = 0;
    while (walk.next()) {
      if (walk.alarms === alarms && walk.falseAlarms === falseAlarms) continue;
      this.#steps.push(walk.threshold, walk.alarms - alarms, walk.falseAlarms - falseAlarms);
      alarms = walk.alarms;
      falseAlarms = walk.falseAlarms;
      // What one shard breaks by itself is broken with the others too.
      if (falseAlarms > mostFalse && alarms > mostAlarms) break;
    }
    this.#letGo();
  }

  /**
   * Lets steps go at which all rules are broken by the shards so far: with more shards there are not
   * fewer alarms, so the first breach from the top lies there or above.
   */
  #letGo(): void {
    if (this.#steps.length <= this.#most) return;
    const scores = this.#breaches().map((breach) => breach?.score ?? Number.NEGATIVE_INFINITY);
    this.#highest = Math.max(this.#highest, Math.min(...scores));
    this.#steps.keepAbove(this.#highest);
    this.#most = Math.max(FEW_STEPS, 2 * this.#steps.length);
  }

  /** Alerts at or below this score need not be placed; Infinity where none has to be. */
  get placedAbove(): number {
    const { breaches } = this.settled();
    return Math.min(...breaches.map((breach) => breach?.score ?? Number.POSITIVE_INFINITY));
  }

  /** Takes note of an alert once more, when all have been counted. */
  place(device: number, at: number, score: number): void {
    const { time } = this.#parts;
    if (time.scored[device] === 0 || at < time.from[device] || at >= time.to[device]) return;
    const { breaches } = this.settled();
    const low = this.#low;
    for (let i = 0; i < low.length; i++) {
      const breach = breaches[i];
      if (breach !== null && score > breach.score && score < low[i]) low[i] = score;
    }
  }

  /** The lowest score placed so far for each rule; Infinity where there is none. */
  places(): Float64Array {
    return this.#low.slice();
  }

  /** Adds what was placed elsewhere. */
  addPlaces(places: Float64Array): void {
    const low = this.#low;
    for (let i = 0; i < low.length; i++) low[i] = Math.min(low[i], places[i]);
  }

  /** What was found for each rule, in their order. */
  found(): LastFit[] {
    const { breaches, total } = this.settled();
    return breaches.map((breach, i) => {
      if (breach === null) return { value: null, source: "native", ...total };
      const { alarms, falseAlarms } = breach;
      if (this.#low[i] === Number.POSITIVE_INFINITY) {
        return { value: null, source: "unreachable", alarms, falseAlarms };
      }
      return { value: this.#low[i], source: "budget", alarms, falseAlarms };
    });
  }

  /** What the counts of all shards say, once all are counted: from then on none may be added. */
  settled(): Settled {
    this.#settled ??= { breaches: this.#breaches(), total: this.#sums() };
    return this.#settled;
  }

  /** Takes over what was settled elsewhere, from the same counts. */
  settle(settled: Settled): void {
    this.#settled = settled;
  }

  #sums(): { alarms: number; falseAlarms: number } {
    let alarms = 0;
    let falseAlarms = 0;
    for (let step = 0; step < this.#steps.length; step++) {
      alarms += this.#steps.alarmsAt(step);
      falseAlarms += this.#steps.falseAlarmsAt(step);
    }
    return { alarms, falseAlarms };
  }

  /** Adds the steps of all shards up from the highest score, until every rule is broken. */
  #breaches(): readonly (Breach | null)[] {
    const { rules } = this.#parts;
    const steps = this.#steps;
    const heap = new ScoreHeap(steps.scores);
    const breaches: (Breach | null)[] = rules.map(() => null);
    const open = new Set(rules.keys());
    let alarms = 0;
    let falseAlarms = 0;
    const { floor } = this;
    // At the floor and below all rules are broken for certain, and not every shard was counted.
    while (heap.size > 0 && open.size > 0 && heap.top() > floor) {
      const before = { score: heap.top(), alarms, falseAlarms };
      while (heap.size > 0 && heap.top() === before.score) {
        const step = heap.pop();
        alarms += steps.alarmsAt(step);
        falseAlarms += steps.falseAlarmsAt(step);
      }
      for (const i of open) {
        const { most, on } = rules[i];
        if ((on === "alarms" ? alarms : falseAlarms) <= most) continue;
        breaches[i] = before;
        open.delete(i);
      }
    }
    if (floor > Number.NEGATIVE_INFINITY) {
      for (const i of open) breaches[i] = { score: floor, alarms, falseAlarms };
    }
    return breaches;
  }
}

/** Searches in alerts that all are there. */
export function searchAll(parts: SearchParts, alerts: Alerts): LastFit[] {
  const search = new ThresholdSearch(parts);
  const { length, device, time, score } = alerts;
  for (let i = 0; i < length; i++) search.see(device[i], time[i], score[i]);
  search.count(alerts);
  const above = search.placedAbove;
  for (let i = 0; i < length; i++) {
    if (score[i] > above) search.place(device[i], time[i], score[i]);
  }
  return search.found();
}

/** Largest allowance of one sort; without a rule of that sort none matters. */
function mostOf(rules: readonly Allowance[], on: Allowance["on"]): number {
  return Math.max(
    Number.NEGATIVE_INFINITY,
    ...rules.flatMap((rule) => (rule.on === on ? [rule.most] : [])),
  );
}

function floorsOf({ time, options, rules, clean }: SearchParts): ScoreFloor[] {
  const counted = { false: clean, alarms: time.scored };
  return (["false", "alarms"] as const).flatMap((on) => {
    const limit = mostOf(rules, on);
    if (limit === Number.NEGATIVE_INFINITY) return [];
    return [openScoreFloor({ time, options, counted: counted[on], limit })];
  });
}
