import { SECOND } from "../../datasets/sizes.ts";
import type { Share } from "../facts.ts";
import type { Bootstrap } from "../statistics/bootstrap.ts";
import { type Interval, ranked } from "../statistics/intervals.ts";
import {
  meanOfDraws,
  type PaddedDraws,
  paddedDraws,
  paddedInterval,
} from "../statistics/padded.ts";
import { type KindFacts, openFacts, type RunContext } from "./facts.ts";
import type { Pool } from "./pool.ts";
import { precisionDraws } from "./prevalence.ts";
import { caughtWithinSums, columnShare, shareSums } from "./share-sums.ts";

/** What is computed from the facts: a metric, or the number of one kind. */
export type Measure = (facts: KindFacts) => number | null;

/** Padded intervals of what reads shares and nothing else. */
export interface PaddedIntervals {
  /** Tells whether a measure reads shares alone, and so few that the ends of their draws can be tried. */
  suits(measure: Measure): boolean;
  /** The interval of such a measure; null where it is undefined. */
  of(measure: Measure, value: number, level: number): Interval | null;
}

/** Shares of one measure: each doubles the combinations of ends. */
const MOST_SHARES = 4;

/**
 * Opens the padded intervals of a pool. A measure is traced first: every share that it reads is drawn
 * once and kept, and the measure is then computed with the shares at the ends of their draws, in all
 * combinations, of which the lowest and the highest count. So it may grow with one share and fall with
 * another; one that does not so all the way has no interval, since its ends would say nothing.
 */
export function openPaddedIntervals(
  pool: Pool,
  context: RunContext,
  bootstrap: Bootstrap,
): PaddedIntervals {
  const point = openFacts(pool, context)(new Float64Array(pool.clusters.length).fill(1));
  const drawn = new Map<string, PaddedDraws>();
  const draws = drawersOf(pool, context, bootstrap);
  const trace = (measure: Measure) => {
    const read = new Map<string, { draw: () => PaddedDraws; value: number }>();
    let isShares = true;
    const facts = sharesOnly(point, pool, {
      read(key, draw, value) {
        const own = value();
        read.set(key, { draw: () => draw(draws), value: own });
        return own;
      },
      other() {
        isShares = false;
      },
    });
    measure(facts);
    return isShares && read.size > 0 && read.size <= MOST_SHARES ? read : null;
  };
  return {
    suits: (measure) => trace(measure) !== null,
    of(measure, value, level) {
      const read = Number.isNaN(value) ? null : trace(measure);
      if (read === null) return null;
      const values = new Map<string, number>();
      for (const [key, { draw, value: own }] of read) {
        values.set(key, own);
        if (!drawn.has(key)) drawn.set(key, draw());
      }
      const shares = [...read.keys()].map((key) => ({ key, ...(drawn.get(key) as PaddedDraws) }));
      if (shares.some(({ low }) => low.length === 0)) return null;
      const now = new Map<string, number>();
      const facts = sharesOnly(point, pool, { read: (key) => now.get(key) as number, other() {} });
      const at = (values: readonly number[]) => {
        for (const [i, { key }] of shares.entries()) now.set(key, values[i]);
        return measure(facts) ?? Number.NaN;
      };
      const points = shares.map(({ key }) => values.get(key) as number);
      const ends = shares.map((share) => endsOf(share, level));
      if (!ends.every((each, i) => isMonotone(each, (x) => at(points.with(i, x))))) return null;
      return shares.length === 1
        ? ofOne(ends[0], value, (share) => at([share]))
        : paddedInterval(corners(shares, at), value, level);
    },
  };
}

/** Ends of a share's own interval. */
interface Ends {
  readonly from: number;
  readonly to: number;
}

function endsOf({ low, high }: PaddedDraws, level: number): Ends {
  const tail = (1 - level) / 2;
  return { from: ranked(low.slice(), tail), to: ranked(high.slice(), 1 - tail) };
}

/** Quantiles go through a function that grows, or falls, all the way: only the ends are computed. */
function ofOne({ from, to }: Ends, value: number, at: (share: number) => number): Interval {
  const ends = [from, to].map(at);
  return { low: Math.min(value, ...ends), high: Math.max(value, ...ends) };
}

const STEPS = 8;

/** Tells whether a measure rises, or falls, all the way from one end of a share's draws to the other. */
function isMonotone({ from, to }: Ends, at: (share: number) => number): boolean {
  const step = (to - from) / STEPS;
  const values = Array.from({ length: STEPS + 1 }, (_, i) => at(from + i * step));
  const slack = 1e-12 * Math.max(...values.map(Math.abs));
  const rises = values.slice(1).map((value, i) => value - values[i]);
  return rises.every((rise) => rise >= -slack) || rises.every((rise) => rise <= slack);
}

