import type { Metric } from "../metric.ts";
import { type KindFacts, openFacts } from "../scoring/facts.ts";
import { poolOf } from "../scoring/pool.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import type { Tally } from "../scoring/tally.ts";
import type { Bootstrap } from "./bootstrap.ts";
import { type Estimate, estimateOf } from "./estimate.ts";
import { percentileInterval } from "./intervals.ts";
import { openReplicateFacts } from "./replicate-facts.ts";
import { replicate } from "./replicates.ts";

/** How one run differs from the reference on one measure. */
export interface Comparison {
  readonly name: string;
  /** Its value less the reference's. */
  readonly difference: Estimate;
  /** Two-sided, by the bootstrap; null where the difference is undefined. */
  readonly p: number | null;
  /** p after Holm's correction over all runs compared. */
  readonly adjusted: number | null;
}

/** A run to compare. */
export interface NamedTally {
  readonly name: string;
  readonly tally: Tally;
}

/** Replicates that m tests need: the smallest p is 2 / (B + 1), and Holm multiplies it by m. */
export function replicatesFor(comparisons: number): number {
  return Math.max(2000, 40 * comparisons);
}

/**
 * Compares runs with one reference on one metric: differences replicate by replicate under the
 * same cluster weights, so what both share cancels. p counts the replicates on the other side of 0;
 * Holm corrects over all runs. Name the reference beforehand: comparing with the best of this very
 * run is no test.
 *
 * All tallies must have the same clusters, as runs on the same datasets do.
 */
export function compareWith(
  reference: Tally,
  runs: readonly NamedTally[],
  metric: Pick<Metric, "measure">,
  { options, bootstrap }: { options: ScoringOptions; bootstrap: Bootstrap },
): Comparison[] {
  const base = samplesOf(reference, metric, options, bootstrap);
  const compared = runs.map(({ name: run, tally }) => {
    const own = samplesOf(tally, metric, options, bootstrap);
    const replicates = own.replicates.map((value, b) => value - base.replicates[b]);
    const interval = percentileInterval(replicates, options.level);
    const difference = estimateOf(
      own.point - base.point,
      tally.outcomes.length,
      interval,
      "bootstrap",
    );
    return { name: run, difference, p: difference.value === null ? null : pOf(replicates) };
  });
  const adjusted = holm(compared.map(({ p }) => p));
  return compared.map((one, i) => ({ ...one, adjusted: adjusted[i] }));
}

function samplesOf(
  tally: Tally,
  metric: Pick<Metric, "measure">,
  options: ScoringOptions,
  bootstrap: Bootstrap,
): { point: number; replicates: Float64Array } {
  const pool = poolOf(tally, options);
  const read = (facts: KindFacts) => metric.measure(facts) ?? Number.NaN;
  const weights = new Float64Array(pool.clusters.length).fill(1);
  return {
    point: read(openFacts(pool)(weights)),
    replicates: replicate(openReplicateFacts(pool, {}, bootstrap), read, bootstrap.replicates),
  };
}

/** p = min(1, 2 (min(#{d <= 0}, #{d >= 0}) + 1) / (B + 1)), over the replicates that are defined. */
export function pOf(differences: Float64Array): number {
  let defined = 0;
  let below = 0;
  let above = 0;
  for (const d of differences) {
    if (Number.isNaN(d)) continue;
    defined++;
    if (d <= 0) below++;
    if (d >= 0) above++;
  }
  return Math.min(1, (2 * (Math.min(below, above) + 1)) / (defined + 1));
}

/** Corrects p-values by Holm's step-down; null takes no part. */
export function holm(ps: readonly (number | null)[]): (number | null)[] {
  const order = [...ps.keys()].filter((i) => ps[i] !== null);
  order.sort((a, b) => (ps[a] as number) - (ps[b] as number));
  const adjusted: (number | null)[] = ps.map(() => null);
  let least = 0;
  for (const [rank, i] of order.entries()) {
    least = Math.max(least, Math.min(1, (order.length - rank) * (ps[i] as number)));
    adjusted[i] = least;
  }
  return adjusted;
}
