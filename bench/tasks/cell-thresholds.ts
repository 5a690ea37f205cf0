import type { AlertFilter } from "../alerts/gathering.ts";
import { openOpeners } from "../alerts/openers.ts";
import type { Alerts } from "../alerts.ts";
import { mergeAlarms } from "../scoring/alarms.ts";
import type { Scoring } from "../scoring/scoring.ts";
import {
  alarmsAllowed,
  type Calibration,
  calibrationsOf,
  capacityHalf,
  capacityOf,
  openBudgetSearch,
  openCapacitySearch,
  passMark,
  type Threshold,
} from "../thresholds/calibrate.ts";
import { CURVE_BUDGETS } from "../thresholds/curve.ts";
import { type OracleCounts, OracleSearch } from "../thresholds/oracle-threshold.ts";
import type { SearchCounts, Settled, ThresholdSearch } from "../thresholds/threshold-search.ts";
import { type CellAlerts, gatherShard } from "./alert-shards.ts";
import type { ReadyWorld } from "./ready-world.ts";
import type { ScoreTask, TaskScore } from "./task.ts";
import { borrowed, isCalibrated, isSame, writtenOf } from "./task-threshold.ts";

/** Thresholds of a cell. */
export interface FoundThresholds {
  /** null where nothing was calibrated. */
  readonly calibration: Calibration | null;
  readonly leads: TaskScore["leads"];
  readonly shipped: Threshold;
  /** The same object as `shipped` where both are one threshold. */
  readonly calibrated: Threshold;
  /** What the test labels would have chosen: null without any; `asked` tells whether it was looked for. */
  readonly oracle: { readonly asked: boolean; readonly threshold: number | null };
  /** One for each of the budgets of the curve; none without a calibration half. */
  readonly curve: readonly Calibration[];
}

/** What shards that were counted come to: plain data, which adds up in any order. */
export interface CellCounts {
  readonly budget: SearchCounts | null;
  readonly oracle: OracleCounts | null;
  readonly capacity: SearchCounts | null;
  /** Alarms of the rule as written; 0 without a capacity. */
  readonly shippedAlarms: number;
}

/** What the counts of all shards say: small, whatever the number of lines. */
export interface SettledCounts {
  readonly budget: Settled | null;
  readonly capacity: Settled | null;
  readonly oracle: FoundThresholds["oracle"];
  readonly shippedAlarms: number;
}

/** The lowest scores placed so far, rule by rule. */
export interface CellPlaces {
  readonly budget: Float64Array | null;
  readonly capacity: Float64Array | null;
}

/** A search while alerts go by. */
interface Search {
  readonly floor: number;
  see(device: number, time: number, score: number): boolean;
  count(alerts: Alerts): void;
}

/**
 * The thresholds of a cell while its shards go by twice: first its alarms are counted at every
 * score, then the thresholds are looked up. Shards that went by elsewhere are added as what they
 * came to there.
 */
export class CellThresholds {
  readonly #task: ScoreTask;
  readonly #ready: ReadyWorld;
  readonly #alerts: CellAlerts;
  readonly #budgets: readonly { readonly budget: number }[];
  readonly #budgetSearch: ThresholdSearch | null;
  readonly #oracleSearch: OracleSearch | null;
  readonly #capacity: { readonly half: Scoring; readonly search: ThresholdSearch } | null;
  /** Alarms of the rule as written: what a capacity is held against. */
  #shippedAlarms = 0;
  #oracle: FoundThresholds["oracle"] | null = null;

  constructor(task: ScoreTask, ready: ReadyWorld, alerts: CellAlerts) {
    const { budget, capacity, asWritten, scoring } = task;
    const { world, scored, calibration } = ready;
    this.#task = task;
    this.#ready = ready;
    this.#alerts = alerts;
    this.#budgets = [budget, ...CURVE_BUDGETS].map((each) => ({ budget: each }));
    const hasBudget = !asWritten && world.truth;
    this.#budgetSearch = hasBudget ? openBudgetSearch(calibration, this.#budgets) : null;
    this.#oracleSearch = hasBudget && capacity === null ? new OracleSearch(scored, budget) : null;
    this.#capacity = null;
    if (!asWritten && capacity !== null) {
      const half = capacityHalf(world, scoring);
      this.#capacity = { half, search: openCapacitySearch(half, capacity) };
    }
  }

