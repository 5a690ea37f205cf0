import { MEASURES, type MeasureName, type Measures, measure } from "../scoring/measure.ts";
import type { Pool } from "../scoring/pool.ts";
import type { Bootstrap } from "./bootstrap.ts";
import { measureReplicates } from "./replicate-measures.ts";

/** A run measured once as it is and once for every bootstrap replicate. */
export interface Replicates {
  readonly point: Measures;
  readonly of: Readonly<Record<MeasureName, Float64Array>>;
  readonly recallOf: readonly Float64Array[];
  readonly valueDetectionRateOf: readonly Float64Array[];
  readonly specificityOf: readonly Float64Array[];
}

/**
 * Measures a pool under the bootstrap's weights; without shares of sums unless they are asked for,
 * since only BCa reads them here. O(replicates x (clusters + outcomes)).
 */
export function replicate(pool: Pool, bootstrap: Bootstrap, hasShares = true): Replicates {
  const { replicates } = bootstrap;
  const point = measure(pool, new Float64Array(pool.clusters.length).fill(1));
  const none = new Float64Array(replicates).fill(Number.NaN);
  if (!hasShares) {
    const measured = measureReplicates(pool, bootstrap);
    const of = Object.fromEntries(MEASURES.map((name) => [name, measured[name] ?? none]));
    const byKind = pool.kinds.map(() => none);
    return {
      point,
      of: of as Replicates["of"],
      recallOf: byKind,
      valueDetectionRateOf: byKind,
      specificityOf: pool.lookAlikeKinds.map(() => none),
    };
  }
  const of = Object.fromEntries(
    MEASURES.map((name) => [name, new Float64Array(replicates)]),
  ) as Record<MeasureName, Float64Array>;
  const lists = (names: readonly string[]) => names.map(() => new Float64Array(replicates));
  const recallOf = lists(pool.kinds);
  const valueDetectionRateOf = lists(pool.kinds);
  const specificityOf = lists(pool.lookAlikeKinds);
  const weights = new Float64Array(pool.clusters.length);
  for (let b = 0; b < replicates; b++) {
    bootstrap.fill(b, pool.clusters, weights);
    const measures = measure(pool, weights);
    for (const name of MEASURES) of[name][b] = measures[name];
    for (let k = 0; k < recallOf.length; k++) {
      recallOf[k][b] = measures.recallOf[k];
      valueDetectionRateOf[k][b] = measures.valueDetectionRateOf[k];
    }
    for (let k = 0; k < specificityOf.length; k++) specificityOf[k][b] = measures.specificityOf[k];
  }
  return { point, of, recallOf, valueDetectionRateOf, specificityOf };
}

/** Measures a pool with one cluster left out at a time: what BCa corrects with. */
export function jackknife(pool: Pool, read: (measures: Measures) => number): Float64Array {
  const weights = new Float64Array(pool.clusters.length).fill(1);
  return Float64Array.from(pool.clusters, (_, c) => {
    weights[c] = 0;
    const value = read(measure(pool, weights));
    weights[c] = 1;
    return value;
  });
}
