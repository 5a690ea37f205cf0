import type { ResolvedOptions } from "../datasets/options.ts";
import type { ViewName } from "../datasets/view.ts";
import type { Hand } from "./policy.ts";

/** Whose alarms a strategy listens to. */
export interface StrategyDetector {
  readonly use: string;
  readonly view: ViewName;
  readonly options: ResolvedOptions;
  /** Score at which it alarms; null = what the budget allows, or the rule's own number without one. */
  readonly threshold: number | null;
  /** False alarms per 1000 line-days that its threshold is calibrated for; null = as written. */
  readonly budget: number | null;
  /** It is a floor, not a detector: nobody can do worse for less, so what it saves is no merit. */
  readonly isFloor: boolean;
}

/** What follows an alarm, with its options. */
export interface StrategyPolicy {
  readonly use: string;
  readonly options: ResolvedOptions;
}

/** A safeguard that is on from the first day, and the share of the lines that have it. */
export interface StrategySafeguard {
  readonly use: string;
  readonly adoption: number;
  /** Options that differ from its defaults. */
  readonly options: ResolvedOptions;
}

/**
 * Detectors with their thresholds, the policies that follow an alarm, and safeguards: what somebody
 * can do against runaway use, and what a study lives a world with and without.
 */
export interface Strategy {
  readonly name: string;
  readonly summary: string;
  readonly by: Hand;
  /** Who says it: an article, a rule, a law, or nobody but us. */
  readonly source: string;
  /** Any of them alarms; a cool-down merges what they say. */
  readonly detectors: readonly StrategyDetector[];
  /** Each of them answers every alarm. */
  readonly policies: readonly StrategyPolicy[];
  /** Alarms an hour that a team handles before any policy acts; null = a machine acts. */
  readonly team: number | null;
  readonly safeguards: readonly StrategySafeguard[];
}

/** Tells whether one line's alarms move what happens to another: adoption is then not additive. */
export function couples({ team }: Strategy): boolean {
  return team !== null;
}
