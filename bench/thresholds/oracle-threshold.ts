import type { Alerts } from "../alerts.ts";
import { caseBytes } from "../scoring/damage.ts";
import type { Scoring } from "../scoring/scoring.ts";
import { cleanLines } from "../worlds/device-truth.ts";
import { AlarmSteps, FEW_STEPS } from "./alarm-steps.ts";
import { openScoreFloor, type ScoreFloor } from "./score-floor.ts";
import { ScoreHeap } from "./score-heap.ts";
import type { SearchCounts } from "./threshold-search.ts";
import { openThresholdWalk } from "./threshold-walk.ts";

/** The best threshold that reading the test labels could have given: a column of its own, never ranked. */
export interface OracleThreshold {
  /** null: no threshold keeps the budget, or nothing is at stake. */
  readonly threshold: number | null;
  readonly valueDetectionRate: number | null;
}

/**
 * Finds the threshold with the largest value detection rate whose false alarms on the scored split
 * itself stay within the budget; ties go to the larger recall, then to the higher threshold.
 *
 * Every distinct score is tried until none below can keep the budget; only devices with a case are
 * looked at again, when their alarms change.
 */
export function oracleThreshold(scoring: Scoring, alerts: Alerts, budget: number): OracleThreshold {
  const search = new OracleSearch(scoring, budget);
  const { length, device, time, score } = alerts;
  for (let i = 0; i < length; i++) search.see(device[i], time[i], score[i]);
  search.count(alerts);
  return search.found();
}

/** From when on a case is saved, and how many of its bytes; NaN where it is not. */
interface Turn {
  readonly subject: number;
  readonly hit: number;
  readonly saved: number;
}

/** A turn of a case that bears its own name: numbers of subjects differ where fewer cases are known. */
export interface NamedTurn {
  readonly step: number;
  readonly incident: number;
  readonly device: number;
  readonly hit: number;
  readonly saved: number;
}

/** What shards that were counted come to: plain data, which adds up in any order. */
export interface OracleCounts extends SearchCounts {
  readonly turns: readonly NamedTurn[];
}

/**
 * The search behind {@link oracleThreshold} on alerts that come shard by shard: each is to be seen,
 * and those of a shard counted once all of them have been. Memory holds a step for each score that may
 * keep the budget and at which the false alarms or the catches change.
 */
export class OracleSearch {
  readonly #scoring: Scoring;
  readonly #allowed: number;
  readonly #floor: ScoreFloor;
  /** Lines on which every alarm is false. */
  readonly #clean: Uint8Array;
  /** Steps whose alarms are those of clean lines. */
  readonly #steps = new AlarmSteps();
  /** Cases whose catch a step changes, by step. */
  #turns = new Map<number, Turn[]>();
  /** No threshold keeps the budget at this score, by the shards so far or by one that was counted elsewhere. */
  #highest = Number.NEGATIVE_INFINITY;
  /** How many steps there may be until they are looked through again. */
  #most = FEW_STEPS;

  constructor(scoring: Scoring, budget: number) {
    const { world, time, options } = scoring;
    this.#scoring = scoring;
    this.#allowed = budget * time.deviceDays;
    this.#clean = cleanLines(world, time.scored);
    const limit = this.#allowed / 1000;
    this.#floor = openScoreFloor({ time, options, counted: this.#clean, limit });
  }

  /** Takes note of an alert, in order of time on each device; false where it is of no interest. */
  see(device: number, time: number, score: number): boolean {
    return this.#floor.see(device, time, score);
  }

