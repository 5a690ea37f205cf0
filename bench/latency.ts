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

/** Smallest x with D(x) at or above `p`: Infinity when not reached, NaN without incidents. */
export function quantileOf(pool: Pool, axis: Axis, weights: Float64Array, p: number): number {
  if (!(weightOf(pool, weights) > 0)) return Number.NaN;
  let found = Number.POSITIVE_INFINITY;
  walkCurve(pool, axis, weights, (x, share) => {
    if (share < p - ROUNDING) return true;
    found = x;
    return false;
  });
  return found;
}

/** D at each of the ascending marks: NaN without incidents. */
export function sharesWithin(
  pool: Pool,
  axis: Axis,
  weights: Float64Array,
  marks: readonly number[],
): number[] {
  if (!(weightOf(pool, weights) > 0)) return marks.map(() => Number.NaN);
  const shares = marks.map(() => 0);
  walkCurve(pool, axis, weights, (x, share) => {
    for (let m = 0; m < marks.length; m++) if (x <= marks[m]) shares[m] = share;
    return true;
  });
  return shares;
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
