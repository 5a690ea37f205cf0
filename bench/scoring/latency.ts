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
function walkCurve(
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

/** A share that grows with x, event by event. */
export interface Curve {
  readonly length: number;
  readonly x: Float64Array;
  readonly share: Float64Array;
  /** There is nothing to catch, so nothing to say. */
  readonly isEmpty: boolean;
}

/** Share of incident weight caught within x. */
export function curveOf(pool: Pool, axis: Axis, weights: Float64Array): Curve {
  const x = new Float64Array(axis.order.length);
  const shares = new Float64Array(axis.order.length);
  let length = 0;
  walkCurve(pool, axis, weights, (at, share) => {
    x[length] = at;
    shares[length++] = share;
    return true;
  });
  return { length, x, share: shares, isEmpty: !(weightOf(pool, weights) > 0) };
}

/**
 * The same among the caught alone: how soon the alarms come that come at all. It says nothing of
 * misses, so it never stands without the share caught.
 */
export function curveOfCaught({ units, sizes }: Pool, axis: Axis, weights: Float64Array): Curve {
  const events = axis.order.filter((unit) => axis.event[unit] === 1);
  const sums = new Float64Array(sizes.length);
  for (const unit of events) sums[units.size[unit]] += weights[units.cluster[unit]];
  const total = shareOf(sums, sizes);
  sums.fill(0);
  const share = Float64Array.from(events, (unit) => {
    sums[units.size[unit]] += weights[units.cluster[unit]];
    return shareOf(sums, sizes) / total;
  });
  const x = Float64Array.from(events, (unit) => axis.value[unit]);
  return { length: events.length, x, share, isEmpty: !(total > 0) };
}

/** Smallest x at which a share is caught: Infinity when it is not reached, NaN with nothing to catch. */
export function quantileOf({ length, x, share, isEmpty }: Curve, p: number): number {
  if (isEmpty) return Number.NaN;
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (share[middle] >= p - ROUNDING) high = middle;
    else low = middle + 1;
  }
  return low < length ? x[low] : Number.POSITIVE_INFINITY;
}

/** Share caught within a moment; NaN with nothing to catch. */
export function shareWithin({ length, x, share, isEmpty }: Curve, moment: number): number {
  if (isEmpty) return Number.NaN;
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle] > moment) high = middle;
    else low = middle + 1;
  }
  return low === 0 ? 0 : share[low - 1];
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
function weightOf({ units, sizes }: Pool, weights: Float64Array): number {
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
