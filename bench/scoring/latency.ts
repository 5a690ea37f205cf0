import type { Axis, Pool } from "./pool.ts";

/** One step of the share caught within x. */
export interface CurveStep {
  readonly x: number;
  readonly share: number;
}

/** A share this far below its mark is rounding, not a miss: shares are sums of a few thousand fractions. */
const ROUNDING = 1e-12;

/**
 * Walks the latency curve D(x), the share of incident weight caught within x, step by step: a
 * weighted Kaplan-Meier in which a case that ended uncaught stays at risk for ever. Dropping or
 * censoring such cases at their end would make a detector that catches only slow incidents look
 * fast. `visit` returns false to stop.
 *
 * Without censored units the share is the plain ratio of weights, so D(infinity) is recall to the
 * last bit.
 */
export function walkCurve(
  pool: Pool,
  axis: Axis,
  weights: Float64Array,
  visit: (x: number, share: number) => boolean,
): void {
  const { units, sizes } = pool;
  const total = weightOf(pool, weights);
  if (!(total > 0)) return;
  const caught = new Float64Array(sizes.length);
  let surviving = 1;
  let atRisk = total;
  for (let k = 0; k < axis.order.length; k++) {
    const unit = axis.order[k];
    const w = weights[units.cluster[unit]];
    if (w === 0) continue;
    let share: number;
    if (axis.censored) {
      const weight = w / sizes[units.size[unit]];
      if (axis.event[unit] === 1) surviving *= Math.max(0, 1 - weight / atRisk);
      atRisk -= weight;
      share = 1 - surviving;
    } else {
      caught[units.size[unit]] += w;
      share = shareOf(caught, sizes) / total;
    }
    if (axis.event[unit] === 1 && !visit(axis.value[unit], share)) return;
  }
}

/** What a curve says at the shares and the moments that are printed. */
export interface CurveMarks {
  /** Smallest x at which each share is caught: Infinity when it is not reached. */
  readonly quantiles: Float64Array;
  /** Share caught within each moment. */
  readonly shares: Float64Array;
}

/** Reads a curve at ascending shares and moments, in one walk; all NaN without incidents. */
export function readCurve(
  pool: Pool,
  axis: Axis,
  weights: Float64Array,
  {
    shares: ps,
    moments,
  }: { readonly shares: readonly number[]; readonly moments: readonly number[] },
): CurveMarks {
  const quantiles = new Float64Array(ps.length).fill(Number.NaN);
  const shares = new Float64Array(moments.length).fill(Number.NaN);
  const total = weightOf(pool, weights);
  if (!(total > 0)) return { quantiles, shares };
  quantiles.fill(Number.POSITIVE_INFINITY);
  shares.fill(0);
  let reached = 0;
  walkCurve(pool, axis, weights, (x, share) => {
    while (reached < ps.length && share >= ps[reached] - ROUNDING) quantiles[reached++] = x;
    for (let m = 0; m < moments.length; m++) if (x <= moments[m]) shares[m] = share;
    return reached < ps.length || x <= (moments.at(-1) ?? 0);
  });
  return { quantiles, shares };
}

/**
 * Reads quantiles among the caught alone, NaN without any: how soon the alarms come that come at
 * all. It says nothing of misses, so it never stands without the share caught.
 */
export function quantilesCaught(
  { units, sizes }: Pool,
  axis: Axis,
  weights: Float64Array,
  ps: readonly number[],
): Float64Array {
  const quantiles = new Float64Array(ps.length).fill(Number.NaN);
  const sums = new Float64Array(sizes.length);
  for (const unit of axis.order) {
    if (axis.event[unit] === 1) sums[units.size[unit]] += weights[units.cluster[unit]];
  }
  const total = shareOf(sums, sizes);
  if (!(total > 0)) return quantiles;
  sums.fill(0);
  let reached = 0;
  for (const unit of axis.order) {
    if (axis.event[unit] === 0) continue;
    sums[units.size[unit]] += weights[units.cluster[unit]];
    const share = shareOf(sums, sizes) / total;
    while (reached < ps.length && share >= ps[reached] - ROUNDING) {
      quantiles[reached++] = axis.value[unit];
    }
    if (reached === ps.length) break;
  }
  return quantiles;
}

/** The whole curve as steps, one for each distinct x. */
export function curveSteps(pool: Pool, axis: Axis, weights: Float64Array): CurveStep[] {
  const steps: CurveStep[] = [];
  walkCurve(pool, axis, weights, (x, share) => {
    if (steps.at(-1)?.x === x) steps.pop();
    steps.push({ x, share });
    return true;
  });
  return steps;
}

/** Incident weight in all. */
export function weightOf({ units, sizes }: Pool, weights: Float64Array): number {
  const sums = new Float64Array(sizes.length);
  for (let i = 0; i < units.length; i++) sums[units.size[i]] += weights[units.cluster[i]];
  return shareOf(sums, sizes);
}

/** Integer weights by size, divided once: the order of units can't change a bit. */
export function shareOf(sums: Float64Array, sizes: readonly number[]): number {
  let share = 0;
  for (let s = 0; s < sizes.length; s++) share += sums[s] / sizes[s];
  return share;
}
