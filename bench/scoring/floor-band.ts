import { LEADERBOARD } from "../metrics/catalogue.ts";
import { valueDetectionRate } from "../metrics/value-detection-rate.ts";
import { valueDetectionRateByKindMean } from "../metrics/value-detection-rate-by-kind-mean.ts";
import type { FloorBand } from "../run/run-file.ts";
import type { Bootstrap } from "../statistics/bootstrap.ts";
import { type Estimate, finite } from "../statistics/estimate.ts";
import { type Band, coinBand, type FloorValues } from "./beaten-by-floor.ts";
import { readingsOf } from "./estimate-metrics.ts";
import { estimates } from "./estimator.ts";
import { openFacts } from "./facts.ts";
import { poolOf } from "./pool.ts";
import type { QuickSums } from "./quick-sums.ts";
import type { ScoringOptions } from "./scoring-options.ts";
import type { Tally } from "./tally.ts";

/** Mean and 95 % band of the coin's replicates as estimates of `n` cases. */
export function coinFloorBand(replicates: readonly QuickSums[], n: number): FloorBand {
  const band = coinBand(replicates);
  return {
    valueDetectionRate: bandEstimate(band.valueDetectionRate, n),
    valueDetectionRateByKindMean: bandEstimate(band.valueDetectionRateByKindMean, n),
  };
}

/** A band over a floor's replicates as an estimate of `n` cases; undefined without one. */
export function bandEstimate(band: Band | undefined, n: number): Estimate {
  if (band === undefined) return { value: null, low: null, high: null, n, method: null };
  return { value: band.mean, low: band.low, high: band.high, n, method: "replicates" };
}

/** A floor that draws nothing: its metrics, and its savings with the interval that detectors have. */
export interface TalliedFloor {
  readonly values: FloorValues;
  readonly band: FloorBand;
}

/**
 * Scores a tallied floor at one number of alarms: its two value detection rates by the same weights
 * of clusters as a detector's, and the other metrics without intervals, since
 * a table of detectors asks for a floor as often as it has rows.
 */
export function talliedFloor(
  name: string,
  tally: Tally,
  options: ScoringOptions,
  bootstrap: Bootstrap,
): TalliedFloor {
  const pool = poolOf(tally, options);
  const parts = { pool, context: {}, options, bootstrap };
  const values: Record<string, number | null> = {};
  const facts = openFacts(pool)(new Float64Array(pool.clusters.length).fill(1));
  for (const { name, measure } of LEADERBOARD) {
    const value = measure(facts) ?? Number.NaN;
    // A median that is never reached stays infinite: the slowest of all, not unknown.
    values[name] = value === Number.POSITIVE_INFINITY ? value : finite(value);
  }
  // Padded whatever interval detectors were asked for: a floor's band is looked up in a table.
  const savings = readingsOf([valueDetectionRate, valueDetectionRateByKindMean], pool, {});
  const [all, byKind] = estimates(savings, {
    ...parts,
    options: { ...options, interval: "percentile" },
  });
  return {
    values: { name, values },
    band: { valueDetectionRate: all, valueDetectionRateByKindMean: byKind },
  };
}
