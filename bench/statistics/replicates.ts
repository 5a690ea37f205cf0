import type { ClusterSums } from "../scoring/cluster-sums.ts";
import type { KindFacts } from "../scoring/facts.ts";

/** Facts of a run under one weight for each cluster. */
type FactsUnder = (weights: Float64Array) => KindFacts;

/** Facts of a run in one replicate. */
type FactsIn = (replicate: number) => KindFacts;

/** What is read off the facts under each replicate's weights. */
type Read = (facts: KindFacts) => number;

/** Reads a number off the facts of every replicate. */
export function replicate(facts: FactsIn, read: Read, replicates: number): Float64Array {
  const values = new Float64Array(replicates);
  for (let b = 0; b < replicates; b++) values[b] = read(facts(b));
  return values;
}

/** Measures a run with one cluster left out at a time: what BCa corrects with. */
export function jackknife(
  clusters: readonly ClusterSums[],
  facts: FactsUnder,
  read: Read,
): Float64Array {
  const weights = new Float64Array(clusters.length).fill(1);
  return Float64Array.from(clusters, (_, c) => {
    weights[c] = 0;
    const value = read(facts(weights));
    weights[c] = 1;
    return value;
  });
}
