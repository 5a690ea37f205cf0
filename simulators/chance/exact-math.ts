/**
 * Exponential and logarithm made of + - * / and bit operations only. IEEE 754 fixes the result of
 * each of those to the last bit, so a dataset is the same on every engine and CPU; Math.exp,
 * Math.log and above all Math.pow may differ between engines and have changed between versions.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = 1 / (LN2_HIGH + LN2_LOW);
const LARGEST_EXPONENT = 709.782712893384;
const SMALLEST_EXPONENT = -745.1332191019412;

/** Powers of two from 2^-1074, the smallest subnormal, to 2^1023. */
const POWERS_OF_TWO = /* @__PURE__ */ powersOfTwo();

/**
 * Returns e to the power of x, within 1 ulp. Reduces x to r in [-ln 2 / 2, ln 2 / 2] and uses
 * e^r = 1 + 2r / (r coth(r/2) - r), whose even part has the Bernoulli numbers as coefficients.
 * Infinity above 709.78, 0 below -745.13.
 */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > LARGEST_EXPONENT) return Number.POSITIVE_INFINITY;
  if (x < SMALLEST_EXPONENT) return 0;
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const q = r * r;
  const tail =
    1 / 15120 +
    q * (-1 / 604800 + q * (1 / 23950080 + q * (-691 / 653837184000 + q / 37362124800)));
  const c = r - q * (1 / 6 + q * (-1 / 360 + q * tail));
  const y = 1 + (high + ((r * c) / (2 - c) - low));
  if (k > 1023) return y * 2 * POWERS_OF_TWO[k + 1073];
  if (k < -1021) return y * POWERS_OF_TWO[k + 1174] * POWERS_OF_TWO[974];
  return y * POWERS_OF_TWO[k + 1074];
}

const BITS = new Float64Array(1);
const WORDS = new Int32Array(BITS.buffer);
/** Which of the two words holds sign and exponent: a matter of the machine's byte order. */
const HIGH_WORD = /* @__PURE__ */ highWord();

/**
 * Returns the natural logarithm of x, within 1 ulp. Splits x into 2^k m with m near 1 and sums
 * the series of 2 atanh((m-1)/(m+1)). NaN below 0, -Infinity at 0.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let k = 0;
  let value = x;
  if (x < 2.2250738585072014e-308) {
    value = x * 18014398509481984;
    k = -54;
  }
  BITS[0] = value;
  const word = WORDS[HIGH_WORD];
  // 0x6a09e is the leading fraction of sqrt(2): m falls in [sqrt(1/2), sqrt(2)).
  const exponent = ((word + (0x100000 - 0x6a09e)) >> 20) - 1023;
  k += exponent;
  const f = value * POWERS_OF_TWO[1074 - exponent] - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = 2 / 3 + w * (2 / 7 + w * (2 / 11 + w * (2 / 15 + w * (2 / 19 + (w * 2) / 23))));
  const even = 2 / 5 + w * (2 / 9 + w * (2 / 13 + w * (2 / 17 + w * (2 / 21))));
  const series = z * (odd + z * even);
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + series) + k * LN2_LOW) - f);
}

/**
 * Returns a to the power of b for positive a, as exp(b log a): good to about b log(a) ulp, which
 * is enough for tails and scales and, unlike Math.pow, the same everywhere.
 */
export function power(a: number, b: number): number {
  return exp(b * log(a));
}

/**
 * Returns the standard normal quantile of p in (0, 1), relative error below 1.2e-9: Peter Acklam's
 * rational approximation. Beyond the ends it is -Infinity and Infinity.
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  if (p < 0.02425) return tailQuantile(p);
  if (p > 0.97575) return -tailQuantile(1 - p);
  const q = p - 0.5;
  const r = q * q;
  const numerator =
    ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r +
      138.357751867269) *
      r -
      30.66479806614716) *
      r +
    2.506628277459239;
  const denominator =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r +
      66.80131188771972) *
      r -
      13.28068155288572) *
      r +
    1;
  return (numerator * q) / denominator;
}

/**
 * Returns the share of a standard normal distribution below z, to 8e-8: the polynomial of
 * Abramowitz and Stegun, 26.2.17.
 */
export function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const polynomial =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const above = 0.3989422804014327 * exp(-0.5 * z * z) * polynomial;
  return z < 0 ? above : 1 - above;
}

function tailQuantile(p: number): number {
  const q = Math.sqrt(-2 * log(p));
  const numerator =
    ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q -
      2.549732539343734) *
      q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const denominator =
    (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q +
      3.754408661907416) *
      q +
    1;
  return numerator / denominator;
}

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(2098);
  powers[1074] = 1;
  for (let i = 1075; i < powers.length; i++) powers[i] = powers[i - 1] * 2;
  for (let i = 1073; i >= 0; i--) powers[i] = powers[i + 1] / 2;
  return powers;
}

function highWord(): 0 | 1 {
  BITS[0] = 1;
  return WORDS[1] === 0x3ff00000 ? 1 : 0;
}
