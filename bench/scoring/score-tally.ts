import { type Bootstrap, openBootstrap } from "../statistics/bootstrap.ts";
import { type Estimate, estimateOf } from "../statistics/estimate.ts";
import { type FalseAlarmRate, falseAlarmRate } from "../statistics/false-alarms.ts";
import { clopperPearson } from "../statistics/intervals.ts";
import { replicate } from "../statistics/replicates.ts";
import { byIncident, byLookAlike, type IncidentScore, type LookAlikeScore } from "./by-kind.ts";
import { ALARM_CLASSES, type AlarmClass } from "./classes.ts";
import { type ClusterFacts, clusterFacts } from "./cluster-facts.ts";
import { type Estimator, openEstimator } from "./estimator.ts";
import { type CurveStep, curveSteps } from "./latency.ts";
import { weightedDays } from "./measure.ts";
import { openPaddedMeasures } from "./padded-measures.ts";
import { type Pool, poolOf } from "./pool.ts";
import { resolveScoring, type ScoringOptions } from "./scoring-options.ts";
import { noCounts, type RunStatus, type Tally } from "./tally.ts";

/** Measures of the latency curve. */
export const LATENCIES = [
  "p50Seconds",
  "p90Seconds",
  "p50SecondsCaught",
  "p90SecondsCaught",
  "p50FromObservableSeconds",
  "p50Bytes",
  "p50Money",
  "within5m",
  "within1h",
  "within6h",
] as const;

/**
 * Latency of the catches: p50 null with incidents is "never", see the share caught. What ends in
 * `Caught` is among the caught alone.
 */
export type LatencyScore = Record<(typeof LATENCIES)[number], Estimate>;

/** How well alarms tell line-days apart, as papers count that label days. */
export type DayScore = Readonly<Record<"precision" | "recall" | "f1", Estimate>>;

/** Every number of one run with its interval. */
export interface Score extends Record<HeadlineName, Estimate> {
  readonly status: RunStatus;
  readonly counts: Record<AlarmClass, number>;
  readonly devicePrecision: Estimate;
  readonly perDeviceDay: DayScore;
  readonly latency: LatencyScore;
  /** The latency curves, step by step. */
  readonly curves: Record<"seconds" | "bytes" | "money", readonly CurveStep[]>;
  readonly falseAlarmsPer1000DeviceDays: FalseAlarmRate;
  readonly byIncident: Record<string, IncidentScore>;
  readonly byLookAlike: Record<string, LookAlikeScore>;
  readonly devicesBothered: number;
  /** Money saved less what the false alarms cost; null without a cost for one. */
  readonly netMoney: number | null;
  readonly clusters: ClusterFacts;
}

/** Measures that stand at the top level of a score. */
export const HEADLINES = [
  "precision",
  "precisionInTime",
  "recall",
  "recallWithLate",
  "recallByKindMean",
  "f1",
  "valueDetectionRate",
  "valueDetectionRateByKindMean",
  "moneySaved",
  "moneyAtStake",
  "moneyDetectionRate",
  "exposureSaved",
  "exposureAtStake",
  "exposureDetectionRate",
  "alarmsPer1000DeviceDays",
  "collateralBytes",
] as const;

