import { LEADERBOARD } from "../metric.ts";
import type { FloorBand } from "../run-file.ts";
import type { Bootstrap } from "../statistics/bootstrap.ts";
import { type Estimate, estimateOf, finite } from "../statistics/estimate.ts";
import { paddedInterval } from "../statistics/padded.ts";
import { type Band, coinBand, type FloorValues } from "./beaten-by-floor.ts";
import { clusterFacts } from "./cluster-facts.ts";
import { measure } from "./measure.ts";
import { openPaddedMeasures } from "./padded-measures.ts";
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
  const point = measure(pool, new Float64Array(pool.clusters.length).fill(1));
  const padded = openPaddedMeasures(pool, bootstrap);
  const enough = clusterFacts(pool).withIncident >= 2;
  const estimate = (measured: keyof FloorBand) => {
    const draws = enough ? padded.of(measured) : null;
    const value = point[measured];
    const interval = draws && paddedInterval(draws, value, options.level);
    return estimateOf(value, tally.outcomes.length, interval, "padded");
  };
  return {
    values: { name, values: valuesOf(point) },
    band: {
      valueDetectionRate: estimate("valueDetectionRate"),
      valueDetectionRateByKindMean: estimate("valueDetectionRateByKindMean"),
    },
  };
}

/** A median that is never reached stays infinite: the slowest of all, not unknown. */
function valuesOf(point: ReturnType<typeof measure>): FloorValues["values"] {
  const values: Record<string, number | null> = {};
  for (const { name, better } of LEADERBOARD) {
    const value = point[name as keyof typeof point] as number;
    const isNever = better === "lower" && value === Number.POSITIVE_INFINITY;
    values[name] = isNever ? value : finite(value);
  }
  return values;
}