/** The lowest and the highest that the ends of several shares make, replicate by replicate. */
function corners(
  shares: readonly PaddedDraws[],
  at: (values: readonly number[]) => number,
): PaddedDraws {
  const [{ low: first }] = shares;
  const low = new Float64Array(first.length).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(first.length).fill(Number.NEGATIVE_INFINITY);
  const values = shares.map(() => 0);
  for (let b = 0; b < first.length; b++) {
    for (let ends = 0; ends < 1 << shares.length; ends++) {
      for (let i = 0; i < shares.length; i++) {
        values[i] = (ends >> i) % 2 === 0 ? shares[i].low[b] : shares[i].high[b];
      }
      const value = at(values);
      low[b] = Math.min(low[b], value);
      high[b] = Math.max(high[b], value);
    }
  }
  return { low, high };
}

/** How each kind of share is drawn. */
interface Drawers {
  share(share: Share, kind?: number): PaddedDraws;
  meanOfKinds(share: Share): PaddedDraws;
  within(key: string, ms: number): PaddedDraws;
  specificity(kind: number): PaddedDraws;
  deployed(): PaddedDraws;
}

function drawersOf(pool: Pool, { prevalence }: RunContext, bootstrap: Bootstrap): Drawers {
  const { clusters } = pool;
  return {
    share: (share, kind) => paddedDraws([shareSums(pool, share, kind)], clusters, bootstrap)[0],
    meanOfKinds(share) {
      const kinds = pool.kinds.map((_, k) => shareSums(pool, share, k));
      const occur = kinds.filter(({ cluster }) => cluster.length > 0);
      return meanOfDraws(paddedDraws(occur, clusters, bootstrap, occur.length));
    },
    within: (key, ms) =>
      paddedDraws([caughtWithinSums(pool, key, ms / SECOND)], clusters, bootstrap)[0],
    specificity(kind) {
      const [all, failed] = [pool.episodes[kind], pool.failed[kind]];
      const name = `spared ${pool.lookAlikeKinds[kind]}`;
      return paddedDraws([columnShare(name, [all], [all], [failed])], clusters, bootstrap)[0];
    },
    deployed: () =>
      prevalence == null
        ? { low: new Float64Array(0), high: new Float64Array(0) }
        : precisionDraws(pool, prevalence, bootstrap),
  };
}

/** Told of everything that a measure reads. */
interface Reader {
  read(key: string, draw: (draws: Drawers) => PaddedDraws, value: () => number): number;
  other(): void;
}

/** Facts whose shares come from a reader; all else is the run's own, and told. */
function sharesOnly(point: KindFacts, pool: Pool, { read, other }: Reader): KindFacts {
  const elsewhere = <T>(value: T): T => {
    other();
    return value;
  };
  return {
    truth: point.truth,
    get deviceDays() {
      return elsewhere(point.deviceDays);
    },
    get tradeOff() {
      return elsewhere(point.tradeOff);
    },
    sum: (name) => elsewhere(point.sum(name)),
    quantile: (axis, p) => elsewhere(point.quantile(axis, p)),
    quantileOfCaught: (axis, p) => elsewhere(point.quantileOfCaught(axis, p)),
    share: (share) =>
      read(
        keyOf(share),
        (draws) => draws.share(share),
        () => point.share(share),
      ),
    shareOfKind: (share, kind) =>
      read(
        `${keyOf(share)} of ${kind}`,
        (draws) => draws.share(share, kind),
        () => point.shareOfKind(share, kind),
      ),
    meanOfKinds: (share) =>
      read(
        `mean of ${keyOf(share)}`,
        (draws) => draws.meanOfKinds(share),
        () => point.meanOfKinds(share),
      ),
    caughtWithin(key, ms) {
      // A share of a curve from which cases were censored is no share of sums.
      if (pool.axes.seconds.censored) return elsewhere(point.caughtWithin(key, ms));
      return read(
        `within ${key} ${ms}`,
        (draws) => draws.within(key, ms),
        () => point.caughtWithin(key, ms),
      );
    },
    specificity: (kind) =>
      read(
        `specificity ${kind}`,
        (draws) => draws.specificity(kind),
        () => point.specificity(kind),
      ),
    deployedPrecision: () =>
      read(
        "deployed",
        (draws) => draws.deployed(),
        () => point.deployedPrecision(),
      ),
  };
}

const keys = new WeakMap<Share, string>();

function keyOf(share: Share): string {
  let key = keys.get(share);
  if (key === undefined) {
    key = JSON.stringify(share);
    keys.set(share, key);
  }
  return key;
}
