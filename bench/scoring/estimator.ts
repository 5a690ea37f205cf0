import type { IntervalKind } from "../metric.ts";
import type { Bootstrap } from "../statistics/bootstrap.ts";
import { type Estimate, estimateOf } from "../statistics/estimate.ts";
import { falseAlarmRate } from "../statistics/false-alarms.ts";
import {
  bcaInterval,
  clopperPearson,
  type Interval,
  percentileInterval,
} from "../statistics/intervals.ts";
import { openReplicateFacts } from "../statistics/replicate-facts.ts";
import { jackknife, replicate } from "../statistics/replicates.ts";
import { type KindFacts, openFacts, type RunContext } from "./facts.ts";
import { type Measure, openPaddedIntervals } from "./padded-intervals.ts";
import type { Pool } from "./pool.ts";
import type { ScoringOptions } from "./scoring-options.ts";
import { weightedDays } from "./sums.ts";

/** A number to estimate: how it is measured, on what it rests, and how its interval is made. */
export interface Reading {
  readonly measure: Measure;
  readonly interval: IntervalKind;
  /** Incidents, alarms, episodes ... */
  readonly n: number;
  /** Clusters that can move it; from fewer than two there is no interval but an exact one. */
  readonly clusters: number;
}

/** Of what run, and by which rules, numbers are estimated. */
export interface EstimatorParts {
  readonly pool: Pool;
  readonly context: RunContext;
  readonly options: ScoringOptions;
  readonly bootstrap: Bootstrap;
}

/**
 * Estimates numbers of one run, each with its interval, in their order: every reading is measured on
 * the facts as they are, and again under the weights of each replicate or at the ends of its padded
 * draws.
 */
export function estimates(
  readings: readonly Reading[],
  { pool, context, options, bootstrap }: EstimatorParts,
): Estimate[] {
  const { level, interval: kind } = options;
  const isBca = kind === "bca";
  const method = isBca ? "bca" : "bootstrap";
  const facts = openFacts(pool, context);
  const unit = new Float64Array(pool.clusters.length).fill(1);
  const padded = openPaddedIntervals(pool, context, bootstrap);
  const isPadded = (one: Reading) =>
    one.interval === "padded" || (!isBca && padded.suits(one.measure));
  const inReplicate = openReplicateFacts(pool, context, bootstrap);

  const resampled = (one: Reading, value: number): Interval | null => {
    if (!isReplicated(one, isPadded) || Number.isNaN(value)) return null;
    const values = replicate(inReplicate, readOf(one.measure), bootstrap.replicates);
    if (!isBca) return percentileInterval(values, level);
    const left = jackknife(pool.clusters, facts, readOf(one.measure));
    return bcaInterval(values, value, left, level);
  };
  const estimate = (one: Reading, value: number): Estimate => {
    const { measure, n, clusters, interval } = one;
    if (interval === "padded" || (clusters >= 2 && isPadded(one))) {
      return estimateOf(value, n, padded.of(measure, value, level), "padded");
    }
    return estimateOf(value, n, resampled(one, value), method);
  };
  // Incidents or lines of one household stand or fall together: they tell no more than one would.
  const exact = (value: number, independent: number) =>
    clopperPearson(value * independent, independent, level);
  const share = (one: Reading, value: number): Estimate => {
    const { n, clusters } = one;
    if (Number.isNaN(value) || n === 0) return estimateOf(Number.NaN, n, null, method);
    if (clusters < n && value > 0 && value < 1) return estimate(one, value);
    return estimateOf(value, n, exact(value, Math.min(n, clusters)), "clopper-pearson");
  };
  return readings.map((one) => {
    const value = readOf(one.measure)(facts(unit));
    const { n, interval } = one;
    switch (interval) {
      case "none":
        return estimateOf(value, n, null, method);
      case "lines":
        return estimateOf(value, n, n > 0 ? exact(value, one.clusters) : null, "clopper-pearson");
      case "poisson": {
        const count = pool.truth ? n : Number.NaN;
        return falseAlarmRate(count, weightedDays(pool, unit), resampled(one, value), level);
      }
      case "exact":
        return share(one, value);
      default:
        return estimate(one, value);
    }
  });
}

function isReplicated(one: Reading, isPadded: (one: Reading) => boolean): boolean {
  if (one.clusters < 2) return false;
  return one.interval === "poisson" || (/auto|exact/.test(one.interval) && !isPadded(one));
}

/** Undefined is NaN among numbers, so that replicates can leave it out. */
function readOf(measure: Measure): (facts: KindFacts) => number {
  return (facts) => measure(facts) ?? Number.NaN;
}
