import type { Tariff } from "../../datasets/billing/tariff.ts";
import type { ResolvedOptions } from "../../datasets/options.ts";
import type { ViewName } from "../../datasets/view.ts";
import { openAlertBuffer } from "../alerts/alert-buffer.ts";
import { openAlertStore } from "../alerts/alert-store.ts";
import { type ShardAlerts, streamAlerts } from "../alerts/alerts-of-shards.ts";
import type { Alerts } from "../alerts.ts";
import { type DatasetSource, openSource } from "../runners/dataset-source.ts";
import { mergeAlarms } from "../scoring/alarms.ts";
import { openQuickSums, type QuickSums } from "../scoring/quick-sums.ts";
import { type Score, scoreTally } from "../scoring/score-tally.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import { type Tally, tallyRun } from "../scoring/tally.ts";
import { openScoring, type Scoring } from "../scoring.ts";
import { type Bootstrap, openBootstrap } from "../statistics/bootstrap.ts";
import {
  type Calibration,
  calibrateBudgets,
  passMark,
  type Threshold,
} from "../thresholds/calibrate.ts";
import { CURVE_BUDGETS } from "../thresholds/curve.ts";
import { oracleThreshold } from "../thresholds/oracle-threshold.ts";
import type { World } from "../world.ts";
import { loadWorld } from "../worlds/load-world.ts";
import { combineShards } from "./combine-shards.ts";
import { type ListedAlarm, listAlarms } from "./listed-alarms.ts";
import { borrowed, capacityThreshold, isCalibrated, isSame, writtenOf } from "./task-threshold.ts";

/** Alerts of one detector on one view, as its runs left them. */
export interface MemberAlerts {
  readonly name: string;
  readonly view: ViewName;
  readonly shards: readonly ShardAlerts[];
  /** Where it passes: its leading threshold, as `passMark` reads it; text since JSON has no infinity. */
  readonly pass: string;
  /** Where it passes as written. */
  readonly written?: string;
}

/** One detector, or several combined, to be calibrated and tallied on one view of one dataset. */
export interface ScoreTask {
  readonly kind: "score";
  readonly dataset: string;
  readonly view: ViewName;
  readonly members: readonly MemberAlerts[];
  readonly combiner: null | { readonly name: string; readonly options: ResolvedOptions };
  readonly budget: number;
  readonly capacity: number | null;
  /** Threshold of the same detector, options and view elsewhere, for data without a calibration half. */
  readonly elsewhere: Threshold | null;
  /** Also score the tallies: of use when no other seed is pooled with them. */
  readonly intervals?: boolean;
  /** The rule's own number, declared or given; null: it has none. */
  readonly shippedThreshold: number | null;
  /** That number was given for this run. */
  readonly given?: boolean;
  /** Only the rule as written is asked for: nothing is calibrated. */
  readonly asWritten?: boolean;
  /** A capacity is filled even where the rule's own number asks for fewer alarms. */
  readonly fill?: boolean;
  /** Also sum the headlines of the rule as written. */
  readonly sums?: boolean;
  readonly scoring: Partial<ScoringOptions>;
  readonly tariff: Tariff | null;
}

/** A threshold and what came of it. */
export interface TalliedPoint {
  readonly threshold: Threshold;
  readonly tally: Tally;
  /** Of this tally alone, where that was asked for. */
  readonly score: Score | null;
  readonly alarms: readonly ListedAlarm[];
}

/** What one budget buys, as sums that add up over seeds. */
export interface BudgetSums {
  readonly budget: number;
  readonly sums: QuickSums;
}

/** The best that a threshold read off the test labels could have given. */
export interface OraclePoint {
  /** null: none keeps the budget. */
  readonly threshold: number | null;
  readonly sums: QuickSums;
}

