import type { Metric } from "../metric.ts";
import { BESIDE_TALLY, estimateMetrics } from "../scoring/estimate-metrics.ts";
import { mergeTallies } from "../scoring/merge-tallies.ts";
import { packTally, unpackTally } from "../scoring/packed-tally.ts";
import { addQuickSums, measureQuick } from "../scoring/quick-sums.ts";
import { scoreTally } from "../scoring/score-tally.ts";
import { resolveScoring, type ScoringOptions } from "../scoring/scoring-options.ts";
import type { Bootstrap } from "../statistics/bootstrap.ts";
import { finite } from "../statistics/estimate.ts";
import type { TalliedPoint, TaskScore } from "../tasks/task.ts";
import { scoringFor } from "./cell-task.ts";
import { detectorRow } from "./detector-row.ts";
import type { DatasetResult, MadeRow, Part } from "./made-rows.ts";
import { moneyAtFirstAlarms } from "./money-at-first-alarms.ts";
import { ownPart } from "./own-metrics.ts";
import { calibrationOf, chosenViews, oracleOf } from "./row-extras.ts";
import { type CommonHead, combinerHead, detectorHead } from "./row-head.ts";
import type { DetectorRow, RowAlarm, RunPrevalence, RunThreshold, TradeOff } from "./run-file.ts";
import type { RunFitted } from "./run-learning.ts";

/** Settings that rows depend on. */
export interface RowSettings {
  readonly budget: number;
  readonly scoring: Partial<ScoringOptions>;
  readonly prevalence: RunPrevalence | null;
  /** The user's own. */
  readonly metrics?: readonly Metric[];
}

interface Group {
  readonly head: CommonHead;
  readonly argument: string | null;
  readonly view: string | null;
  readonly scoring: Partial<ScoringOptions>;
  readonly parts: Part[];
}

/**
 * Makes the rows of detectors and combiners: datasets of one name and several seeds are pooled,
 * datasets of different names never are. A seed that failed counts as never having alarmed.
 */
export function madeRows(
  results: readonly DatasetResult[],
  settings: RowSettings,
  bootstrap: Bootstrap,
): MadeRow[] {
  return chosenViews(
    groupsOf(results, settings).flatMap((group) =>
      rowsOfGroup(group, results, settings, bootstrap),
    ),
  );
}

function groupsOf(results: readonly DatasetResult[], { scoring }: RowSettings): Group[] {
  const groups = new Map<string, Group>();
  for (const result of results) {
    const { name: dataset, calibrationOnly } = result.description;
    if (calibrationOnly) continue;
    for (const { cell, failure, score, fit } of result.results) {
      if (!cell.listed) continue;
      const { runnable, view } = cell;
      const key = JSON.stringify([dataset, runnable.name, view]);
      const group = groups.get(key) ?? {
        head: detectorHead(dataset, cell),
        argument: runnable.argument,
        view,
        scoring: scoringFor(scoring, runnable.spec.detects),
        parts: [],
      };
      groups.set(key, group);
      const [from, fits] = [result.sourceOf(cell), fit === null ? [] : [fit]];
      group.parts.push({ result, failure, score, from, floorView: view, fits });
    }
    for (const { entry, failure, score, floorView } of result.combined) {
      const key = JSON.stringify([dataset, entry.name]);
      const head = combinerHead(dataset, entry);
      const group = groups.get(key) ?? {
        head,
        argument: entry.name,
        view: null,
        scoring: scoringFor(scoring, head.detects),
        parts: [],
      };
      groups.set(key, group);
      const fits = result.results.flatMap(({ cell, fit }) =>
        fit !== null && entry.members.includes(cell.runnable) ? [fit] : [],
      );
      group.parts.push({ result, failure, score, from: dataset, floorView, fits });
    }
  }
  return [...groups.values()];
}

function rowsOfGroup(
  group: Group,
  results: readonly DatasetResult[],
  settings: RowSettings,
  bootstrap: Bootstrap,
): MadeRow[] {
  const { head, parts } = group;
  const leads = parts.some(leadsCalibrated) ? "calibrated" : "shipped";
  const make = (point: DetectorRow["point"]): MadeRow => {
    const made = rowOf(group, { point, leads: point === leads }, settings, bootstrap);
    const isCalibrated = point === "calibrated";
    const calibration = isCalibrated ? calibrationOf(head.name, head.view, parts, results) : null;
    const oracle = point === leads ? oracleOf(parts) : null;
    return { ...made, row: { ...made.row, calibration, oracle } };
  };
  const first = make(leads);
  // What failed, and what has but one number, stands once.
  const isOne = parts.every(({ score }) => score === null || isOneNumber(score));
  if (first.row.status !== "ok" || isOne) return [first];
  const other = make(leads === "calibrated" ? "shipped" : "calibrated");
  return leads === "calibrated" ? [first, other] : [other, first];
}

