import type { Axis, Pool } from "../scoring/pool.ts";
import type { ClusterWeights } from "./bootstrap.ts";

/** What curves say at the shares and the moments asked for, in every replicate. */
export interface ReplicateMarks {
  readonly quantiles: readonly Float64Array[];
  readonly shares: readonly Float64Array[];
}

/** Reads latency curves of a pool in all replicates: the twin of `readCurve` and `quantilesCaught`. */
export interface ReplicateCurves {
  read(
    axis: Axis,
    marks: { readonly shares: readonly number[]; readonly moments: readonly number[] },
  ): ReplicateMarks;
  quantilesCaught(axis: Axis, shares: readonly number[]): Float64Array[];
}

/** As in `readCurve`: shares are sums of a few thousand fractions. */
const ROUNDING = 1e-12;

/** Opens the curves; the incident weight of each replicate is added up once for all axes. */
export function openReplicateCurves(
  pool: Pool,
  weights: ClusterWeights,
  replicates: number,
): ReplicateCurves {
  const total = totalsOf(pool, weights, replicates);
  return {
    read: (axis, marks) => readAll(layOut(pool, axis, weights), axis.censored, total, marks),
    quantilesCaught: (axis, shares) =>
      quantilesOfAll(layOut(pool, axis, weights), shares, replicates),
  };
}

/** Loops stand outside of what is opened for every score, so that they compile once. */
function readAll(
  steps: Steps,
  censored: boolean,
  total: Float64Array,
  { shares: ps, moments }: Parameters<ReplicateCurves["read"]>[1],
): ReplicateMarks {
  const unknown = () => new Float64Array(total.length).fill(Number.NaN);
  const out = { quantiles: ps.map(unknown), shares: moments.map(unknown) };
  const walk = censored ? walkCensored : walkWhole;
  for (let b = 0; b < total.length; b++) {
    if (total[b] > 0) readOne({ steps, walk, total: total[b], b }, { ps, moments }, out);
  }
  return out;
}

function quantilesOfAll(steps: Steps, ps: readonly number[], replicates: number): Float64Array[] {
  const out = ps.map(() => new Float64Array(replicates).fill(Number.NaN));
  for (let b = 0; b < replicates; b++) quantilesCaughtOf(steps, ps, b, out);
  return out;
}

/** The units of an axis in its order, laid out side by side. */
interface Steps {
  readonly length: number;
  readonly value: Float64Array;
  readonly event: Uint8Array;
  readonly size: Int32Array;
  readonly weights: readonly Uint8Array[];
  readonly sizes: Float64Array;
  /** Weight so far, by size: scratch. */
  readonly sums: Float64Array;
  /** Share after each step that counted, and the value there: scratch. */
  readonly shares: Float64Array;
  readonly at: Float64Array;
}

function layOut({ units, sizes }: Pool, axis: Axis, weights: ClusterWeights): Steps {
  const { order } = axis;
  return {
    length: order.length,
    value: Float64Array.from(order, (unit) => axis.value[unit]),
    event: Uint8Array.from(order, (unit) => axis.event[unit]),
    size: Int32Array.from(order, (unit) => units.size[unit]),
    weights: Array.from(order, (unit) => weights.of(units.cluster[unit])),
    sizes: Float64Array.from(sizes),
    sums: new Float64Array(sizes.length),
    shares: new Float64Array(order.length),
    at: new Float64Array(order.length),
  };
}

function totalsOf(
  { units, sizes }: Pool,
  weights: ClusterWeights,
  replicates: number,
): Float64Array {
  const bySize = sizes.map(() => new Float64Array(replicates));
  for (let i = 0; i < units.length; i++) {
    const own = weights.of(units.cluster[i]);
    const sums = bySize[units.size[i]];
    for (let b = 0; b < replicates; b++) sums[b] += own[b];
  }
  const total = new Float64Array(replicates);
  for (let s = 0; s < sizes.length; s++) {
    for (let b = 0; b < replicates; b++) total[b] += bySize[s][b] / sizes[s];
  }
  return total;
}

interface Replicate {
  readonly steps: Steps;
  readonly walk: typeof walkWhole;
  readonly total: number;
  readonly b: number;
}

function readOne(
  { steps, walk, total, b }: Replicate,
  { ps, moments }: { readonly ps: readonly number[]; readonly moments: readonly number[] },
  out: ReplicateMarks,
): void {
  const count = walk(steps, total, b);
  const { shares, at } = steps;
  for (let p = 0, k = 0; p < ps.length; p++) {
    while (k < count && shares[k] < ps[p] - ROUNDING) k++;
    out.quantiles[p][b] = k < count ? at[k] : Number.POSITIVE_INFINITY;
  }
  for (let m = 0; m < moments.length; m++) {
    let share = 0;
    for (let k = 0; k < count && at[k] <= moments[m]; k++) share = shares[k];
    out.shares[m][b] = share;
  }
}

/** Writes the share caught after each event that counts; returns how many there are. */
function walkWhole(steps: Steps, total: number, b: number): number {
  const { length, value, event, size, weights, sums, shares, at } = steps;
  sums.fill(0);
  let count = 0;
  for (let k = 0; k < length; k++) {
    const w = weights[k][b];
    if (w === 0) continue;
    sums[size[k]] += w;
    if (event[k] === 0) continue;
    shares[count] = shareOf(steps) / total;
    at[count++] = value[k];
  }
  return count;
}

/** The same where units leave the risk set uncaught: a weighted Kaplan-Meier. */
function walkCensored(steps: Steps, total: number, b: number): number {
  const { length, value, event, size, sizes, weights, shares, at } = steps;
  let surviving = 1;
  let atRisk = total;
  let count = 0;
  for (let k = 0; k < length; k++) {
    const w = weights[k][b];
    if (w === 0) continue;
    const weight = w / sizes[size[k]];
    if (event[k] === 1) surviving *= Math.max(0, 1 - weight / atRisk);
    atRisk -= weight;
    if (event[k] === 0) continue;
    shares[count] = 1 - surviving;
    at[count++] = value[k];
  }
  return count;
}

function quantilesCaughtOf(
  steps: Steps,
  ps: readonly number[],
  b: number,
  out: Float64Array[],
): void {
  const { length, value, event, size, weights, sums } = steps;
  sums.fill(0);
  for (let k = 0; k < length; k++) if (event[k] === 1) sums[size[k]] += weights[k][b];
  const total = shareOf(steps);
  if (!(total > 0)) return;
  sums.fill(0);
  let reached = 0;
  for (let k = 0; k < length && reached < ps.length; k++) {
    if (event[k] === 0) continue;
    sums[size[k]] += weights[k][b];
    const share = shareOf(steps) / total;
    while (reached < ps.length && share >= ps[reached] - ROUNDING) out[reached++][b] = value[k];
  }
}

/** Integer weights by size, divided once: the order of units can't change a bit. */
function shareOf({ sums, sizes }: Steps): number {
  let share = 0;
  for (let s = 0; s < sizes.length; s++) share += sums[s] / sizes[s];
  return share;
}
