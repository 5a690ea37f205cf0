import { atLeastAsGood } from "../metric.ts";
import { metricValue } from "../metric-fields.ts";
import { LEADERBOARD } from "../metrics/catalogue.ts";
import { nearestRank } from "../statistics/intervals.ts";
import { measureQuick, type QuickMeasures, type QuickSums } from "./quick-sums.ts";
import type { Score } from "./score-tally.ts";

/** A floor as a detector is held against it: its value on each metric by name. */
export interface FloorValues {
  readonly name: string;
  readonly values: Readonly<Record<string, number | null>>;
}

/** Mean and band of the coin's replicates on one measure. */
export interface Band {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Reads every metric of a floor that was scored as detectors are. */
export function floorValues(name: string, score: Score): FloorValues {
  return {
    name,
    values: Object.fromEntries(LEADERBOARD.map((m) => [m.name, metricValue(m, score)])),
  };
}

/** Mean and 2.5-97.5 % band of the coin on each measure; a measure that is never defined is left out. */
export function coinBand(
  replicates: readonly QuickSums[],
): Partial<Record<keyof QuickMeasures, Band>> {
  const measured = replicates.map(measureQuick);
  const band: Partial<Record<keyof QuickMeasures, Band>> = {};
  for (const name of Object.keys(measured[0] ?? {}) as (keyof QuickMeasures)[]) {
    const values = Float64Array.from(measured, (one) => one[name])
      .filter((value) => !Number.isNaN(value))
      .sort();
    if (values.length === 0) continue;
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    band[name] = { mean, low: nearestRank(values, 0.025), high: nearestRank(values, 0.975) };
  }
  return band;
}

/** The coin as a floor: the mean of its replicates. */
export function coinValues(replicates: readonly QuickSums[]): FloorValues {
  const values = Object.entries(coinBand(replicates)).map(([name, band]) => [name, band.mean]);
  return { name: "coin", values: Object.fromEntries(values) };
}

/** Tells whether a detector's value detection rate lies inside the coin's band, or below it. */
export function insideCoinBand(score: Score, replicates: readonly QuickSums[]): boolean {
  const band = coinBand(replicates).valueDetectionRate;
  const { value } = score.valueDetectionRate;
  return band !== undefined && value !== null && value <= band.high;
}

/**
 * Names, for each metric, the floors that do at least as well as this run. A floor that is at least
 * as good says that the metric, here, measures nothing that the detector adds.
 */
export function beatenByFloor(
  score: Score,
  floors: readonly FloorValues[],
): Record<string, string[]> {
  const flags: Record<string, string[]> = {};
  for (const metric of LEADERBOARD) {
    const own = metricValue(metric, score);
    const winners = floors.filter(({ values }) => {
      const value = values[metric.name];
      return value !== undefined && atLeastAsGood(metric, value, own);
    });
    if (winners.length > 0) flags[metric.name] = winners.map(({ name }) => name);
  }
  return flags;
}

/**
 * Names the metrics on which a floor is at least as good as every detector of a table: such a
 * column ranks nothing and is flagged wherever it is printed.
 */
export function metricsWonByFloor(
  detectors: readonly Score[],
  floors: readonly FloorValues[],
): Record<string, string[]> {
  const flags: Record<string, string[]> = {};
  if (detectors.length === 0) return flags;
  const beaten = detectors.map((score) => beatenByFloor(score, floors));
  for (const { name } of LEADERBOARD) {
    const winners = floors
      .map((floor) => floor.name)
      .filter((floor) => beaten.every((flag) => flag[name]?.includes(floor)));
    if (winners.length > 0) flags[name] = winners;
  }
  return flags;
}
