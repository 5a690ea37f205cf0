import type { Metric } from "./metric.ts";
import type { METRICS } from "./metrics/catalogue.ts";
import type { Estimate } from "./statistics/estimate.ts";
import type { FalseAlarmRate } from "./statistics/false-alarms.ts";

type Any = (typeof METRICS)[number];

/** Name of a metric of the catalogue. */
export type MetricName = Any["name"];

/** Name of a metric that floors are held against. */
export type LeaderboardName = Extract<Any, { onLeaderboard: true }>["name"];

type Stored = Exclude<Any, { plain: true }>;
type Grouped = Extract<Stored, { group: string }>;
type FieldOf<M extends Any> = M extends { field: infer F extends string } ? F : M["name"];
type ValueOf<M extends Any> = M extends { interval: "poisson" } ? FalseAlarmRate : Estimate;
type Beside = { needs: readonly [...unknown[], "prevalence" | "calibration"] };
type InGroups<M extends Grouped> = {
  readonly [G in M["group"]]: {
    readonly [Each in Extract<M, { group: G }> as FieldOf<Each>]: Estimate;
  };
};

/** Metrics that a score has, told by its tally alone. */
export type ScoreMetrics = {
  readonly [M in Exclude<Stored, Grouped | Beside> as M["name"]]: ValueOf<M>;
} & InGroups<Grouped>;

/** Metrics of a row of run.json; null where its data or its run can't tell. */
export type RowMetrics = {
  readonly [M in Exclude<Stored, Grouped> as M["name"]]: ValueOf<M> | null;
} & { readonly [G in keyof InGroups<Grouped>]: InGroups<Grouped>[G] | null };

/** Where a metric stands in a row: the names on the way to it. */
export function fieldPath({ name, group, field = name }: Metric): readonly string[] {
  return group === undefined ? [field] : [group, field];
}

/** Puts values where the metrics stand in a row; plain counts, which a row has anyway, are left out. */
export function placed<V>(
  metrics: readonly Metric[],
  read: (metric: Metric) => V,
): Record<string, V | Record<string, V>> {
  const fields: Record<string, V | Record<string, V>> = {};
  for (const metric of metrics) {
    if (metric.plain) continue;
    const [first, second] = fieldPath(metric);
    if (second === undefined) fields[first] = read(metric);
    else fields[first] = { ...(fields[first] as Record<string, V>), [second]: read(metric) };
  }
  return fields;
}

/** A metric of the user's own in a row: the estimate, and how its author writes it. */
export interface OwnEstimate extends Estimate {
  readonly written: string;
}

/** Reads a metric off a row of run.json, or off a score; null where it has none, as in older files. */
export function readMetric(metric: Metric, row: object): Estimate | null {
  const own = (row as { metrics?: Readonly<Record<string, OwnEstimate>> }).metrics;
  if (own !== undefined && Object.hasOwn(own, metric.name)) return own[metric.name];
  const found = fieldPath(metric).reduce<unknown>(
    (at, name) => (at as Record<string, unknown> | null | undefined)?.[name],
    row,
  );
  if (typeof found !== "number") return (found as Estimate | null | undefined) ?? null;
  return { value: found, low: null, high: null, n: found, method: null };
}

/** The number alone: null is undefined, which ranks last; Infinity is never. */
export function metricValue(metric: Metric, row: object): number | null {
  const found = readMetric(metric, row);
  if (found === null || found.value !== null) return found?.value ?? null;
  return metric.missIsNever && found.n > 0 ? Number.POSITIVE_INFINITY : null;
}
