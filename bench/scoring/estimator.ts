import { type Estimate, estimateOf } from "../statistics/estimate.ts";
import {
  bcaInterval,
  clopperPearson,
  type Interval,
  percentileInterval,
} from "../statistics/intervals.ts";
import { jackknife, type Replicates } from "../statistics/replicates.ts";
import type { ClusterFacts } from "./cluster-facts.ts";
import type { MeasureName, Measures } from "./measure.ts";
import type { Pool } from "./pool.ts";
import type { ScoringOptions } from "./scoring-options.ts";

/** One number of a run: its value, its replicates, and where to read it off other measures. */
export interface Sampled {
  readonly value: number;
  readonly samples: Float64Array;
  read(measures: Measures): number;
}

/** Puts intervals to the numbers of one run. */
export interface Estimator {
  /** The bootstrap's interval; null from fewer than two clusters. */
  interval(sampled: Sampled, clusters: number): Interval | null;
  /** Any number, by the bootstrap over so many clusters. */
  number(sampled: Sampled, n: number, clusters: number): Estimate;
  /** A share of `n`: exact where n is small. */
  share(sampled: Sampled, n: number): Estimate;
  /** A measure of the whole run in the way that suits it. */
  whole(name: MeasureName, n: number): Estimate;
  sampled(name: MeasureName): Sampled;
}

/** Below so many, a share gets its exact interval: the bootstrap of 5 of 5 is [1, 1]. */
const SMALL = 30;

/** Shares of incident weight. */
const SHARES: readonly MeasureName[] = [
  "recall",
  "recallWithLate",
  "within5m",
  "within1h",
  "within6h",
];

/** Measures in which clusters without an incident count too. */
const OF_ALARMS: readonly MeasureName[] = [
  "precision",
  "falseAlarmsPer1000DeviceDays",
  "alarmsPer1000DeviceDays",
  "collateralBytes",
];

/** Opens the intervals of one run. */
export function openEstimator(
  pool: Pool,
  runs: Replicates,
  { level, interval: kind }: ScoringOptions,
  { n: allClusters, withIncident }: ClusterFacts,
): Estimator {
  const method = kind === "bca" ? "bca" : "bootstrap";
  const interval: Estimator["interval"] = ({ value, samples, read }, clusters) => {
    if (clusters < 2 || Number.isNaN(value)) return null;
    return kind === "bca"
      ? bcaInterval(samples, value, jackknife(pool, read), level)
      : percentileInterval(samples, level);
  };
  const number: Estimator["number"] = (one, n, clusters) =>
    estimateOf(one.value, n, interval(one, clusters), method);
  const share: Estimator["share"] = (one, n) => {
    if (Number.isNaN(one.value) || n === 0) return estimateOf(Number.NaN, n, null, method);
    if (n >= SMALL) return number(one, n, withIncident);
    return estimateOf(one.value, n, clopperPearson(one.value * n, n, level), "clopper-pearson");
  };
  const sampled: Estimator["sampled"] = (name) => ({
    value: runs.point[name],
    samples: runs.of[name],
    read: (measures) => measures[name],
  });
  return {
    interval,
    number,
    share,
    sampled,
    whole(name, n) {
      if (SHARES.includes(name)) return share(sampled(name), n);
      return number(sampled(name), n, OF_ALARMS.includes(name) ? allClusters : withIncident);
    },
  };
}
