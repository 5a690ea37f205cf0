import type { ViewName } from "../../datasets/view.ts";
import { openAlertBuffer } from "../alerts/alert-buffer.ts";
import { openAlertStore } from "../alerts/alert-store.ts";
import { streamAlerts } from "../alerts/alerts-of-shards.ts";
import type { Alerts } from "../alerts.ts";
import { type DatasetSource, openSource } from "../runners/dataset-source.ts";
import { mergeAlarms } from "../scoring/alarms.ts";
import { openQuickSums, type QuickSums } from "../scoring/quick-sums.ts";
import { scoreTally } from "../scoring/score-tally.ts";
import { openScoring, type Scoring } from "../scoring/scoring.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import { tallyRun } from "../scoring/tally.ts";
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
import { listAlarms } from "./listed-alarms.ts";
import type { BudgetSums, OraclePoint, ScoreTask, TalliedPoint, TaskScore } from "./task.ts";
import { borrowed, capacityThreshold, isCalibrated, isSame, writtenOf } from "./task-threshold.ts";

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
