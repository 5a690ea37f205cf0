import { SECOND } from "../../datasets/sizes.ts";
import { type Curve, curveOf, curveOfCaught, quantileOf, shareWithin } from "./latency.ts";
import type { AxisName, Pool } from "./pool.ts";
import { type Deployment, precisionUnder } from "./prevalence.ts";
import {
  meanOfDefined,
  ratio,
  type Share,
  type SumName,
  totalOf,
  weightedDays,
  weightedSum,
} from "./sums.ts";

/** One point of the trade-off curve: what the threshold of one budget gives on the scored half. */
export interface OperatingPoint {
  readonly budget: number;
  readonly recall: number | null;
  readonly precision: number | null;
}

/** What a run was told or found beside its tally. */
export interface RunContext {
  readonly prevalence?: Deployment | null;
  /** In order of budgets, so of falling thresholds; null or empty without a calibration half. */
  readonly tradeOff?: readonly OperatingPoint[] | null;
}

/** The pooled facts of a run as a metric reads them: NaN is undefined, Infinity is never. */
export interface Facts {
  readonly truth: boolean;
  /** Scored days of all lines. */
  readonly deviceDays: number;
  readonly tradeOff: readonly OperatingPoint[];
  sum(name: SumName): number;
  share(share: Share): number;
  /** The mean over kinds of incident of a share of incidents, cases or their bytes. */
  meanOfKinds(share: Share): number;
  /** Share of incident weight caught within so many ms. */
  caughtWithin(key: string, ms: number): number;
  /** Where a share p of incident weight is caught: Infinity where it is not. */
  quantile(axis: AxisName, p: number): number;
  /** The same among the caught alone. */
  quantileOfCaught(axis: AxisName, p: number): number;
  /** Precision at the run's prevalence; NaN without one. */
  deployedPrecision(): number;
}

/** The facts kind by kind too: what a score says of each is no metric, and is measured alike. */
export interface KindFacts extends Facts {
  shareOfKind(share: Share, kind: number): number;
  /** Share of clean episodes of a look-alike kind without an alarm. */
  specificity(kind: number): number;
}

/** Sums of thirds may be a bit more than their whole. */
const ROUNDING = 1e-9;

/**
 * Opens the facts of a pool: they are read under one weight for each cluster, all ones for the run
 * itself, Poisson weights for a bootstrap replicate. Every sum is reweighted, incident weight and
 * device-days too. What is returned is good until the next weights.
 */
export function openFacts(
  pool: Pool,
  { prevalence = null, tradeOff = null }: RunContext = {},
): (weights: Float64Array) => KindFacts {
  let weights: Float64Array = new Float64Array(0);
  const curves = new Map<string, Curve>();
  const kept = (key: string, draw: (weights: Float64Array) => Curve) => {
    const known = curves.get(key) ?? draw(weights);
    curves.set(key, known);
    return known;
  };
  const curve = (axis: AxisName) => kept(axis, (w) => curveOf(pool, pool.axes[axis], w));
  const sum = (names: readonly SumName[], kind?: number) => totalOf(pool, weights, names, kind);
  const share = ({ key, part, whole, given }: Share, kind?: number) => {
    if (given !== undefined && !(sum(given, kind) > 0)) return Number.NaN;
    const found = ratio(sum(part, kind), sum(whole, kind));
    if (found > 1 + ROUNDING) {
      throw new RangeError(`metric: share ${key} must be a part of its whole, got ${found}`);
    }
    return found;
  };
  const facts: KindFacts = {
    truth: pool.truth,
    get deviceDays() {
      return weightedDays(pool, weights);
    },
    tradeOff: tradeOff ?? [],
    sum: (name) => totalOf(pool, weights, [name]),
    share: (of) => share(of),
    meanOfKinds: (of) => meanOfDefined(pool.kinds.map((_, k) => share(of, k))),
    caughtWithin: (_, ms) => shareWithin(curve("seconds"), ms / SECOND),
    quantile: (axis, p) => quantileOf(curve(axis), p),
    quantileOfCaught: (axis, p) =>
      quantileOf(
        kept(`${axis} of caught`, (w) => curveOfCaught(pool, pool.axes[axis], w)),
        p,
      ),
    deployedPrecision: () =>
      prevalence === null ? Number.NaN : precisionUnder(pool, weights, prevalence),
    shareOfKind: share,
    specificity(kind) {
      const episodes = weightedSum(pool.episodes[kind], weights);
      return ratio(episodes - weightedSum(pool.failed[kind], weights), episodes);
    },
  };
  return (next) => {
    weights = next;
    curves.clear();
    return facts;
  };
}
