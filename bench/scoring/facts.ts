import { SECOND } from "../../datasets/sizes.ts";
import type { AxisName, Facts, OperatingPoint, Share, SumName } from "../facts.ts";
import { type Curve, curveOf, curveOfCaught, quantileOf, shareWithin } from "./latency.ts";
import type { Pool } from "./pool.ts";
import { type Deployment, precisionUnder } from "./prevalence.ts";
import { meanOfDefined, ratio, totalOf, weightedDays, weightedSum } from "./sums.ts";

/** What a run was told or found beside its tally. */
export interface RunContext {
  readonly prevalence?: Deployment | null;
  /** In order of budgets, so of falling thresholds; null or empty without a calibration half. */
  readonly tradeOff?: readonly OperatingPoint[] | null;
}

/** The facts kind by kind too: what a score says of each is no metric, and is measured alike. */
export interface KindFacts extends Facts {
  shareOfKind(share: Share, kind: number): number;
  /** Share of clean episodes of a look-alike kind without an alarm. */
  specificity(kind: number): number;
}

/** Sums of thirds may be a bit more than their whole. */
const ROUNDING = 1e-9;

/** What facts are told from, under whatever weights are in force: sums, and marks of latency curves. */
export interface Tellings {
  /** Sums added up; of one kind of incident where that is named. */
  total(names: readonly SumName[], kind?: number): number;
  deviceDays(): number;
  caughtWithin(seconds: number): number;
  quantile(axis: AxisName, p: number): number;
  quantileOfCaught(axis: AxisName, p: number): number;
  deployedPrecision(deployment: Deployment): number;
  /** Clean episodes of a look-alike kind, and those of them with an alarm. */
  episodes(kind: number): number;
  failed(kind: number): number;
}

/** Makes the facts of what is told: their rules are the same for one set of weights and for thousands. */
export function factsOf(
  pool: Pool,
  { prevalence = null, tradeOff = null }: RunContext,
  told: Tellings,
): KindFacts {
  const share = ({ key, part, whole, given }: Share, kind?: number) => {
    if (given !== undefined && !(told.total(given, kind) > 0)) return Number.NaN;
    const found = ratio(told.total(part, kind), told.total(whole, kind));
    if (found > 1 + ROUNDING) {
      throw new RangeError(`metric: share ${key} must be a part of its whole, got ${found}`);
    }
    return found;
  };
  const alone = new Map<SumName, readonly SumName[]>();
  const only = (name: SumName) => {
    const list = alone.get(name) ?? [name];
    alone.set(name, list);
    return list;
  };
  return {
    truth: pool.truth,
    get deviceDays() {
      return told.deviceDays();
    },
    tradeOff: tradeOff ?? [],
    sum: (name) => told.total(only(name)),
    share: (of) => share(of),
    meanOfKinds: (of) => meanOfDefined(pool.kinds.map((_, k) => share(of, k))),
    caughtWithin: (_, ms) => told.caughtWithin(ms / SECOND),
    quantile: (axis, p) => told.quantile(axis, p),
    quantileOfCaught: (axis, p) => told.quantileOfCaught(axis, p),
    deployedPrecision: () =>
      prevalence === null ? Number.NaN : told.deployedPrecision(prevalence),
    shareOfKind: share,
    specificity(kind) {
      const episodes = told.episodes(kind);
      return ratio(episodes - told.failed(kind), episodes);
    },
  };
}

/**
 * Opens the facts of a pool: they are read under one weight for each cluster, all ones for the run
 * itself. Every sum is reweighted, incident weight and device-days too. What is returned is good
 * until the next weights.
 */
export function openFacts(
  pool: Pool,
  context: RunContext = {},
): (weights: Float64Array) => KindFacts {
  let weights: Float64Array = new Float64Array(0);
  const curves = new Map<string, Curve>();
  const kept = (key: string, draw: (weights: Float64Array) => Curve) => {
    const known = curves.get(key) ?? draw(weights);
    curves.set(key, known);
    return known;
  };
  const curve = (axis: AxisName) => kept(axis, (w) => curveOf(pool, pool.axes[axis], w));
  const facts = factsOf(pool, context, {
    total: (names, kind) => totalOf(pool, weights, names, kind),
    deviceDays: () => weightedDays(pool, weights),
    caughtWithin: (seconds) => shareWithin(curve("seconds"), seconds),
    quantile: (axis, p) => quantileOf(curve(axis), p),
    quantileOfCaught: (axis, p) =>
      quantileOf(
        kept(`${axis} of caught`, (w) => curveOfCaught(pool, pool.axes[axis], w)),
        p,
      ),
    deployedPrecision: (deployment) => precisionUnder(pool, weights, deployment),
    episodes: (kind) => weightedSum(pool.episodes[kind], weights),
    failed: (kind) => weightedSum(pool.failed[kind], weights),
  });
  return (next) => {
    weights = next;
    curves.clear();
    return facts;
  };
}
