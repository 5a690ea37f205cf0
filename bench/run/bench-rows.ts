import type { ViewName } from "../../datasets/view.ts";
import type { DetectorRow, RowAlarm, RunDataset, RunThreshold, TradeOff } from "../run-file.ts";
import type { Failure } from "../runners/failure.ts";
import type { Runnable } from "../runners/runnable.ts";
import { trustOf } from "../runners/trust.ts";
import { mergeTallies } from "../scoring/merge-tallies.ts";
import { addQuickSums, measureQuick } from "../scoring/quick-sums.ts";
import { type Score, scoreTally } from "../scoring/score-tally.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import { type Tally, tallyFailed } from "../scoring/tally.ts";
import type { Scoring } from "../scoring.ts";
import type { Bootstrap } from "../statistics/bootstrap.ts";
import { finite } from "../statistics/estimate.ts";
import type { Cell } from "./bench-cells.ts";
import { detectorRow, type RowHead } from "./detector-row.ts";
import type { FloorScores } from "./floor-task.ts";
import { calibrationOf, chosenViews, oracleOf } from "./row-extras.ts";
import { type CellResult, scoringFor } from "./run-cells.ts";
import type { CombinedResult } from "./run-combined.ts";
import type { TalliedPoint, TaskScore } from "./score-task.ts";

/** All that a dataset came to. */
export interface DatasetResult {
  readonly description: RunDataset;
  readonly dir: string;
  /** Scoring of one of its views, for tallies of runs that failed. */
  readonly scoring: Scoring;
  readonly results: readonly CellResult[];
  readonly combined: readonly CombinedResult[];
  /** Floors and ceilings by view; null stands for all views together. Empty without truth. */
  readonly floors: ReadonlyMap<ViewName | null, FloorScores>;
  /** Alarms of the table's own coin and blind-periodic lines. */
  readonly floorAlarms: number;
  /** Name of the dataset that a cell's threshold comes from. */
  sourceOf(cell: Cell): string | null;
}

/** Settings that rows depend on. */
export interface RowSettings {
  readonly budget: number;
  readonly scoring: Partial<ScoringOptions>;
}

/** What one seed contributes to a row. */
export interface Part {
  readonly result: DatasetResult;
  readonly failure: Failure | null;
  readonly score: TaskScore | null;
  readonly from: string | null;
  /** View whose floors it is held against. */
  readonly floorView: ViewName | null;
}

/** A row with what it was made from. */
export interface MadeRow {
  readonly row: DetectorRow;
  readonly score: Score;
  readonly tally: Tally;
  readonly parts: readonly Part[];
}

interface Group {
  readonly head: Omit<RowHead, "point" | "reason" | "reproduce">;
  readonly argument: string | null;
  readonly view: string | null;
  readonly hasShipped: boolean;
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
    for (const { cell, failure, score } of result.results) {
      if (!cell.listed) continue;
      const { runnable, view } = cell;
      const key = JSON.stringify([dataset, runnable.name, view]);
      const group = groups.get(key) ?? {
        head: headOf(dataset, runnable, view),
        argument: runnable.argument,
        view,
        hasShipped: runnable.hasThreshold,
        scoring: scoringFor(scoring, runnable.spec.detects),
        parts: [],
      };
      groups.set(key, group);
      group.parts.push({ result, failure, score, from: result.sourceOf(cell), floorView: view });
    }
    for (const { entry, failure, score, floorView } of result.combined) {
      const key = JSON.stringify([dataset, entry.name]);
      const detects = [...new Set(entry.members.flatMap(({ spec }) => spec.detects))];
      const group = groups.get(key) ?? {
        head: {
          dataset,
          name: entry.name,
          view: null,
          role: "combiner" as const,
          ...trustOf(entry.members),
          detects,
          thresholdUnit: entry.unit,
        },
        argument: entry.name,
        view: null,
        hasShipped: true,
        scoring: scoringFor(scoring, detects),
        parts: [],
      };
      groups.set(key, group);
      group.parts.push({ result, failure, score, from: dataset, floorView });
    }
  }
  return [...groups.values()];
}