/** What a score task comes to: plain JSON. */
export interface TaskScore {
  readonly calibration: Calibration | null;
  /** Equal to `shipped` where there was nothing to calibrate on. */
  readonly calibrated: TalliedPoint;
  /** As written: at the rule's own number; where it has none, with every alert passing. */
  readonly shipped: TalliedPoint;
  /** Which of the two stands first. */
  readonly leads: "calibrated" | "shipped";
  /** Headlines of the rule as written, where they were asked for and there is truth. */
  readonly sums?: QuickSums | null;
  /** What the calibrated threshold gives on the half that it was fixed on: views are chosen by it. */
  readonly onCalibration: QuickSums | null;
  /** null without truth, and where a capacity rules instead of a budget. */
  readonly oracle: OraclePoint | null;
  /** Sums at each of {@link CURVE_BUDGETS}, without a calibration half none. */
  readonly tradeOff: readonly BudgetSums[];
}

interface Ready {
  readonly key: string;
  readonly source: DatasetSource;
  readonly world: World;
  readonly scoring: Scoring;
  /** Sums on the calibration half; opened when first asked for. */
  onCalibration(alerts: Alerts, threshold: Threshold): QuickSums;
}

const ready = new Map<string, Ready>();

/** Room for the alerts of one task after the other: fresh memory costs as much as filling it. */
const room = openAlertBuffer();

/**
 * Calibrates and tallies one detector on one view of one dataset. The world of a view is read once
 * and kept while tasks on the same view follow one another.
 */
export function runScoreTask(task: ScoreTask): TaskScore {
  const { world, scoring, onCalibration } = prepare(task, task.view);
  const alerts = alertsOf(task, room);
  const intervals = task.intervals === true;
  const shipped = pointOf(scoring, writtenAlerts(task) ?? alerts, writtenOf(task), intervals);
  if (task.asWritten) {
    const sums = task.sums && world.truth ? sumsAt(scoring, alerts, shipped.threshold) : null;
    return { ...AS_WRITTEN, calibrated: shipped, shipped, sums };
  }
  const budgets = [task.budget, ...CURVE_BUDGETS].map((budget) => ({ budget }));
  const calibrations = world.truth ? calibrateBudgets(world, alerts, budgets, task.scoring) : [];
  const own = calibrations[0]?.source === "no-calibration" ? null : (calibrations[0] ?? null);
  const calibration =
    task.capacity === null ? own : capacityThreshold(task, world, alerts, { own, shipped });
  const threshold: Threshold = calibration ?? borrowed(task);
  const hasOracle = world.truth && task.capacity === null;
  return {
    calibration,
    calibrated: isSame(threshold, shipped.threshold)
      ? shipped
      : pointOf(scoring, alerts, threshold, intervals),
    shipped,
    leads: isCalibrated(own, calibration) ? "calibrated" : "shipped",
    onCalibration: own === null ? null : onCalibration(alerts, threshold),
    oracle: hasOracle ? oraclePoint(scoring, alerts, task.budget) : null,
    tradeOff: own === null ? [] : tradeOffOf(scoring, alerts, calibrations.slice(1)),
  };
}

const AS_WRITTEN = {
  calibration: null,
  leads: "shipped",
  onCalibration: null,
  oracle: null,
  tradeOff: [],
} as const;

/** The point of a score that stands first. */
export function leadOf(score: TaskScore): TalliedPoint {
  return score[score.leads];
}

function sumsAt(scoring: Scoring, alerts: Alerts, threshold: Threshold): QuickSums {
  const merged = mergeAlarms(alerts, passMark(threshold), scoring.time, scoring.options);
  return openQuickSums(scoring)(scoring.classifier.classify(alerts, merged));
}

function oraclePoint(scoring: Scoring, alerts: Alerts, budget: number): OraclePoint {
  const { threshold } = oracleThreshold(scoring, alerts, budget);
  return {
    threshold,
    sums: sumsAt(scoring, alerts, { value: threshold, source: "unreachable" }),
  };
}

