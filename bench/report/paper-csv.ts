import type { Metric } from "../metric.ts";
import { metricValue, readMetric } from "../metric-fields.ts";
import type { DetectorRow, RunDataset, RunFile } from "../run/run-file.ts";
import { datasetsByName } from "./dataset-facts.ts";
import { csv } from "./formats/csv.ts";
import { metricsOfRun } from "./metrics-of-run.ts";
import { paperRows } from "./paper-table.ts";
import { pointOf } from "./ranking.ts";

/** Digits that say all that a double holds of a measurement. */
const DIGITS = 15;

/**
 * All rows that tables show as CSV for a statistics program: each metric of `list metrics` with the
 * bounds of its interval in columns of their own, and what makes it repeatable in every row. Money is
 * in whole units of the currency; what is undefined is empty, what is never reached `Inf`.
 */
export function paperCsv(run: RunFile): string {
  const metrics = metricsOfRun(run);
  const head = [
    ...Object.keys(FACTS),
    ...metrics.flatMap(({ name }) => [name, `${name}_low`, `${name}_high`]),
  ];
  const rows = [...datasetsByName(run)].flatMap(([name, seeds]) =>
    paperRows(run, name).map((row) => [
      ...Object.values(FACTS).map((read) => read({ run, seeds, row })),
      ...metrics.flatMap((metric) => measured(metric, row)),
    ]),
  );
  return csv([head, ...rows]);
}

interface Told {
  readonly run: RunFile;
  readonly seeds: readonly RunDataset[];
  readonly row: DetectorRow;
}

/** What stands before the metrics, by the name of its column. */
const FACTS: Readonly<Record<string, (told: Told) => string>> = {
  dataset: ({ row }) => row.dataset,
  seeds: ({ seeds }) => seeds.flatMap(({ seed }) => seed ?? []).join(" "),
  dataset_hashes: ({ seeds }) => seeds.map(({ logicalHash }) => logicalHash).join(" "),
  currency: ({ seeds }) => seeds[0].currency,
  detector: ({ row }) => row.name,
  role: ({ row }) => row.role,
  reads: ({ row }) => row.view ?? "",
  point: ({ row }) => pointOf(row),
  status: ({ row }) => row.status,
  sandbox: ({ row }) => row.sandbox,
  learns_from: ({ row }) => row.learnsFrom ?? "",
  threshold: ({ row }) => number(row.threshold),
  threshold_unit: ({ row }) => row.thresholdUnit,
  threshold_source: ({ row }) => row.thresholdSource,
  threshold_from: ({ row }) =>
    [...new Set(row.thresholds.flatMap(({ from }) => from ?? []))].join(" "),
  budget: ({ run }) => number(run.budget),
  capacity: ({ run }) => number(run.capacity),
  billshock: ({ run }) => run.tool.billshock,
};

function measured(metric: Metric, row: DetectorRow): string[] {
  const estimate = readMetric(metric, row);
  // Money is kept in minor units, as bills are; a statistics program wants what the paper says.
  const scale = metric.unit === "money" ? 100 : 1;
  const value = metricValue(metric, row);
  if (estimate === null || estimate.method === null) return [number(value, scale), "", ""];
  // An interval with a bound that is null is open: never, in latencies alone.
  const bound = (of: number | null) => number(of ?? Number.POSITIVE_INFINITY, scale);
  return [number(value, scale), bound(estimate.low), bound(estimate.high)];
}

function number(value: number | null, scale = 1): string {
  if (value === null) return "";
  return Number.isFinite(value) ? String(Number((value / scale).toPrecision(DIGITS))) : "Inf";
}
