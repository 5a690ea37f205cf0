import type { Metric, Need } from "../metric.ts";
import { METRICS } from "../metrics/catalogue.ts";
import type { Bootstrap } from "../statistics/bootstrap.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { restsOf } from "./basis.ts";
import { estimates, type Reading } from "./estimator.ts";
import type { RunContext } from "./facts.ts";
import { type Pool, poolOf } from "./pool.ts";
import type { ScoringOptions } from "./scoring-options.ts";
import type { Tally } from "./tally.ts";

/** What a run is told or finds beside its tally. */
const BESIDE: readonly Need[] = ["prevalence", "calibration"];

/** Tells whether a metric needs more than a tally: what the run was told, or found elsewhere. */
export function isBesideTally({ needs }: Pick<Metric, "needs">): boolean {
  return needs.some((need) => BESIDE.includes(need));
}

/** Metrics of the catalogue that need more than a tally. */
export const BESIDE_TALLY: readonly Metric[] = METRICS.filter(isBesideTally);

/** Readings of metrics on a pool, in their order. */
export function readingsOf(metrics: readonly Metric[], pool: Pool, context: RunContext): Reading[] {
  const rests = restsOf(pool, context);
  return metrics.map((metric) => ({
    measure: (facts) => metric.measure(facts),
    interval: metric.interval ?? "auto",
    ...rests(metric.rests),
  }));
}

/**
 * Estimates metrics of a tally, by name; one whose needs the run does not meet is left out. Several
 * seeds are pooled by merging their tallies first.
 */
export function estimateMetrics(
  metrics: readonly Metric[],
  tally: Tally,
  context: RunContext,
  { options, bootstrap }: { readonly options: ScoringOptions; readonly bootstrap: Bootstrap },
): Record<string, Estimate> {
  const met = metrics.filter(({ needs }) => isMet(needs, tally, context));
  if (met.length === 0) return {};
  const pool = poolOf(tally, options);
  const found = estimates(readingsOf(met, pool, context), { pool, context, options, bootstrap });
  return Object.fromEntries(met.map(({ name }, i) => [name, found[i]]));
}

function isMet(
  needs: readonly Need[],
  { truth }: Tally,
  { prevalence, tradeOff }: RunContext,
): boolean {
  return (
    (truth || !needs.includes("truth")) &&
    (prevalence != null || !needs.includes("prevalence")) &&
    ((tradeOff ?? []).length > 0 || !needs.includes("calibration"))
  );
}