/** Name of a measure at the top level. */
export type HeadlineName = (typeof HEADLINES)[number];

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
  const runs = replicate(pool, drawn, options.interval === "bca");
  const clusters = clusterFacts(pool);
  const parts = { pool, runs, padded: openPaddedMeasures(pool, drawn), clusters };
  const estimator = openEstimator(parts, options);
  const counts = countsOf(tally);
  const unit = new Float64Array(pool.clusters.length).fill(1);
  const { falseAlarmCost, level } = options;
  return {
    status: tally.status,
    counts,
    ...headlinesOf(tally, pool, counts, estimator),
    devicePrecision: devicePrecisionOf(tally, level),
    perDeviceDay: perDeviceDayOf(tally, estimator),
    latency: Object.fromEntries(
      LATENCIES.map((name) => [name, estimator.whole(name, restOf(name, pool))]),
    ) as LatencyScore,
    curves: {
      seconds: curveSteps(pool, pool.axes.seconds, unit),
      bytes: curveSteps(pool, pool.axes.bytes, unit),
      money: curveSteps(pool, pool.axes.money, unit),
    },
    falseAlarmsPer1000DeviceDays: falseAlarmRate(
      tally.truth ? counts.false : Number.NaN,
      weightedDays(pool, unit),
      estimator.interval(estimator.sampled("falseAlarmsPer1000DeviceDays"), clusters.n),
      level,
    ),
    byIncident: byIncident(parts, estimator),
    byLookAlike: byLookAlike(parts, estimator, tally),
    devicesBothered: tally.clusters.reduce((sum, { devicesBothered: n }) => sum + n, 0),
    netMoney:
      falseAlarmCost === null ? null : runs.point.moneySaved - falseAlarmCost * counts.false,
    clusters,
  };
}

function countsOf({ clusters }: Tally): Record<AlarmClass, number> {
  const counts = noCounts();
  for (const sums of clusters) {
    for (const name of ALARM_CLASSES) counts[name] += sums.counts[name];
  }
  return counts;
}

/** Each headline rests on something else: alarms, incidents or cases. */
function headlinesOf(
  tally: Tally,
  { incidents }: Pool,
  counts: Record<AlarmClass, number>,
  estimator: Estimator,
): Record<HeadlineName, Estimate> {
  const cases = tally.outcomes.length;
  const rests: Partial<Record<HeadlineName, number>> = {
    precision: counts.hit + counts.late + counts.false,
    precisionInTime: counts.hit + counts.late + counts.false,
    recall: incidents,
    recallWithLate: incidents,
    recallByKindMean: incidents,
    f1: incidents,
    alarmsPer1000DeviceDays: ALARM_CLASSES.reduce((sum, name) => sum + counts[name], 0),
    collateralBytes: counts.false,
  };
  const headlines = Object.fromEntries(
    HEADLINES.map((name) => [name, estimator.whole(name, rests[name] ?? cases)]),
  ) as Record<HeadlineName, Estimate>;
  if (tally.truth) return headlines;
  return { ...headlines, collateralBytes: estimateOf(Number.NaN, 0, null, "bootstrap") };
}

/** Quantiles among the caught rest on them alone. */
function restOf(name: (typeof LATENCIES)[number], { incidents, units }: Pool): number {
  if (!name.endsWith("Caught")) return incidents;
  return units.caught.reduce((sum, caught) => sum + caught, 0);
}

function perDeviceDayOf({ clusters }: Tally, estimator: Estimator): DayScore {
  const sum = (name: "daysRunning" | "daysFlagged") =>
    clusters.reduce((total, sums) => total + sums[name], 0);
  return {
    precision: estimator.whole("dayPrecision", sum("daysFlagged")),
    recall: estimator.whole("dayRecall", sum("daysRunning")),
    f1: estimator.whole("dayF1", sum("daysRunning")),
  };
}

/**
 * Devices count once each, whatever a replicate weighs: so the exact interval of a share, of so many as
 * there are clusters with one, since lines of a household stand or fall together.
 */
function devicePrecisionOf({ clusters }: Tally, level: number): Estimate {
  const right = clusters.reduce((sum, { devicesRight }) => sum + devicesRight, 0);
  const flagged = clusters.reduce((sum, { devicesFlagged }) => sum + devicesFlagged, 0);
  const independent = clusters.filter(({ devicesFlagged }) => devicesFlagged > 0).length;
  const interval =
    flagged > 0 ? clopperPearson((right / flagged) * independent, independent, level) : null;
  return estimateOf(right / flagged, flagged, interval, "clopper-pearson");
}
