import { keyOf, keyWith } from "../../datasets/keyed.ts";
import type { ClusterSums } from "../scoring/cluster-sums.ts";

/** What a cluster draws its weights by. */
export type ClusterName = Pick<ClusterSums, "seed" | "cluster">;

/** Weights of every cluster in every replicate: the same for every detector, so differences are paired. */
export interface Bootstrap {
  readonly replicates: number;
  /** Writes the weights of replicate `b`, one for each cluster of `clusters`, into `weights`. */
  fill(b: number, clusters: readonly ClusterName[], weights: Float64Array): void;
  /** The same weights the other way round: all replicates of one cluster side by side. */
  weightsOf(clusters: readonly ClusterName[]): ClusterWeights;
  /**
   * Draws an exponential weight of mean 1 for a key in every replicate: what padded shares are
   * reweighted by. The keys of clusters are {@link clusterKeys}.
   */
  smooth(key: number): Float32Array;
}

/** Weights of a list of clusters, one column of all replicates each; drawn when asked for. */
export interface ClusterWeights {
  of(cluster: number): Uint8Array;
  /** Weighted sum of a value by cluster, in every replicate; kept for the list that was given last. */
  total(values: Float64Array): Float64Array;
}

/** P(X <= k) of a Poisson variable of mean 1, as thresholds of a 32-bit uniform. */
const POISSON_STEPS: readonly number[] = poissonSteps();

/** Most smooth weights that are kept: four bytes each. */
const KEPT_SMOOTH = 8_000_000;

/** Most weights that are kept: one byte each. */
const KEPT_LIMIT = 64_000_000;

/**
 * Opens the cluster bootstrap: cluster c of replicate b weighs Poisson(1), by inversion of a
 * uniform keyed by (seed, "bootstrap", b, c). Poisson weights need no total, so shards merge.
 *
 * The weights of one list of clusters are kept, at one byte each, while they fit 64 MB; those of
 * clusters that nobody asks for, as most have nothing to add up, are never drawn.
 */
export function openBootstrap(seed: string, replicates: number): Bootstrap {
  const key = keyOf(seed, "bootstrap");
  const replicateKeys = Uint32Array.from({ length: replicates }, (_, b) => keyWith(key, b));
  let keptList: readonly ClusterName[] | null = null;
  let keptName = "";
  let kept = openWeights(replicateKeys, []);
  const weightsOf = (clusters: readonly ClusterName[]) => {
    if (clusters === keptList) return kept;
    const name = clusters.map(({ seed: s, cluster }) => `${s}/${cluster}`).join();
    if (name !== keptName) kept = openWeights(replicateKeys, clusterKeys(clusters));
    keptName = name;
    keptList = clusters;
    return kept;
  };
  const smoothKey = keyOf(seed, "padded");
  const drawn = new Map<number, Float32Array>();
  return {
    replicates,
    weightsOf,
    smooth(own) {
      const known = drawn.get(own);
      if (known !== undefined) return known;
      const weights = smoothWeights(smoothKey, replicates, own);
      // Clusters with incidents come again for every detector; there may be too many of the others.
      if ((drawn.size + 1) * replicates <= KEPT_SMOOTH) drawn.set(own, weights);
      return weights;
    },
    fill(b, clusters, weights) {
      const count = clusters.length;
      if (count * replicates > KEPT_LIMIT) {
        const keys = clusterKeys(clusters);
        for (let c = 0; c < count; c++) {
          weights[c] = poissonOf(keyWith(replicateKeys[b], keys[c]));
        }
        return;
      }
      const columns = weightsOf(clusters);
      for (let c = 0; c < count; c++) weights[c] = columns.of(c)[b];
    },
  };
}

function openWeights(replicateKeys: Uint32Array, keys: ArrayLike<number>): ClusterWeights {
  const replicates = replicateKeys.length;
  const columns: (Uint8Array | undefined)[] = [];
  let held = 0;
  let lastValues = new Float64Array(0);
  let lastTotal = new Float64Array(0);
  const draw = (cluster: number) => {
    const weights = new Uint8Array(replicates);
    const own = keys[cluster];
    for (let b = 0; b < replicates; b++) weights[b] = poissonOf(keyWith(replicateKeys[b], own));
    return weights;
  };
  const of = (cluster: number) => {
    const known = columns[cluster];
    if (known !== undefined) return known;
    const weights = draw(cluster);
    if (++held * replicates <= KEPT_LIMIT) columns[cluster] = weights;
    return weights;
  };
  return {
    of,
    total(values) {
      if (isSame(values, lastValues) && lastTotal.length === replicates) return lastTotal;
      lastTotal = new Float64Array(replicates);
      for (let c = 0; c < values.length; c++) {
        addWeighted(lastTotal, columns[c] ?? draw(c), values[c]);
      }
      lastValues = values.slice();
      return lastTotal;
    },
  };
}

/** Adds one cluster's value to a sum in every replicate. */
export function addWeighted(sums: Float64Array, weights: Uint8Array, value: number): void {
  for (let b = 0; b < sums.length; b++) sums[b] += weights[b] * value;
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

function smoothWeights(key: number, replicates: number, own: number): Float32Array {
  const weights = new Float32Array(replicates);
  for (let b = 0; b < replicates; b++) {
    // In (0, 1], whose logarithm is finite.
    weights[b] = -Math.log((keyWith(keyWith(key, b), own) + 1) / 0x1_0000_0000);
  }
  return weights;
}

const KEYS = new WeakMap<readonly ClusterName[], Uint32Array>();

/** Keys by which clusters draw their weights, whatever else is in the list. Kept for each list. */
export function clusterKeys(clusters: readonly ClusterName[]): Uint32Array {
  const known = KEYS.get(clusters);
  if (known !== undefined) return known;
  const seeds = new Map<string, number>();
  const seedKey = (seed: string) => {
    const key = seeds.get(seed) ?? keyOf(seed);
    seeds.set(seed, key);
    return key;
  };
  const keys = Uint32Array.from(clusters, ({ seed, cluster }) =>
    keyWith(seedKey(seed ?? ""), cluster),
  );
  KEYS.set(clusters, keys);
  return keys;
}

function poissonOf(word: number): number {
  let k = 0;
  while (k < POISSON_STEPS.length && word >= POISSON_STEPS[k]) k++;
  return k;
}

function poissonSteps(): number[] {
  const steps: number[] = [];
  let term = Math.exp(-1);
  let sum = term;
  for (let k = 1; sum < 1 - 2e-10; k++) {
    steps.push(sum * 0x1_0000_0000);
    term /= k;
    sum += term;
  }
  return steps;
}
