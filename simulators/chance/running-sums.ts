/** Adds weights up as they come: what `categorical` draws from. */
export function runningSums(weights: readonly number[]): Float64Array {
  let total = 0;
  return Float64Array.from(weights, (weight) => {
    total += weight;
    return total;
  });
}
