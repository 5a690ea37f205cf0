import { DAY } from "../../datasets/sizes.ts";
import type { Alerts } from "../alerts.ts";
import { openScoring } from "../scoring/scoring.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import { poissonUpper } from "../statistics/intervals.ts";
import type { World } from "../world.ts";
import { openThresholdWalk } from "./threshold-walk.ts";

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
 * where the highest does, none (`unreachable`). Labels of the test half are never read. One walk
 * serves all budgets.
 */
export function calibrateBudgets(
  world: World,
  alerts: Alerts,
  budgets: readonly BudgetOptions[],
  scoring: Partial<ScoringOptions> = {},
): Calibration[] {
  const { time, options, classifier } = openScoring(world, { ...scoring, split: "calibration" });
  const days = time.deviceDays;
  if (days === 0) return budgets.map(({ budget }) => withoutHalf(budget));
  const isFalse = (list: Alerts, alert: number) => classifier.isFalse(list, alert);
  const walk = openThresholdWalk(alerts, time, options, isFalse);
  const last = walkDown(
    walk,
    budgets.map((asked) => ({ most: mostAllowed(asked, days), on: asked.budgetOn ?? "false" })),
  );
  return budgets.map(({ budget, budgetOn }, i) => ({
    ...last[i].threshold,
    budget,
    deviceDays: days,
    falseAlarms: budgetOn === "alarms" ? last[i].alarms : last[i].falseAlarms,
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
  let half = openScoring(world, { ...scoring, split: "calibration" });
  if (half.time.deviceDays === 0) half = openScoring(world, { ...scoring, split: "test" });
  const allowed = alarmsAllowed(world, perDay);
  const walk = openThresholdWalk(alerts, half.time, half.options, () => false);
  const [last] = walkDown(walk, [{ most: allowed, on: "alarms" }]);
  const { value, source } = last.threshold;
  return {
    value,
    source: source === "budget" ? "capacity" : source,
    budget: null,
    deviceDays: half.time.deviceDays,
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

interface LastFit {
  readonly threshold: Threshold;
  readonly alarms: number;
  readonly falseAlarms: number;
}

/** Most alarms, or false alarms, that a rule allows. */
interface Allowance {
  readonly most: number;
  readonly on: "false" | "alarms";
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

/**
 * Walks until every rule has been breached once; each keeps the last threshold before its breach.
 * Between two steps at which a count passes an allowance nothing is looked at but two numbers.
 */
function walkDown(
  walk: ReturnType<typeof openThresholdWalk>,
  rules: readonly Allowance[],
): LastFit[] {
  const last = new Map<number, LastFit>();
  const open = new Set(rules.keys());
  const least = (on: Allowance["on"]) =>
    Math.min(...[...open].flatMap((i) => (rules[i].on === on ? [rules[i].most] : [])));
  let [mostFalse, mostAlarms] = [least("false"), least("alarms")];
  let before: LastFit = {
    threshold: { value: null, source: "unreachable" },
    alarms: 0,
    falseAlarms: 0,
  };
  let value: number | null = null;
  let { alarms, falseAlarms } = before;
  while (open.size > 0 && walk.next()) {
    if (walk.falseAlarms > mostFalse || walk.alarms > mostAlarms) {
      if (value !== null) before = { threshold: { value, source: "budget" }, alarms, falseAlarms };
      for (const i of open) {
        const { most, on } = rules[i];
        if ((on === "alarms" ? walk.alarms : walk.falseAlarms) <= most) continue;
        last.set(i, before);
        open.delete(i);
      }
      [mostFalse, mostAlarms] = [least("false"), least("alarms")];
    }
    value = walk.threshold;
    alarms = walk.alarms;
    falseAlarms = walk.falseAlarms;
  }
  const native = { threshold: { value: null, source: "native" as const }, alarms, falseAlarms };
  return rules.map((_, i) => last.get(i) ?? native);
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
