import type { ClusterSums } from "../scoring/tally.ts";
import { keyOf, keyWith } from "./keyed-uniform.ts";

/** Weights of every cluster in every replicate: the same for every detector, so differences are paired. */
export interface Bootstrap {
  readonly replicates: number;
  /** Writes the weights of replicate `b`, one for each cluster of `clusters`, into `weights`. */
  fill(b: number, clusters: readonly ClusterSums[], weights: Float64Array): void;
  /**
   * Draws an exponential weight of mean 1 for a key in every replicate: what padded shares are
   * reweighted by. The keys of clusters are {@link clusterKeys}.
   */
  smooth(key: number): Float32Array;
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
 * The weights of one list of clusters are kept, at one byte each, while they fit 64 MB.
 */
export function openBootstrap(seed: string, replicates: number): Bootstrap {
  const key = keyOf(seed, "bootstrap");
  let keptList: readonly ClusterSums[] | null = null;
  let keptName = "";
  let kept = new Uint8Array(0);
  const keep = (clusters: readonly ClusterSums[]) => {
    const name = clusters.map(({ seed: s, cluster }) => `${s}/${cluster}`).join();
    if (name !== keptName) kept = allWeights(key, replicates, clusterKeys(clusters));
    keptName = name;
    keptList = clusters;
  };
  const smoothKey = keyOf(seed, "padded");
  const drawn = new Map<number, Float32Array>();
  return {
    replicates,
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
        const replicate = keyWith(key, b);
        for (let c = 0; c < count; c++) weights[c] = poissonOf(keyWith(replicate, keys[c]));
        return;
      }
      if (clusters !== keptList) keep(clusters);
      const from = b * count;
      for (let c = 0; c < count; c++) weights[c] = kept[from + c];
    },
  };
}

function allWeights(key: number, replicates: number, keys: Uint32Array): Uint8Array<ArrayBuffer> {
  const weights = new Uint8Array(replicates * keys.length);
  let at = 0;
  for (let b = 0; b < replicates; b++) {
    const replicate = keyWith(key, b);
    for (let c = 0; c < keys.length; c++) weights[at++] = poissonOf(keyWith(replicate, keys[c]));
  }
  return weights;
}

function smoothWeights(key: number, replicates: number, own: number): Float32Array {
  const weights = new Float32Array(replicates);
  for (let b = 0; b < replicates; b++) {
    // In (0, 1], whose logarithm is finite.
    weights[b] = -Math.log((keyWith(keyWith(key, b), own) + 1) / 0x1_0000_0000);
  }
  return weights;
}

/** Keys by which clusters draw their weights, whatever else is in the list. */
export function clusterKeys(clusters: readonly ClusterSums[]): Uint32Array {
  return Uint32Array.from(clusters, ({ seed, cluster }) => keyWith(keyOf(seed ?? ""), cluster));
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
