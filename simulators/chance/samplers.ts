import { exp, log, normalQuantile } from "./exact-math.ts";
import type { Random } from "./streams.ts";

/** Bins of the normal table: the top 12 bits of a draw choose one, the low 20 the place in it. */
const BINS = 4096;
const NORMAL_TABLE = /* @__PURE__ */ normalTable();

/**
 * Draws a standard normal number by the inverse of its distribution: a table of 4096 equally
 * likely bins, straight lines between, and the exact quantile in the two outermost bins, so the
 * tails reach beyond 6. One 32-bit draw, about 3 ns; a tail costs one draw more.
 */
export function normal(random: Random): number {
  const bits = random.bits();
  const bin = bits >>> 20;
  if (bin === 0) return normalQuantile(random.uniform() / BINS);
  if (bin === BINS - 1) return -normalQuantile(random.uniform() / BINS);
  const low = NORMAL_TABLE[bin];
  return low + (NORMAL_TABLE[bin + 1] - low) * ((bits & 0xfffff) + 0.5) * 9.5367431640625e-7;
}

/** Draws from a lognormal distribution, given its median and the standard deviation of its logarithm. */
export function lognormal(random: Random, median: number, sigma: number): number {
  return median * exp(sigma * normal(random));
}

/** Draws from a uniform distribution in (low, high). */
export function uniform(random: Random, low: number, high: number): number {
  return low + (high - low) * random.uniform();
}

/** Draws an integer in [0, count), each equally likely to within 2^-32. */
export function integer(random: Random, count: number): number {
  return Math.floor(random.uniform() * count);
}

/** Says yes with the given probability. */
export function chance(random: Random, probability: number): boolean {
  return random.uniform() < probability;
}

/** Draws from an exponential distribution with the given mean. */
export function exponential(random: Random, mean: number): number {
  return -mean * log(random.uniform());
}

/** Draws from a Pareto distribution: at least `minimum`, tail exponent `alpha`. */
export function pareto(random: Random, minimum: number, alpha: number): number {
  return minimum * exp(-log(random.uniform()) / alpha);
}

/**
 * Draws an index with probabilities given as running sums that end at 1 (or at any total). Linear
 * in the number of choices, which is the fastest way below some thirty.
 */
export function categorical(random: Random, cumulative: ArrayLike<number>): number {
  const last = cumulative.length - 1;
  const u = random.uniform() * (cumulative[last] as number);
  let i = 0;
  while (i < last && u >= (cumulative[i] as number)) i++;
  return i;
}

/** Draws how many of `count` trials succeed. Linear in `count`. */
export function binomial(random: Random, count: number, probability: number): number {
  let successes = 0;
  for (let i = 0; i < count; i++) if (random.uniform() < probability) successes++;
  return successes;
}

/**
 * Draws from a Poisson distribution. Below a mean of 10 it multiplies uniforms (Knuth); above, it
 * is Hörmann's transformed rejection PTRS (1993), about 60 ns whatever the mean. 0 for a mean of 0.
 */
export function poisson(random: Random, mean: number): number {
  if (mean < 10) {
    const limit = exp(-mean);
    let product = random.uniform();
    let n = 0;
    while (product > limit) {
      product *= random.uniform();
      n++;
    }
    return n;
  }
  const logMean = log(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const accept = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= accept) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const left = log((v * inverseAlpha) / (a / (us * us) + b));
    if (left <= k * logMean - mean - logFactorial(k)) return k;
  }
}

/** ln k! by Stirling's series, exact below 10; good to 1e-10. */
function logFactorial(k: number): number {
  let shift = 0;
  let n = k + 1;
  while (n < 10) {
    shift += log(n);
    n++;
  }
  const inverse = 1 / n;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square / 1260));
  return (n - 0.5) * log(n) - n + 0.9189385332046727 + series - shift;
}

function normalTable(): Float64Array {
  const table = new Float64Array(BINS + 1);
  for (let i = 1; i < BINS; i++) table[i] = normalQuantile(i / BINS);
  return table;
}
