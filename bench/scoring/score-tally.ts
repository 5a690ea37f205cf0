import { placed, type ScoreMetrics } from "../metric-fields.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { type Bootstrap, openBootstrap } from "../statistics/bootstrap.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { type IncidentScore, kindReadings, type LookAlikeScore } from "./by-kind.ts";
import { ALARM_CLASSES, type AlarmClass } from "./classes.ts";
import { type ClusterFacts, clusterFacts } from "./cluster-facts.ts";
import { isBesideTally, readingsOf } from "./estimate-metrics.ts";
import { estimates } from "./estimator.ts";
import { type CurveStep, curveSteps } from "./latency.ts";
import { poolOf } from "./pool.ts";
import { resolveScoring, type ScoringOptions } from "./scoring-options.ts";
import { noCounts, type RunStatus, type Tally } from "./tally.ts";

/**
 * Latency of the catches: p50 null with incidents is "never", see the share caught. What ends in
 * `Caught` is among the caught alone.
 */
export type LatencyScore = ScoreMetrics["latency"];

/** How well alarms tell line-days apart, as papers count that label days. */
export type DayScore = ScoreMetrics["perDeviceDay"];

/** Every number of one run with its interval: the metrics that a tally tells, and what stands beside. */
export interface Score extends ScoreMetrics {
  readonly status: RunStatus;
  readonly counts: Record<AlarmClass, number>;
  /** The latency curves, step by step. */
  readonly curves: Record<"seconds" | "bytes" | "money", readonly CurveStep[]>;
  readonly byIncident: Record<string, IncidentScore>;
  readonly byLookAlike: Record<string, LookAlikeScore>;
  readonly devicesBothered: number;
  /** Money saved less what the false alarms cost; null without a cost for one. */
  readonly netMoney: number | null;
  readonly clusters: ClusterFacts;
}

const OF_TALLY = METRICS.filter((metric) => !isBesideTally(metric));

/**
 * Scores a tally: every number with its interval by clusters of devices, exact ones for counts and
 * small shares. Several seeds are pooled by merging their tallies first.
 */
export function scoreTally(
  tally: Tally,
  chosen: Partial<ScoringOptions> = {},
  bootstrap?: Bootstrap,
): Score {
  const options = resolveScoring(chosen);
  const pool = poolOf(tally, options);
  const drawn = bootstrap ?? openBootstrap(options.seed, options.replicates);
  const kinds = kindReadings(pool);
  const found = estimates([...readingsOf(OF_TALLY, pool, {}), ...kinds.readings], {
    pool,
    context: {},
    options,
    bootstrap: drawn,
  });
  const ofMetric = new Map<string, Estimate>(OF_TALLY.map(({ name }, i) => [name, found[i]]));
  const metrics = placed(OF_TALLY, ({ name }) => ofMetric.get(name)) as unknown as ScoreMetrics;
  const counts = countsOf(tally);
  const unit = new Float64Array(pool.clusters.length).fill(1);
  const { falseAlarmCost } = options;
  return {
    status: tally.status,
    counts,
    ...metrics,
    curves: {
      seconds: curveSteps(pool, pool.axes.seconds, unit),
      bytes: curveSteps(pool, pool.axes.bytes, unit),
      money: curveSteps(pool, pool.axes.money, unit),
    },
    ...kinds.scores(found.slice(OF_TALLY.length)),
    devicesBothered: ofMetric.get("devicesBothered")?.value ?? 0,
    netMoney:
      falseAlarmCost === null
        ? null
        : (metrics.moneySaved.value ?? 0) - falseAlarmCost * counts.false,
    clusters: clusterFacts(pool),
  };
}

function countsOf({ clusters }: Tally): Record<AlarmClass, number> {
  const counts = noCounts();
  for (const sums of clusters) {
    for (const name of ALARM_CLASSES) counts[name] += sums.counts[name];
  }
  return counts;
}