  /** Counts the alarms of a shard at every score that may become a threshold. */
  count(shard: number): void {
    const searches: Search[] = [];
    if (this.#budgetSearch !== null) searches.push(this.#budgetSearch);
    if (this.#oracleSearch !== null) searches.push(this.#oracleSearch);
    if (this.#capacity !== null) searches.push(this.#capacity.search);
    if (searches.length > 0) {
      const alerts = gatherShard(this.#alerts.own, shard, new Watched(searches));
      for (const search of searches) search.count(alerts);
    }
    if (this.#capacity !== null) this.#shippedAlarms += this.#countShipped(shard);
  }

  /** What the shards so far come to. */
  counts(): CellCounts {
    return {
      budget: this.#budgetSearch?.counts() ?? null,
      oracle: this.#oracleSearch?.counts() ?? null,
      capacity: this.#capacity?.search.counts() ?? null,
      shippedAlarms: this.#shippedAlarms,
    };
  }

  /** Adds shards that were counted elsewhere. */
  add({ budget, oracle, capacity, shippedAlarms }: CellCounts): void {
    if (budget !== null) this.#budgetSearch?.add(budget);
    if (oracle !== null) this.#oracleSearch?.add(oracle);
    if (capacity !== null) this.#capacity?.search.add(capacity);
    this.#shippedAlarms += shippedAlarms;
  }

  /** What the counts of all shards say. */
  settled(): SettledCounts {
    return {
      budget: this.#budgetSearch?.settled() ?? null,
      capacity: this.#capacity?.search.settled() ?? null,
      oracle: this.#oracleFound(),
      shippedAlarms: this.#shippedAlarms,
    };
  }

  /** Takes over what was settled elsewhere. */
  settle({ budget, capacity, oracle, shippedAlarms }: SettledCounts): void {
    if (budget !== null) this.#budgetSearch?.settle(budget);
    if (capacity !== null) this.#capacity?.search.settle(capacity);
    this.#oracle = oracle;
    this.#shippedAlarms = shippedAlarms;
  }

  /** What was placed so far. */
  places(): CellPlaces {
    return {
      budget: this.#budgetSearch?.places() ?? null,
      capacity: this.#capacity?.search.places() ?? null,
    };
  }

  /** Adds what was placed elsewhere. */
  addPlaces({ budget, capacity }: CellPlaces): void {
    if (budget !== null) this.#budgetSearch?.addPlaces(budget);
    if (capacity !== null) this.#capacity?.search.addPlaces(capacity);
  }

  /** Looks thresholds up among the alerts of a shard, once all shards are counted. */
  place(shard: number): void {
    for (const search of [this.#budgetSearch, this.#capacity?.search ?? null]) {
      if (search === null || search.placedAbove === Number.POSITIVE_INFINITY) continue;
      gatherShard(this.#alerts.own, shard, new Placed(search));
    }
  }

  /** What was found, once all shards are placed. */
  found(): FoundThresholds {
    const task = this.#task;
    const shipped = writtenOf(task);
    const oracle = this.#oracleFound();
    if (task.asWritten) {
      const leads = "shipped" as const;
      return { calibration: null, leads, shipped, calibrated: shipped, oracle, curve: [] };
    }
    const made =
      this.#budgetSearch === null
        ? []
        : calibrationsOf(this.#ready.calibration, this.#budgets, this.#budgetSearch.found());
    const own = made[0]?.source === "no-calibration" ? null : (made[0] ?? null);
    const calibration = task.capacity === null ? own : this.#ofCapacity(own);
    const threshold: Threshold = calibration ?? borrowed(task);
    return {
      calibration,
      leads: isCalibrated(own, calibration) ? "calibrated" : "shipped",
      shipped,
      calibrated: isSame(threshold, shipped) ? shipped : threshold,
      oracle,
      curve: own === null ? [] : made.slice(1),
    };
  }

  #oracleFound(): FoundThresholds["oracle"] {
    const search = this.#oracleSearch;
    this.#oracle ??= { asked: search !== null, threshold: search?.best()?.threshold ?? null };
    return this.#oracle;
  }

  /**
   * What a capacity makes of a threshold. With a calibration half it is filled; on other data it is
   * a limit: null as long as the rule as written keeps it, unless it shall be filled.
   */
  #ofCapacity(own: Calibration | null): Calibration | null {
    if (this.#capacity === null) return own;
    const { capacity, fill } = this.#task;
    const perDay = capacity ?? Number.POSITIVE_INFINITY;
    const isKept = this.#shippedAlarms <= alarmsAllowed(this.#ready.world, perDay);
    if (own === null && !fill && isKept) return null;
    return capacityOf(this.#capacity.half, this.#capacity.search.found());
  }

  #countShipped(shard: number): number {
    const { time, options } = this.#ready.scored;
    const mark = passMark(writtenOf(this.#task));
    const alerts = gatherShard(this.#alerts.written, shard, openOpeners([mark], [time], options));
    return mergeAlarms(alerts, mark, time, options).length;
  }
}

/** Shows alerts to all searches and keeps what one of them may count. */
class Watched implements AlertFilter {
  readonly #searches: readonly Search[];

  constructor(searches: readonly Search[]) {
    this.#searches = searches;
  }

  get floor(): number {
    let low = Number.POSITIVE_INFINITY;
    for (const { floor } of this.#searches) low = Math.min(low, floor);
    return low;
  }

  keeps(device: number, time: number, score: number): boolean {
    const searches = this.#searches;
    let isCounted = false;
    for (let s = 0; s < searches.length; s++) {
      if (searches[s].see(device, time, score)) isCounted = true;
    }
    return isCounted;
  }
}

/** Places alerts and keeps none. */
class Placed implements AlertFilter {
  readonly floor: number;
  readonly #search: ThresholdSearch;

  constructor(search: ThresholdSearch) {
    this.floor = search.placedAbove;
    this.#search = search;
  }

  keeps(device: number, time: number, score: number): boolean {
    this.#search.place(device, time, score);
    return false;
  }
}
