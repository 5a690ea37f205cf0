import { type Bootstrap, openBootstrap } from "../statistics/bootstrap.ts";
import {
  type Interval,
  percentileInterval,
  studentChance,
  studentHalf,
  studentSum,
  varianceOf,
} from "../statistics/intervals.ts";

/** What one household came to, as it was and under a strategy. */
export interface Pair {
  readonly seed: string;
  readonly cluster: number;
  readonly before: number;
  readonly after: number;
}

/** How the interval of a difference was made; `equal`: it is 0 on every line, to the byte. */
export type PairedMethod = "equal" | "t" | "bootstrap";

/** What a strategy saved, as the sum of paired differences, and the interval without the pairing. */
export interface PairedEstimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Households. */
  readonly n: number;
  readonly method: PairedMethod | null;
  /** Nothing changed anywhere: 0, and no interval. */
  readonly equal: boolean;
  readonly unpairedLow: number | null;
  readonly unpairedHigh: number | null;
  /** How likely as much, either way, is by chance where the strategy does nothing; of one household nobody knows. */
  readonly chance: number | null;
}

/** Below so many households Student's t stands for the bootstrap, which is too narrow there. */
const FEW = 30;
const LEVEL = 0.95;
const REPLICATES = 2000;

/**
 * Sums what each household saved, with an interval over households: both lives share their chance, so
 * what they have in common cancels. Beside it stands the interval of two lives that share nothing,
 * which is never narrower where a strategy adds no bytes, and equal where it leaves none.
 */
export function pairedSum(pairs: readonly Pair[]): PairedEstimate {
  const saved = pairs.map(({ before, after }) => before - after);
  const value = saved.reduce((a, b) => a + b, 0);
  const n = pairs.length;
  const none = { low: null, high: null, unpairedLow: null, unpairedHigh: null, chance: null };
  if (saved.every((each) => each === 0)) {
    return { ...none, value: 0, n, method: "equal", equal: true };
  }
  if (n < 2) return { ...none, value, n, method: null, equal: false };
  const few = n < FEW;
  const replicates = few ? null : sums(PAIRED, pairs, saved);
  const paired =
    replicates === null ? studentSum(saved, LEVEL) : percentileInterval(replicates, LEVEL);
  const unpaired = few ? unpairedStudent(pairs, value) : unpairedResampled(pairs);
  return {
    ...{ value, n, equal: false, method: few ? "t" : "bootstrap" },
    ...{ low: paired?.low ?? null, high: paired?.high ?? null },
    ...{ unpairedLow: unpaired?.low ?? null, unpairedHigh: unpaired?.high ?? null },
    chance:
      replicates === null
        ? studentChance(value, n, n * varianceOf(saved))
        : bootstrapChance(replicates),
  };
}

/** Twice the share of replicates on the lesser side of 0, none of which is never. */
function bootstrapChance(replicates: Float64Array): number {
  const below = replicates.filter((each) => each <= 0).length;
  const above = replicates.filter((each) => each >= 0).length;
  return Math.min(1, (2 * (Math.min(below, above) + 1)) / (replicates.length + 1));
}

function unpairedStudent(pairs: readonly Pair[], value: number): Interval {
  const n = pairs.length;
  const variance =
    n * (varianceOf(pairs.map(({ before }) => before)) + varianceOf(pairs.map((p) => p.after)));
  const half = studentHalf(n, variance, LEVEL);
  return { low: value - half, high: value + half };
}

const PAIRED: Bootstrap = openBootstrap("study", REPLICATES);
const OTHER: Bootstrap = openBootstrap("study, unpaired", REPLICATES);

function unpairedResampled(pairs: readonly Pair[]): Interval | null {
  const before = sums(
    PAIRED,
    pairs,
    pairs.map((pair) => pair.before),
  );
  const after = sums(
    OTHER,
    pairs,
    pairs.map((pair) => pair.after),
  );
  return percentileInterval(
    before.map((each, b) => each - (after[b] as number)),
    LEVEL,
  );
}

function sums({ weightsOf }: Bootstrap, pairs: readonly Pair[], values: readonly number[]) {
  return weightsOf(pairs).total(Float64Array.from(values)).slice();
}
