/** Terms of the series; on [-ln 2 / 2, ln 2 / 2] the rest is below 2^-53. */
const TERMS = 14;

/** Powers of two from 2^-58 to 2^58: scaling by one is exact. */
const MOST = 58;
const POWERS = new Float64Array(2 * MOST + 1).fill(1);
for (let i = 1; i <= MOST; i++) {
  POWERS[MOST + i] = POWERS[MOST + i - 1] * 2;
  POWERS[MOST - i] = POWERS[MOST - i + 1] / 2;
}

/** Logistic function from + - * / and floor alone, so that every engine gives the same bits. */
export function logistic(x: number): number {
  const capped = Math.min(40, Math.max(-40, -x));
  const power = Math.floor(capped / Math.LN2 + 0.5);
  const rest = capped - power * Math.LN2;
  let series = 1;
  for (let n = TERMS; n > 0; n--) series = 1 + (rest * series) / n;
  return 1 / (1 + series * POWERS[power + MOST]);
}
