import type { Tariff } from "../../datasets/billing/tariff.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { ShardAlerts } from "../alerts/alerts-of-shards.ts";
import type { Runnable } from "../runners/runnable.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import type { ScoreTask } from "../tasks/task.ts";
import type { Threshold } from "../thresholds/calibrate.ts";
import type { Cell } from "./bench-cells.ts";

/** How cells are calibrated and scored. */
export interface TaskSettings {
  readonly budget: number;
  readonly capacity: number | null;
  readonly tariff: Tariff | null;
  readonly scoring: Partial<ScoringOptions>;
  /** Nothing is calibrated: every rule at its own number. */
  readonly asWritten?: boolean;
  /** A capacity is filled even where a rule as written asks for fewer alarms. */
  readonly fill?: boolean;
  /** Thresholds that were given, by name. */
  readonly given?: ReadonlyMap<string, number>;
  /** The only seed of its dataset: workers can put the intervals to what they have tallied. */
  readonly isOnlySeed: boolean;
  /** Threshold of a cell elsewhere, for data without a calibration half. */
  elsewhere(cell: Cell): Threshold | null;
}

/** Says how a cell is to be scored, from the alerts that it left. */
export function cellTask(
  { dir }: Pick<Dataset, "dir">,
  cell: Cell,
  shards: readonly ShardAlerts[],
  settings: TaskSettings,
): ScoreTask {
  const { runnable } = cell;
  const view = cell.view ?? "charging";
  const { budget, capacity, scoring, tariff, fill = false } = settings;
  return {
    kind: "score",
    dataset: dir,
    view,
    members: [{ name: runnable.name, view, shards, pass: "0" }],
    combiner: null,
    budget,
    capacity,
    elsewhere: settings.elsewhere(cell),
    intervals: settings.isOnlySeed && cell.sweep === undefined,
    ...writtenAt({ ...runnable, name: ownName(cell) }, settings),
    asWritten: isWritten(cell, settings),
    fill,
    sums: cell.sweep !== undefined,
    scoring: scoringFor(scoring, runnable.spec.detects),
    tariff,
  };
}

/** Points of a sweep and today's rules are looked at as written alone. */
export function isWritten(
  { sweep, today }: Cell,
  { asWritten }: Pick<TaskSettings, "asWritten">,
): boolean {
  return asWritten === true || sweep !== undefined || today === true;
}

/** What a threshold is given to: a point of a sweep is the rule that is swept. */
export function ownName({ runnable, sweep }: Cell): string {
  return (sweep?.of ?? runnable).name;
}

/** The number of a rule as written, and whether it was given for this run. */
function writtenAt(
  { name, hasThreshold, spec }: Runnable,
  { given }: Pick<TaskSettings, "given">,
): { shippedThreshold: number | null; given: boolean } {
  const number = given?.get(name);
  if (number !== undefined) return { shippedThreshold: number, given: true };
  return { shippedThreshold: hasThreshold ? spec.score.threshold : null, given: false };
}

/**
 * Tells scoring what a detector claims, where that matters: where it does not, all detectors share
 * one world.
 */
export function scoringFor(
  scoring: Partial<ScoringOptions>,
  detects: readonly string[],
): Partial<ScoringOptions> {
  return scoring.kinds === "claimed" ? { ...scoring, detects } : scoring;
}