  /** No threshold keeps the budget at this score or below. */
  get floor(): number {
    return Math.max(this.#floor.floor, this.#highest);
  }

  /** What the shards so far come to. */
  counts(): OracleCounts {
    const { cases } = this.#scoring.world;
    const turns = [...this.#turns].flatMap(([step, list]) =>
      list.map(({ subject, hit, saved }): NamedTurn => {
        const { incident, device } = cases[subject];
        return { step, incident, device, hit, saved };
      }),
    );
    return { floor: this.floor, steps: this.#steps.columns(), turns };
  }

  /** Adds shards that were counted elsewhere. */
  add({ floor, steps, turns }: OracleCounts): void {
    const before = this.#steps.length;
    this.#steps.add(steps);
    this.#highest = Math.max(this.#highest, floor);
    for (const { step, incident, device, hit, saved } of turns) {
      const subject = this.#subjectOf(incident, device);
      const list = this.#turns.get(before + step);
      if (list === undefined) this.#turns.set(before + step, [{ subject, hit, saved }]);
      else list.push({ subject, hit, saved });
    }
    this.#letGo();
  }

  /** Looks what every score of a shard above the floor would catch. */
  count(alerts: Alerts): void {
    const { time, options, classifier, casesOf } = this.#scoring;
    const isFalse = (list: Alerts, alert: number) => classifier.isFalse(list, alert);
    const counted = this.#clean;
    const walk = openThresholdWalk(
      alerts,
      time,
      { ...options, above: this.floor, counted },
      isFalse,
    );
    const catches = openCatches(this.#scoring, alerts);
    let falseAlarms = 0;
    let clean = 0;
    // The highest score of all is a step, whatever it changes: letting it pass is a choice too.
    for (let isFirst = true; walk.next(); isFirst = false) {
      const turns = walk.changed.flatMap((device) =>
        casesOf.has(device) ? catches.look(device, walk.alarmsOf(device)) : NO_TURNS,
      );
      if (!isFirst && turns.length === 0 && walk.falseAlarms === falseAlarms) continue;
      if (turns.length > 0) this.#turns.set(this.#steps.length, turns);
      this.#steps.push(walk.threshold, walk.countedAlarms - clean, walk.falseAlarms - falseAlarms);
      falseAlarms = walk.falseAlarms;
      clean = walk.countedAlarms;
    }
    this.#letGo();
  }

  /**
   * Lets steps go at which the clean lines of the shards so far have more alarms than the budget
   * allows. On one line a lower threshold never has fewer alarms where a cool-down counts from the
   * opening, since none of its alarms covers two of a higher one: no lower threshold keeps it either.
   */
  #letGo(): void {
    const steps = this.#steps;
    if (steps.length <= this.#most || this.#scoring.options.merge !== "fixed") return;
    const heap = new ScoreHeap(steps.scores);
    let clean = 0;
    while (heap.size > 0 && 1000 * clean <= this.#allowed) {
      const score = heap.top();
      while (heap.size > 0 && heap.top() === score) clean += steps.alarmsAt(heap.pop());
      if (1000 * clean > this.#allowed) this.#highest = Math.max(this.#highest, score);
    }
    const turns = new Map<number, Turn[]>();
    steps.keepAbove(this.#highest, (from, to) => {
      const list = this.#turns.get(from);
      if (list !== undefined) turns.set(to, list);
    });
    this.#turns = turns;
    this.#most = Math.max(FEW_STEPS, 2 * steps.length);
  }

  #subjectOf(incident: number, device: number): number {
    const { world, casesOf } = this.#scoring;
    const found = casesOf.get(device)?.find((i) => world.cases[i].incident === incident);
    if (found !== undefined) return found;
    throw new RangeError(`oracle: incident ${incident} must hit line ${device}, got no such case`);
  }

  /** What was found; reads the rows of all lines with a case. */
  found(): OracleThreshold {
    const best = this.best();
    const total = totalBytes(this.#scoring);
    return {
      threshold: best?.threshold ?? null,
      valueDetectionRate: best === null || total === 0 ? null : best.saved / total,
    };
  }

  /** Adds the steps of all shards up, from the highest score; reads no rows. */
  best(): { readonly threshold: number; readonly saved: number } | null {
    const steps = this.#steps;
    const heap = new ScoreHeap(steps.scores);
    const savings = openSavings(this.#scoring);
    let falseAlarms = 0;
    let best: { threshold: number; saved: number; recall: number } | null = null;
    // At the floor and below no budget is kept, and not every shard was counted.
    while (heap.size > 0 && heap.top() > this.floor) {
      const threshold = heap.top();
      while (heap.size > 0 && heap.top() === threshold) {
        const step = heap.pop();
        falseAlarms += steps.falseAlarmsAt(step);
        for (const turn of this.#turns.get(step) ?? NO_TURNS) savings.turn(turn);
      }
      if (1000 * falseAlarms > this.#allowed) continue;
      if (best !== null && savings.saved < best.saved) continue;
      const recall = savings.recall();
      if (best === null || savings.saved > best.saved || recall > best.recall) {
        best = { threshold, saved: savings.saved, recall };
      }
    }
    return best;
  }
}

const NO_TURNS: readonly Turn[] = [];

function incidentWeights({ world, cases }: Pick<Scoring, "world" | "cases">): Float64Array {
  const counts = new Map<number, number>();
  for (const [i, { incident }] of world.cases.entries()) {
    if (cases.status[i] === "scored") counts.set(incident, (counts.get(incident) ?? 0) + 1);
  }
  return Float64Array.from(world.cases, ({ incident }) => 1 / (counts.get(incident) ?? 1));
}

function totalBytes({ world, casesOf, timeOf }: Scoring): number {
  let total = 0;
  for (const [device, subjects] of casesOf) {
    const rows = world.ledger.rowsOf(device);
    for (const subject of subjects) total += caseBytes(rows, subject, timeOf(subject), 0).total;
  }
  return total;
}

/** Which cases are caught, and when, while alarms change on one device after the other. */
function openCatches(scoring: Scoring, alerts: Alerts) {
  const { world, options, classifier, casesOf, timeOf } = scoring;
  const hit = new Float64Array(world.cases.length).fill(Number.NaN);
  const savedBy = (device: number, subject: number) => {
    const stop = hit[subject] + options.reactionDelay;
    const rows = world.ledger.rowsOf(device);
    const { leaked, total } = caseBytes(rows, subject, timeOf(subject), stop);
    return total - leaked;
  };
  return {
    look(device: number, list: readonly number[]): Turn[] {
      const subjects = casesOf.get(device) ?? [];
      const before = subjects.map((subject) => hit[subject]);
      for (const subject of subjects) hit[subject] = Number.NaN;
      for (const { class: name, cases, time } of classifier.classify(alerts, list)) {
        if (name !== "hit") continue;
        for (const i of cases) if (Number.isNaN(hit[i])) hit[i] = time;
      }
      return subjects.flatMap((subject, i): Turn[] => {
        if (Object.is(hit[subject], before[i])) return [];
        const saved = Number.isNaN(hit[subject]) ? 0 : savedBy(device, subject);
        return [{ subject, hit: hit[subject], saved }];
      });
    },
  };
}

/** What is saved while cases turn. */
function openSavings({ world, cases }: Pick<Scoring, "world" | "cases">) {
  const weight = incidentWeights({ world, cases });
  const hit = new Float64Array(world.cases.length).fill(Number.NaN);
  const savedOf = new Float64Array(world.cases.length);
  const savings = {
    saved: 0,
    turn(turn: Turn) {
      hit[turn.subject] = turn.hit;
      savings.saved += turn.saved - savedOf[turn.subject];
      savedOf[turn.subject] = turn.saved;
    },
    /** Summed in order of case, so that equal sets give equal bits. */
    recall() {
      let sum = 0;
      for (let i = 0; i < hit.length; i++) if (!Number.isNaN(hit[i])) sum += weight[i];
      return sum;
    },
  };
  return savings;
}