function headOf(dataset: string, runnable: Runnable, view: RowHead["view"]): Group["head"] {
  return {
    dataset,
    name: runnable.name,
    view,
    role: "detector",
    ...trustOf([runnable]),
    detects: runnable.spec.detects,
    thresholdUnit: runnable.spec.score.unit,
  };
}

function rowsOfGroup(
  group: Group,
  results: readonly DatasetResult[],
  settings: RowSettings,
  bootstrap: Bootstrap,
): MadeRow[] {
  const made = rowOf(group, "calibrated", settings, bootstrap);
  const { head, parts } = group;
  const row: DetectorRow = {
    ...made.row,
    calibration: calibrationOf(head.name, head.view, parts, results),
    oracle: oracleOf(parts),
  };
  const calibrated = { ...made, row };
  const isSilenced = row.thresholds.some(({ source }) => source === "unreachable");
  if (row.status !== "ok" || !(group.hasShipped || isSilenced)) return [calibrated];
  return [calibrated, rowOf(group, "shipped", settings, bootstrap)];
}

function rowOf(
  group: Group,
  point: DetectorRow["point"],
  { budget }: RowSettings,
  bootstrap: Bootstrap,
): MadeRow {
  const points = group.parts.map(({ score }) =>
    point === "calibrated" ? (score?.calibrated ?? null) : (score?.shipped ?? null),
  );
  const tallies = group.parts.map(({ result, failure }, i) => {
    const found = points[i];
    return found ? found.tally : tallyFailed(result.scoring, failure?.status ?? "error");
  });
  const failed = group.parts.find(({ failure }) => failure !== null);
  const thresholds = group.parts.map((part, i) => thresholdOf(part, points[i], point));
  const alarms = group.parts.flatMap((part, i) => alarmsOf(part, points[i]));
  const tally = mergeTallies(tallies);
  const [only, ...others] = points;
  const ready = others.length === 0 ? only?.score : null;
  const score = ready ?? scoreTally(tally, group.scoring, bootstrap);
  const row = detectorRow({
    head: {
      ...group.head,
      point,
      reason: failed?.failure?.reason ?? null,
      reproduce: failed ? commandOf(group, failed) : null,
    },
    score,
    truth: group.parts.every(({ result }) => result.description.truth !== null),
    thresholds,
    alarms,
    moneyAtAlarm: moneyOf(group.parts, points),
    tradeOff: point === "calibrated" ? tradeOffOf(group.parts) : [],
    oracle: null,
    calibration: null,
    budget,
  });
  return { row, score, tally, parts: group.parts };
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
  return (point?.alarms ?? []).map(({ device, time, class: name }) => ({
    seed,
    device,
    time,
    class: name,
  }));
}

/** Sums what each alarmed device's period had been charged at its first alarm. */
function moneyOf(parts: readonly Part[], points: readonly (TalliedPoint | null)[]): number | null {
  let sum: number | null = null;
  for (const [i] of parts.entries()) {
    const seen = new Set<number>();
    for (const { device, money } of points[i]?.alarms ?? []) {
      if (money === null || seen.has(device)) continue;
      seen.add(device);
      sum = (sum ?? 0) + money;
    }
  }
  return sum;
}

function tradeOffOf(parts: readonly Part[]): TradeOff[] {
  const curves = parts.map(({ score }) => score?.tradeOff ?? []);
  if (curves.some((curve) => curve.length === 0)) return [];
  return curves[0].map(({ budget }, i) => {
    const measured = measureQuick(addQuickSums(curves.map((curve) => curve[i].sums)));
    return {
      budget,
      falseAlarmsPer1000DeviceDays: finite(measured.falseAlarmsPer1000DeviceDays),
      valueDetectionRate: finite(measured.valueDetectionRate),
      valueDetectionRateByKindMean: finite(measured.valueDetectionRateByKindMean),
    };
  });
}
