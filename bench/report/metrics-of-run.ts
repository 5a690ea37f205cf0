import type { Metric } from "../metric.ts";
import { METRICS } from "../metrics/catalogue.ts";
import type { RunFile } from "../run/run-file.ts";
import { NONE } from "./wording.ts";

/** The catalogue's metrics and those of the user's own that a run was told, in this order. */
export function metricsOfRun({ metrics = [] }: Pick<RunFile, "metrics">): readonly Metric[] {
  return [...METRICS, ...ownMetrics(metrics)];
}

/** The user's own as metrics again: they were measured and written when the run was made. */
function ownMetrics(metrics: NonNullable<RunFile["metrics"]>): Metric[] {
  return metrics.map((metric) => ({ ...metric, measure: () => null, write: () => NONE }));
}
