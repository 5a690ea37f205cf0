import { keyOf, keyWith } from "../../datasets/keyed.ts";
import type { ClusterSums } from "../scoring/cluster-sums.ts";
import { type Bootstrap, clusterKeys } from "./bootstrap.ts";
import { type Interval, ranked } from "./intervals.ts";

/** A share as sums by cluster: `part` of `whole`, 0 <= part <= whole. */
export interface ShareSums {
  /** Names the observation not seen, which draws weights of its own. */
  readonly name: string;
  /** Indexes of clusters, each once. */
  readonly cluster: Int32Array;
  readonly part: Float64Array;
  readonly whole: Float64Array;
}

/** Draws of one share, replicate by replicate: for its low end and for its high end. */
export interface PaddedDraws {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Draws shares whose intervals hold at the edges too: each cluster weighs a keyed exponential (the
 * Bayesian bootstrap), and one observation more that nobody saw is a failure at the low end and a
 * success at the high end. Without it a bootstrap of 9 of 9 knows nothing but successes.
 *
 * With equal wholes the ends are those of Clopper and Pearson, exactly: the weights of x successes
 * among n + 1 are Beta(x, n - x + 1). With unequal ones, as with bytes, it is the bound of
 * Learned-Miller and Thomas (2019) for the mean of a bounded variable. The observation not seen is as
 * large as the root mean square of those seen, so that a few large incidents widen the interval;
 * `pads` > 1 says how many shares are to be averaged, and divides it by the root of that.
 *
 * O(replicates x clusters named, at most 512). Keyed by cluster and name: shards, seeds and workers agree.
 */
export function paddedDraws(
  shares: readonly ShareSums[],
  clusters: readonly ClusterSums[],
  bootstrap: Bootstrap,
  pads = 1,
): PaddedDraws[] {
  const sizes = new Map(shares.map((share) => [share, padOf(share.whole) / Math.sqrt(pads)]));
  return drawSums(shares, clusters, bootstrap, (part, whole, unseen, share) => {
    const size = sizes.get(share) as number;
    for (let b = 0; b < unseen.length; b++) {
      const pad = unseen[b] * size;
      const seen = whole[b] + pad;
      whole[b] = (part[b] + pad) / seen;
      part[b] /= seen;
    }
  });
}

/**
 * Draws counts of rare things in the same way: one event that was not seen, of mean 1, counts at the
 * high end. Where each cluster holds one event the ends are those of Garwood, exactly.
 */
export function paddedCounts(
  counts: readonly ShareSums[],
  clusters: readonly ClusterSums[],
  bootstrap: Bootstrap,
): PaddedDraws[] {
  const root = Math.sqrt(counts.length);
  return drawSums(counts, clusters, bootstrap, (part, whole, unseen) => {
    for (let b = 0; b < unseen.length; b++) whole[b] = part[b] + unseen[b] / root;
  });
}

/** Turns the sums of a share, part and whole in each replicate, into its low and its high end. */
type ToEnds = (
  part: Float64Array,
  whole: Float64Array,
  unseen: Float32Array,
  share: ShareSums,
) => void;

function drawSums(
  shares: readonly ShareSums[],
  clusters: readonly ClusterSums[],
  bootstrap: Bootstrap,
  toEnds: ToEnds,
): PaddedDraws[] {
  const keys = clusterKeys(clusters);
  return shares.map((share) => {
    const low = new Float64Array(bootstrap.replicates);
    const high = new Float64Array(bootstrap.replicates);
    for (const unit of drawnUnits(share, keys)) {
      addDrawn(low, high, bootstrap.smooth(unit.key), unit);
    }
    toEnds(low, high, bootstrap.smooth(keyOf("pad", share.name)), share);
    return { low, high };
  });
}

function addDrawn(
  low: Float64Array,
  high: Float64Array,
  weights: Float32Array,
  { part, whole }: DrawnUnit,
): void {
  for (let b = 0; b < weights.length; b++) {
    low[b] += weights[b] * part;
    high[b] += weights[b] * whole;
  }
}

/** Sums that are drawn with one weight. */
interface DrawnUnit {
  readonly key: number;
  readonly part: number;
  readonly whole: number;
}

/** Most clusters of a share that are drawn one by one. */
const MOST_UNITS = 512;

/**
 * Makes the units that a share is drawn by: its clusters, or where there are many, so many groups of
 * them by their keys. The spread of random groups is that of their members, and a fleet of a million
 * lines costs what one of a thousand costs.
 */
function drawnUnits({ cluster, part, whole }: ShareSums, keys: ArrayLike<number>): DrawnUnit[] {
  if (cluster.length <= MOST_UNITS) {
    return Array.from(cluster, (c, i) => ({ key: keys[c], part: part[i], whole: whole[i] }));
  }
  const groups = Array.from({ length: MOST_UNITS }, (_, group) => ({
    key: keyWith(keyOf("group"), group),
    part: 0,
    whole: 0,
  }));
  for (let i = 0; i < cluster.length; i++) {
    const group = groups[keys[cluster[i]] % MOST_UNITS];
    group.part += part[i];
    group.whole += whole[i];
  }
  return groups;
}

/** Size of the observation not seen: the root mean square, or 1 where nothing was seen at all. */
function padOf(whole: Float64Array): number {
  let squares = 0;
  for (const one of whole) squares += one * one;
  return squares > 0 ? Math.sqrt(squares / whole.length) : 1;
}

/** Averages the draws of several shares, replicate by replicate. */
export function meanOfDraws(draws: readonly PaddedDraws[]): PaddedDraws {
  return sumOfDraws(
    draws,
    draws.map(() => 1 / draws.length),
  );
}

/** Adds up draws, each by its factor. */
export function sumOfDraws(draws: readonly PaddedDraws[], factors: readonly number[]): PaddedDraws {
  const sum = (end: "low" | "high") =>
    (draws[0]?.[end] ?? new Float64Array(0)).map((_, b) =>
      draws.reduce((total, each, i) => total + factors[i] * each[end][b], 0),
    );
  return { low: sum("low"), high: sum("high") };
}

/** Joins the draws of two shares by a function that grows with both. */
export function joinDraws(
  a: PaddedDraws,
  b: PaddedDraws,
  join: (a: number, b: number) => number,
): PaddedDraws {
  return {
    low: a.low.map((value, i) => join(value, b.low[i])),
    high: a.high.map((value, i) => join(value, b.high[i])),
  };
}

/** Reads the interval off padded draws; it holds the value itself. */
export function paddedInterval(
  { low, high }: PaddedDraws,
  value: number,
  level: number,
): Interval | null {
  if (Number.isNaN(value) || low.length === 0) return null;
  const tail = (1 - level) / 2;
  return {
    low: Math.min(value, ranked(low.slice(), tail)),
    high: Math.max(value, ranked(high.slice(), 1 - tail)),
  };
}
