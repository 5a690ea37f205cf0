import { openOpeners } from "../alerts/openers.ts";
import type { Alerts } from "../alerts.ts";
import { mergeAlarms } from "../scoring/alarms.ts";
import { mergePacked } from "../scoring/merge-packed.ts";
import { type PackedTally, packTally, unpackTally } from "../scoring/packed-tally.ts";
import { addQuickSums, type QuickSums } from "../scoring/quick-sums.ts";
import { scoreTally } from "../scoring/score-tally.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import { type DeviceRange, tallyRun } from "../scoring/tally.ts";
import { type Bootstrap, openBootstrap } from "../statistics/bootstrap.ts";
import { passMark, type Threshold } from "../thresholds/calibrate.ts";
import { CURVE_BUDGETS } from "../thresholds/curve.ts";
import { type CellAlerts, gatherShard, openCellAlerts } from "./alert-shards.ts";
import { CellThresholds, type FoundThresholds } from "./cell-thresholds.ts";
import { type ListedAlarm, listAlarms } from "./listed-alarms.ts";
import { type HalfName, type ReadyWorld, readyWorld } from "./ready-world.ts";
import type { ScoreTask, TalliedPoint, TaskScore } from "./task.ts";
import { isSame } from "./task-threshold.ts";

/** What the shards so far come to at one threshold. */
class Point {
  readonly threshold: Threshold;
  readonly tallies: PackedTally[] = [];
  readonly alarms: ListedAlarm[] = [];

  constructor(threshold: Threshold) {
    this.threshold = threshold;
  }

  get mark(): number {
    return passMark(this.threshold);
  }

  tallied(): PointTally {
    return { tally: mergePacked(this.tallies), alarms: this.alarms };
  }

  add({ tally, alarms }: PointTally): void {
    this.tallies.push(tally);
    for (const alarm of alarms) this.alarms.push(alarm);
  }
}

/** What some shards came to at one threshold: plain data, which adds up in any order. */
export interface PointTally {
  readonly tally: PackedTally;
  readonly alarms: readonly ListedAlarm[];
}

/** What some shards came to at the thresholds of a cell: likewise. */
export interface CellTally {
  readonly shipped: PointTally;
  /** null where both points are one. */
  readonly calibrated: PointTally | null;
  readonly sums: Readonly<Record<string, QuickSums>>;
}

/** Thresholds, and what there is at those that have rows. */
interface Points {
  readonly found: FoundThresholds;
  readonly shipped: Point;
  /** The same object where both have one threshold. */
  readonly calibrated: Point;
}

/**
 * One detector, or several combined, while it is scored shard by shard: its alarms are counted at
 * every threshold, then the thresholds are looked up, and at these it is tallied. Each takes all
 * shards, so memory holds one shard's alerts, whatever the number of lines.
 */
export class CellScore {
  /** Both passes before it is tallied: every shard is counted, then placed. */
  readonly thresholds: CellThresholds;
  readonly #task: ScoreTask;
  readonly #ready: ReadyWorld;
  readonly #alerts: CellAlerts;
  #points: Points | null = null;
  /** Sums by what they are of, one for each shard. */
  readonly #sums = new Map<string, QuickSums[]>();

