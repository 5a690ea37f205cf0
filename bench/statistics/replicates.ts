import type { KindFacts } from "../scoring/facts.ts";
import type { ClusterSums } from "../scoring/tally.ts";
import type { Bootstrap } from "./bootstrap.ts";

/** Facts of a run under one weight for each cluster. */
type FactsUnder = (weights: Float64Array) => KindFacts;

/** What is read off the facts under each replicate's weights. */
type Read = (facts: KindFacts) => number;

/**
 * Measures a run under the bootstrap's weights: one list of values for each reading, in their order.
 * O(replicates x (clusters + outcomes)).
 */
export function replicate(
  clusters: readonly ClusterSums[],
  facts: FactsUnder,
  reads: readonly Read[],
  bootstrap: Bootstrap,
): Float64Array[] {
  const of = reads.map(() => new Float64Array(bootstrap.replicates));
  if (reads.length === 0) return of;
  const weights = new Float64Array(clusters.length);
  for (let b = 0; b < bootstrap.replicates; b++) {
    bootstrap.fill(b, clusters, weights);
    const under = facts(weights);
    for (let r = 0; r < reads.length; r++) of[r][b] = reads[r](under);
  }
  return of;
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
