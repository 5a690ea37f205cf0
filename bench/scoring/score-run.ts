import type { Alerts } from "../alerts.ts";
import { type Bootstrap, openBootstrap } from "../statistics/bootstrap.ts";
import { passMark, type Threshold } from "../thresholds/calibrate.ts";
import type { World } from "../world.ts";
import type { ClassifiedAlarm } from "./classes.ts";
import { type Score, scoreTally } from "./score-tally.ts";
import { openScoring, type Scoring } from "./scoring.ts";
import type { ScoringOptions } from "./scoring-options.ts";
import { type RunStatus, type Tally, tallyFailed, tallyRun } from "./tally.ts";

/** A run to score: a detector's alerts and the threshold they are held against. */
export interface Run {
  readonly alerts: Alerts;
  readonly threshold: Threshold;
  /** Anything but `ok` discards all alerts, also those from before the failure. */
  readonly status?: RunStatus;
}

/** What a run came to: its score, what shards would hand over, and its alarms. */
export interface ScoredRun {
  readonly score: Score;
  readonly tally: Tally;
  readonly alarms: readonly ClassifiedAlarm[];
  readonly threshold: Threshold;
}

/** Tallies a run; a failed one is scored as if it had never said anything. */
export function tallyOf(
  scoring: Scoring,
  run: Run,
): Pick<ScoredRun, "tally" | "alarms" | "threshold"> {
  const status = run.status ?? "ok";
  if (status !== "ok") {
    const threshold: Threshold = { value: null, source: "failed" };
    return { tally: tallyFailed(scoring, status), alarms: [], threshold };
  }
  const { threshold } = run;
  return { ...tallyRun(scoring, run.alerts, passMark(threshold)), threshold };
}

/**
 * Scores one detector on one world: {@link tallyOf} and then {@link scoreTally}. Open the scoring
 * and the bootstrap once and tally run by run where there are many detectors.
 *
 * @example
 * const threshold = calibrate(world, alerts, { budget: 1 });
 * const { score } = scoreRun(world, { alerts, threshold });
 */
export function scoreRun(
  world: World,
  run: Run,
  options: Partial<ScoringOptions> = {},
  bootstrap?: Bootstrap,
): ScoredRun {
  const scoring = openScoring(world, options);
  const tallied = tallyOf(scoring, run);
  const { seed, replicates } = scoring.options;
  const score = scoreTally(
    tallied.tally,
    scoring.options,
    bootstrap ?? openBootstrap(seed, replicates),
  );
  return { score, ...tallied };
}