/** Opens sums on the calibration half of a world. */
function openCalibrationSums(
  world: World,
  options: Partial<ScoringOptions>,
): Ready["onCalibration"] {
  let opened: { half: Scoring; quick: ReturnType<typeof openQuickSums> } | null = null;
  return (alerts, threshold) => {
    if (opened === null) {
      const half = openScoring(world, { ...options, split: "calibration" });
      opened = { half, quick: openQuickSums(half) };
    }
    const { half, quick } = opened;
    const merged = mergeAlarms(alerts, passMark(threshold), half.time, half.options);
    return quick(half.classifier.classify(alerts, merged));
  };
}

function tradeOffOf(
  scoring: Scoring,
  alerts: Alerts,
  calibrations: readonly Calibration[],
): BudgetSums[] {
  const quick = openQuickSums(scoring);
  return calibrations.map((each, i) => {
    const merged = mergeAlarms(alerts, passMark(each), scoring.time, scoring.options);
    const sums = quick(scoring.classifier.classify(alerts, merged));
    return { budget: CURVE_BUDGETS[i], sums };
  });
}

function pointOf(
  scoring: Scoring,
  alerts: Alerts,
  threshold: Threshold,
  intervals: boolean,
): TalliedPoint {
  const { tally, alarms } = tallyRun(scoring, alerts, passMark(threshold));
  const score = intervals ? scoreTally(tally, scoring.options, bootstrapOf(scoring)) : null;
  return { threshold, tally, score, alarms: listAlarms(scoring, alerts, alarms) };
}

let kept: { readonly key: string; readonly bootstrap: Bootstrap } | null = null;

/** The weights of one bootstrap are the same for all detectors, and drawn once. */
function bootstrapOf({ options: { seed, replicates } }: Scoring): Bootstrap {
  const key = JSON.stringify([seed, replicates]);
  if (kept?.key !== key) kept = { key, bootstrap: openBootstrap(seed, replicates) };
  return kept.bootstrap;
}

function prepare({ dataset, scoring, tariff }: ScoreTask, view: ViewName): Ready {
  const key = JSON.stringify([dataset, view, scoring, tariff]);
  let found = ready.get(key);
  if (found === undefined) {
    const source = openSource(dataset);
    const world = loadWorld(source.dataset, view, tariff === null ? {} : { tariff });
    const onCalibration = openCalibrationSums(world, scoring);
    found = { key, source, world, scoring: openScoring(world, scoring), onCalibration };
    ready.set(key, found);
    const [oldest] = ready.keys();
    if (ready.size > 4 && oldest !== undefined) ready.delete(oldest);
  }
  return found;
}

/** A combiner as written combines its members as written: other alerts where one of them was calibrated. */
function writtenAlerts(task: ScoreTask): Alerts | null {
  const { combiner, members } = task;
  if (combiner === null || members.every(({ pass, written = pass }) => pass === written))
    return null;
  const own = members.map(({ written, ...member }) => ({
    ...member,
    pass: written ?? member.pass,
  }));
  return alertsOf({ ...task, members: own, asWritten: true });
}

/** Keeps what a task can depend on; the rest is forgotten as it streams by. */
function alertsOf(task: ScoreTask, buffer = openAlertBuffer()): Alerts {
  const { members, combiner, budget, capacity, shippedThreshold, asWritten } = task;
  const { world, source } = prepare(task, task.view);
  const marks = [shippedThreshold, borrowed(task).value].filter((mark) => mark !== null);
  const store = openAlertStore(world, {
    scoring: task.scoring,
    budget: Math.max(budget, ...CURVE_BUDGETS),
    marks,
    oracleBudget: capacity === null ? budget : null,
    ...(capacity === null ? {} : { capacity }),
    onlyMarks: asWritten === true,
    buffer,
  });
  if (combiner === null) {
    const [{ view, shards }] = members;
    streamAlerts(source, view, shards, (batch, rows, firstRow) =>
      store.addRows(batch, rows, firstRow),
    );
  } else {
    combineShards(source, members, combiner, {
      scoringOf: (view) => prepare(task, view).scoring,
      take: (alerts) => store.add(alerts),
    });
  }
  return store.finish();
}
