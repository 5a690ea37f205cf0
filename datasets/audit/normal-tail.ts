/**
 * Chance that a standard normal value is at least z (Abramowitz and Stegun 26.2.17, off by less than
 * 7.5e-8). A bound far out: 1e-8 for all z of 5.6 and more.
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  if (z >= 5.6) return 1e-8;
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