  constructor(task: ScoreTask) {
    this.#task = task;
    this.#ready = readyWorld(task, task.view);
    this.#alerts = openCellAlerts(task);
    this.thresholds = new CellThresholds(task, this.#ready, this.#alerts);
  }

  /** Takes over thresholds that were found elsewhere. */
  settle(found: FoundThresholds): void {
    const shipped = new Point(found.shipped);
    const isOne = isSame(found.calibrated, found.shipped);
    this.#points = { found, shipped, calibrated: isOne ? shipped : new Point(found.calibrated) };
  }

  /** Tallies a shard at the thresholds, once all shards are placed. */
  tally(shard: number): void {
    const { scored, calibration: half, source } = this.#ready;
    const range = source.shard(this.#task.view, shard).devices;
    const { found, shipped, calibrated } = this.#opened();
    const { own, written } = this.#alerts;
    const sums = this.#sumsAsked(found, { shipped, calibrated });
    const points = own === written ? [calibrated, shipped] : [calibrated];
    const marks = [...points, ...sums].map(({ mark }) => mark);
    const times = [half.time, scored.time];
    const alerts = gatherShard(own, shard, openOpeners(marks, times, scored.options));
    for (const { name, half, mark } of sums) this.#addSums(name, half, alerts, { range, mark });
    if (calibrated !== shipped) this.#addPoint(calibrated, alerts, range);
    if (own === written) {
      this.#addPoint(shipped, alerts, range);
      return;
    }
    const openers = openOpeners([shipped.mark], [scored.time], scored.options);
    this.#addPoint(shipped, gatherShard(written, shard, openers), range);
  }

  /** What it came to, once all shards are tallied. */
  score(): TaskScore {
    const { found, shipped, calibrated } = this.#opened();
    const { calibration, leads, oracle, curve } = found;
    const made = this.#pointOf(shipped);
    const sumsOf = (name: string) => {
      const list = this.#sums.get(name);
      return list === undefined ? null : addQuickSums(list);
    };
    const oracleSums = sumsOf("oracle");
    return {
      calibration,
      calibrated: calibrated === shipped ? made : this.#pointOf(calibrated),
      shipped: made,
      leads,
      ...(this.#task.asWritten ? { sums: sumsOf("written") } : {}),
      onCalibration: sumsOf("calibration"),
      oracle: oracleSums === null ? null : { threshold: oracle.threshold, sums: oracleSums },
      tradeOff: curve.map((each, i) => ({
        budget: CURVE_BUDGETS[i],
        sums: sumsOf(String(passMark(each))) as QuickSums,
      })),
    };
  }

  /** What the shards so far come to. */
  tallied(): CellTally {
    const { shipped, calibrated } = this.#opened();
    const sums = [...this.#sums].map(([name, list]) => [name, addQuickSums(list)]);
    return {
      shipped: shipped.tallied(),
      calibrated: calibrated === shipped ? null : calibrated.tallied(),
      sums: Object.fromEntries(sums),
    };
  }

  /** Adds shards that were tallied elsewhere, at the same thresholds. */
  add({ shipped, calibrated, sums }: CellTally): void {
    const points = this.#opened();
    points.shipped.add(shipped);
    if (calibrated !== null) points.calibrated.add(calibrated);
    for (const [name, more] of Object.entries(sums)) this.#keepSums(name, more);
  }

  #opened(): Points {
    if (this.#points === null) this.settle(this.thresholds.found());
    return this.#points as unknown as Points;
  }

  /** Headlines without outcome rows: of what, on which half, and at which threshold. */
  #sumsAsked(
    { curve, oracle }: FoundThresholds,
    { shipped, calibrated }: Pick<Points, "shipped" | "calibrated">,
  ): { name: string; half: HalfName; mark: number }[] {
    const { asWritten, sums } = this.#task;
    const scored = "scored" as const;
    if (asWritten) {
      const isAsked = sums === true && this.#ready.world.truth;
      return isAsked ? [{ name: "written", half: scored, mark: shipped.mark }] : [];
    }
    const ofCurve = [...new Set(curve.map(passMark))];
    return [
      ...ofCurve.map((mark) => ({ name: String(mark), half: scored, mark })),
      ...(curve.length > 0
        ? [{ name: "calibration", half: "calibration" as const, mark: calibrated.mark }]
        : []),
      ...(oracle.asked
        ? [{ name: "oracle", half: scored, mark: oracle.threshold ?? Number.POSITIVE_INFINITY }]
        : []),
    ];
  }

  #addPoint(point: Point, alerts: Alerts, range: DeviceRange): void {
    const { scored } = this.#ready;
    const { tally, alarms } = tallyRun(scored, alerts, point.mark, range);
    point.tallies.push(packTally(tally));
    for (const alarm of listAlarms(scored, alerts, alarms)) point.alarms.push(alarm);
  }

  #addSums(
    name: string,
    half: HalfName,
    alerts: Alerts,
    { range, mark }: { readonly range: DeviceRange; readonly mark: number },
  ): void {
    const { time, options, classifier } = this.#ready[half];
    const merged = mergeAlarms(alerts, mark, time, options);
    this.#keepSums(name, this.#ready.sumsOf(half, range)(classifier.classify(alerts, merged)));
  }

  #keepSums(name: string, sums: QuickSums): void {
    const list = this.#sums.get(name);
    if (list === undefined) this.#sums.set(name, [sums]);
    else list.push(sums);
  }

  #pointOf({ threshold, tallies, alarms }: Point): TalliedPoint {
    const { options } = this.#ready.scored;
    const tally = mergePacked(tallies);
    const isAsked = this.#task.intervals === true;
    return {
      threshold,
      tally,
      score: isAsked ? scoreTally(unpackTally(tally), options, bootstrapOf(options)) : null,
      alarms: alarms.sort((a, b) => a.time - b.time || a.device - b.device),
    };
  }
}

let kept: { readonly key: string; readonly bootstrap: Bootstrap } | null = null;

/** The weights of one bootstrap are the same for all detectors, and drawn once. */
function bootstrapOf({ seed, replicates }: ScoringOptions): Bootstrap {
  const key = JSON.stringify([seed, replicates]);
  if (kept?.key !== key) kept = { key, bootstrap: openBootstrap(seed, replicates) };
  return kept.bootstrap;
}
