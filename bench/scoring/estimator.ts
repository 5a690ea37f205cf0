import { type Estimate, estimateOf } from "../statistics/estimate.ts";
import {
  bcaInterval,
  clopperPearson,
  type Interval,
  percentileInterval,
} from "../statistics/intervals.ts";
import { type PaddedDraws, paddedInterval } from "../statistics/padded.ts";
import { jackknife, type Replicates } from "../statistics/replicates.ts";
import type { ClusterFacts } from "./cluster-facts.ts";
import type { MeasureName, Measures } from "./measure.ts";
import type { PaddedMeasures } from "./padded-measures.ts";
import type { Pool } from "./pool.ts";
import type { ScoringOptions } from "./scoring-options.ts";

/** One number of a run: its value, its replicates, and where to read it off other measures. */
export interface Sampled {
  readonly value: number;
  readonly samples: Float64Array;
  read(measures: Measures): number;
}

/** A share, what it rests on, and its padded draws, made when they are needed. */
export interface SampledShare extends Sampled {
  /** Incidents or episodes. */
  readonly n: number;
  /** Clusters that hold one of them. */
  readonly clusters: number;
  draws(): PaddedDraws | null;
}

/** Puts intervals to the numbers of one run. */
export interface Estimator {
  /** The bootstrap's interval; null from fewer than two clusters. */
  interval(sampled: Sampled, clusters: number): Interval | null;
  /**
   * A share of counts: exact where each cluster holds one, and where none or all are hits, then of
   * so many as there are clusters.
   */
  share(share: SampledShare): Estimate;
  /** A share of bytes, alarms or money; null from fewer than two clusters. */
  ratio(share: SampledShare): Estimate;
  /** A measure of the whole run in the way that suits it. */
  whole(name: MeasureName, n: number): Estimate;
  sampled(name: MeasureName): Sampled;
}

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
  "precisionInTime",
  "dayPrecision",
  "falseAlarmsPer1000DeviceDays",
  "alarmsPer1000DeviceDays",
  "collateralBytes",
];

/** What the estimator of one run works with. */
export interface EstimatorParts {
  readonly pool: Pool;
  readonly runs: Replicates;
  readonly padded: PaddedMeasures;
  readonly clusters: ClusterFacts;
}

/** Opens the intervals of one run. */
export function openEstimator(
  { pool, runs, padded, clusters: { n: allClusters, withIncident } }: EstimatorParts,
  { level, interval: kind }: ScoringOptions,
): Estimator {
  const method = kind === "bca" ? "bca" : "bootstrap";
  const interval: Estimator["interval"] = ({ value, samples, read }, clusters) => {
    if (clusters < 2 || Number.isNaN(value)) return null;
    return kind === "bca"
      ? bcaInterval(samples, value, jackknife(pool, read), level)
      : percentileInterval(samples, level);
  };
  const ratio: Estimator["ratio"] = (one) => {
    const draws = kind === "bca" || one.clusters < 2 ? null : one.draws();
    if (draws === null) return estimateOf(one.value, one.n, interval(one, one.clusters), method);
    return estimateOf(one.value, one.n, paddedInterval(draws, one.value, level), "padded");
  };
  const share: Estimator["share"] = (one) => {
    const { value, n, clusters } = one;
    if (Number.isNaN(value) || n === 0) return estimateOf(Number.NaN, n, null, method);
    if (clusters < n && value > 0 && value < 1) return ratio(one);
    // Incidents of one household stand or fall together: they tell no more than one of them would.
    const independent = Math.min(n, clusters);
    const exact = clopperPearson(value * independent, independent, level);
    return estimateOf(value, n, exact, "clopper-pearson");
  };
  const sampled: Estimator["sampled"] = (name) => ({
    value: runs.point[name],
    samples: runs.of[name],
    read: (measures) => measures[name],
  });
  return {
    interval,
    share,
    ratio,
    sampled,
    whole(name, n) {
      const clusters = OF_ALARMS.includes(name) ? allClusters : withIncident;
      const one = { ...sampled(name), n, clusters, draws: () => padded.of(name) };
      return SHARES.includes(name) ? share(one) : ratio(one);
    },
  };
}