function leadsCalibrated({ score, result }: Part): boolean {
  return score === null ? result.hasHalf : score.leads === "calibrated";
}

function isOneNumber({ calibrated, shipped }: TaskScore): boolean {
  const [a, b] = [calibrated.threshold, shipped.threshold];
  return a.value === b.value && a.source === b.source;
}

function rowOf(
  group: Group,
  { point, leads }: Pick<DetectorRow, "point" | "leads">,
  { budget, prevalence, metrics = [] }: RowSettings,
  bootstrap: Bootstrap,
): MadeRow {
  const points = group.parts.map(({ score }) =>
    point === "calibrated" ? (score?.calibrated ?? null) : (score?.shipped ?? null),
  );
  const tallies = group.parts.map(({ result, failure }, i) => {
    const found = points[i];
    return found
      ? unpackTally(found.tally)
      : { ...result.silent(), status: failure?.status ?? "error" };
  });
  const failed = group.parts.find(({ failure }) => failure !== null);
  const thresholds = group.parts.map((part, i) => thresholdOf(part, points[i], point));
  const alarms = group.parts.flatMap((part, i) => alarmsOf(part, points[i]));
  const tally = mergeTallies(tallies);
  const [only, ...others] = points;
  const ready = others.length === 0 ? only?.score : null;
  const score = ready ?? scoreTally(tally, group.scoring, bootstrap);
  const tradeOff = point === "calibrated" ? tradeOffOf(group.parts) : [];
  const context = { prevalence, tradeOff };
  const by = { options: resolveScoring(group.scoring), bootstrap };
  const row = detectorRow({
    head: {
      ...group.head,
      fitted: group.parts.flatMap(fittedOf),
      point,
      leads,
      reason: failed?.failure?.reason ?? null,
      reproduce: failed ? commandOf(group, failed) : null,
    },
    score,
    truth: group.parts.every(({ result }) => result.description.truth !== null),
    thresholds,
    alarms,
    moneyAtAlarm: moneyAtFirstAlarms(points.map((each) => each?.alarms ?? [])),
    tradeOff,
    oracle: null,
    calibration: null,
    beside: estimateMetrics(BESIDE_TALLY, tally, context, by),
    ...ownPart(metrics, tally, context, by),
    budget,
    utcOffset: group.parts[0].result.description.utcOffset,
  });
  return { row, score, tally: packTally(tally), parts: group.parts };
}

function fittedOf({ result, fits }: Part): RunFitted[] {
  const { seed } = result.description;
  return fits
    .filter(({ failure }) => failure === null)
    .map(({ from, file, hash }) => ({ seed, from, file, sha256: hash }));
}

function commandOf({ argument, view }: Group, { result }: Part): string | null {
  if (argument === null) return null;
  const hasView = /[:,]view=/.test(argument);
  const joint = /:[\w-]+=[^:]*$/.test(argument) ? "," : ":";
  const full = hasView || view === null ? argument : `${argument}${joint}view=${view}`;
  return `npx billshock bench ${quoted(result.dir)} -d ${quoted(full)}`;
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function thresholdOf(
  { result, score, from }: Part,
  tallied: TalliedPoint | null,
  point: DetectorRow["point"],
): RunThreshold {
  const { seed } = result.description;
  const calibration = point === "calibrated" ? (score?.calibration ?? null) : null;
  return {
    seed,
    value: tallied?.threshold.value ?? null,
    source: tallied?.threshold.source ?? "failed",
    from: point === "calibrated" ? from : null,
    underpowered: calibration?.underpowered ?? false,
    neededDeviceDays: calibration?.underpowered ? calibration.neededDeviceDays : null,
  };
}

function alarmsOf({ result }: Part, point: TalliedPoint | null): RowAlarm[] {
  const { seed } = result.description;
  return (point?.alarms ?? []).map((alarm) => ({ seed, ...alarm }));
}

function tradeOffOf(parts: readonly Part[]): TradeOff[] {
  const curves = parts.map(({ score }) => score?.tradeOff ?? []);
  if (curves.some((curve) => curve.length === 0)) return [];
  return curves[0].map(({ budget }, i) => {
    const measured = measureQuick(addQuickSums(curves.map((curve) => curve[i].sums)));
    return {
      budget,
      recall: finite(measured.recall),
      precision: finite(measured.precision),
      falseAlarmsPer1000DeviceDays: finite(measured.falseAlarmsPer1000DeviceDays),
      valueDetectionRate: finite(measured.valueDetectionRate),
      valueDetectionRateByKindMean: finite(measured.valueDetectionRateByKindMean),
    };
  });
}
