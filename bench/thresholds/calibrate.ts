import { DAY } from "../../datasets/sizes.ts";
import type { Alerts } from "../alerts.ts";
import { openScoring, type Scoring } from "../scoring/scoring.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import { poissonUpper } from "../statistics/intervals.ts";
import type { World } from "../world.ts";
import { cleanLines } from "../worlds/device-truth.ts";
import { type LastFit, type SearchParts, searchAll, ThresholdSearch } from "./threshold-search.ts";

/** Where a threshold comes from. */
export type ThresholdSource =
  | "budget"
  | "capacity"
  | "native"
  | "unreachable"
  | "given"
  | "default"
  | "transferred"
  | "built-in"
  | "failed"
  | "no-calibration";

/** A threshold and where it comes from. */
export interface Threshold {
  /** null: nothing passes (unreachable, failed, no-calibration) or every alert does (native, built-in). */
  readonly value: number | null;
  readonly source: ThresholdSource;
}

/** A threshold from the calibration half, and how much that half could tell. */
export interface Calibration extends Threshold {
  readonly budget: number | null;
  /** Scored device-days of the calibration half. */
  readonly deviceDays: number;
  /** False alarms there at this threshold. */
  readonly falseAlarms: number;
  /** Not one false alarm was allowed: the threshold is the lowest with none. */
  readonly underpowered: boolean;
  /** Device-days that one allowed false alarm needs. */
  readonly neededDeviceDays: number | null;
}

/** What may be asked of the calibration half. */
export interface BudgetOptions {
  /** False alarms per 1000 device-days. */
  readonly budget: number;
  /** `upper`: the one-sided 95 % bound must fit, not the estimate. */
  readonly budgetRule?: "point" | "upper";
  /** `alarms`: all alarms count, for data without labels. */
  readonly budgetOn?: "false" | "alarms";
}

const UPPER_LEVEL = 0.95;

/**
 * Calibrates a threshold for each budget on the calibration half alone: from the highest score
 * down, merging anew at each, to the last that fits before the first breach.
 *
 * It stops at the first breach because a lower threshold can hide false alarms in a hit's
 * cool-down. Where no score breaches, the budget does not bind and every alert passes (`native`);
 * where the highest does, none (`unreachable`). Labels of the test half are never read. One search
 * serves all budgets.
 */
export function calibrateBudgets(
  world: World,
  alerts: Alerts,
  budgets: readonly BudgetOptions[],
  scoring: Partial<ScoringOptions> = {},
): Calibration[] {
  const half = openScoring(world, { ...scoring, split: "calibration" });
  return calibrationsOf(half, budgets, searchAll(budgetParts(half, budgets), alerts));
}

/** Opens the search for budgets on a calibration half, for alerts that come shard by shard. */
export function openBudgetSearch(
  half: Scoring,
  budgets: readonly BudgetOptions[],
): ThresholdSearch {
  return new ThresholdSearch(budgetParts(half, budgets));
}

function budgetParts(
  { world, time, options, classifier }: Scoring,
  budgets: readonly BudgetOptions[],
): SearchParts {
  return {
    time,
    options,
    rules: budgets.map((asked) => ({
      most: mostAllowed(asked, time.deviceDays),
      on: asked.budgetOn ?? "false",
    })),
    clean: cleanLines(world, time.scored),
    isFalse: (list, alert) => classifier.isFalse(list, alert),
  };
}

/** Puts what a search for budgets found into words. */
export function calibrationsOf(
  { time: { deviceDays: days } }: Scoring,
  budgets: readonly BudgetOptions[],
  found: readonly LastFit[],
): Calibration[] {
  if (days === 0) return budgets.map(({ budget }) => withoutHalf(budget));
  return budgets.map(({ budget, budgetOn }, i) => ({
    value: found[i].value,
    source: found[i].source,
    budget,
    deviceDays: days,
    falseAlarms: budgetOn === "alarms" ? found[i].alarms : found[i].falseAlarms,
    underpowered: budget * days < 1000,
    neededDeviceDays: budget > 0 ? 1000 / budget : null,
  }));
}

