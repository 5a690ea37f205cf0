import type { Metric } from "../metric.ts";
import type { OwnEstimate } from "../metric-fields.ts";
import { intervalOf, NONE } from "../report/wording.ts";
import { estimateMetrics } from "../scoring/estimate-metrics.ts";
import type { Estimate } from "../statistics/estimate.ts";
import type { RunMetric } from "./run-file.ts";

/** What a run tells of a metric of the user's own: all but its code. */
export function metricFacts({
  name,
  summary,
  unit,
  better,
  needs,
  rests,
  missIsNever,
}: Metric): RunMetric {
  return {
    ...{ name, summary, unit, better, needs, rests },
    ...(missIsNever ? { missIsNever } : {}),
  };
}

/** Estimates the user's own metrics, written as their author writes them; nothing where there are none. */
export function ownPart(
  metrics: readonly Metric[],
  ...[tally, context, by]: Parameters<typeof estimateMetrics> extends [unknown, ...infer Rest]
    ? Rest
    : never
): { readonly own?: Readonly<Record<string, OwnEstimate>> } {
  if (metrics.length === 0) return {};
  const found = estimateMetrics(metrics, tally, context, by);
  const own = metrics.flatMap((metric) => {
    const estimate = found[metric.name];
    return estimate === undefined
      ? []
      : [[metric.name, { ...estimate, written: written(metric, estimate) }] as const];
  });
  return { own: Object.fromEntries(own) };
}

function written(metric: Metric, estimate: Estimate): string {
  if (estimate.value === null) return metric.missIsNever && estimate.n > 0 ? "never" : NONE;
  const write = (value: number) => metric.write(value);
  return `${write(estimate.value)} ${intervalOf(estimate, write)}`.trim();
}