/** Calibrates for one budget: {@link calibrateBudgets}. */
export function calibrate(
  world: World,
  alerts: Alerts,
  budget: BudgetOptions,
  scoring: Partial<ScoringOptions> = {},
): Calibration {
  return calibrateBudgets(world, alerts, [budget], scoring)[0];
}

/**
 * Finds the lowest threshold, walked from the top, with no more than `perDay` alarms of any class
 * for each day of the data: what a team can handle. Reads no labels; on the calibration half where
 * there is one, else on the data itself.
 */
export function calibrateCapacity(
  world: World,
  alerts: Alerts,
  perDay: number,
  scoring: Partial<ScoringOptions> = {},
): Calibration {
  const half = capacityHalf(world, scoring);
  return capacityOf(half, searchAll(capacityParts(half, perDay), alerts));
}

/** Opens the search for a capacity, for alerts that come shard by shard. */
export function openCapacitySearch(half: Scoring, perDay: number): ThresholdSearch {
  return new ThresholdSearch(capacityParts(half, perDay));
}

/** The half that a capacity is fixed on: calibration where there is one, else the data itself. */
export function capacityHalf(world: World, scoring: Partial<ScoringOptions>): Scoring {
  const half = openScoring(world, { ...scoring, split: "calibration" });
  return half.time.deviceDays > 0 ? half : openScoring(world, { ...scoring, split: "test" });
}

function capacityParts({ world, time, options }: Scoring, perDay: number): SearchParts {
  return {
    time,
    options,
    rules: [{ most: alarmsAllowed(world, perDay), on: "alarms" }],
    clean: new Uint8Array(world.deviceCount),
    isFalse: () => false,
  };
}

/** Puts what a search for a capacity found into words. */
export function capacityOf({ time }: Scoring, [last]: readonly LastFit[]): Calibration {
  return {
    value: last.value,
    source: last.source === "budget" ? "capacity" : last.source,
    budget: null,
    deviceDays: time.deviceDays,
    falseAlarms: 0,
    underpowered: false,
    neededDeviceDays: null,
  };
}

/** Alarms that a capacity allows over the whole span of a world. */
export function alarmsAllowed({ span: { from, to, warmUp } }: World, perDay: number): number {
  return (perDay * Math.max(0, to - from - warmUp)) / DAY;
}

/**
 * Takes a threshold over to data without a calibration half. Where the calibration had no number,
 * the detector's own default stands in.
 */
export function transferThreshold(from: Threshold, defaultThreshold: number | null): Threshold {
  if (from.value !== null) return { value: from.value, source: "transferred" };
  if (defaultThreshold !== null) return { value: defaultThreshold, source: "default" };
  return { value: null, source: from.source };
}

/** Sources without a number at which nothing passes; at the others every alert does. */
const SILENT: readonly ThresholdSource[] = ["unreachable", "failed", "no-calibration"];

/** The number that scores are compared with: `-Infinity` lets all pass, `Infinity` none. */
export function passMark({ value, source }: Threshold): number {
  if (value !== null) return value;
  return SILENT.includes(source) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}

/** The largest count that keeps a budget, -1 where none does: rules only tighten as a count grows. */
function mostAllowed({ budget, budgetRule }: BudgetOptions, days: number): number {
  const bound = budgetRule === "upper" ? (n: number) => poissonUpper(n, UPPER_LEVEL) : Number;
  if (!(budget * days < Number.MAX_SAFE_INTEGER)) return Number.POSITIVE_INFINITY;
  let most = -1;
  let over = Math.floor((budget * days) / 1000) + 2;
  while (over - most > 1) {
    const middle = Math.floor((most + over) / 2);
    if (1000 * bound(middle) <= budget * days) most = middle;
    else over = middle;
  }
  return most;
}

function withoutHalf(budget: number): Calibration {
  return {
    value: null,
    source: "no-calibration",
    budget,
    deviceDays: 0,
    falseAlarms: 0,
    underpowered: true,
    neededDeviceDays: budget > 0 ? 1000 / budget : null,
  };
}
