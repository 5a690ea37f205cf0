import type { ColumnFacts, Head, Metric, MetricColumn, TableColumn } from "../metric.ts";
import { readMetric } from "../metric-fields.ts";
import { METRICS } from "../metrics/catalogue.ts";
import type { DetectorRow, RunDataset, RunFile } from "../run/run-file.ts";
import { isCase } from "./dataset-facts.ts";
import { currencyName, intervalOf, money, NONE } from "./wording.ts";

type TableName = "screen" | "page" | "paper";

/** A metric with its column in one table. */
export interface Shown<Table extends TableName> {
  readonly metric: Metric;
  readonly column: NonNullable<MetricColumn[Table]>;
}

/** The metrics that a table shows, from left to right; each is there once it is in the catalogue. */
export function shownIn<Table extends TableName>(
  table: Table,
  metrics: readonly Metric[] = METRICS,
): Shown<Table>[] {
  return metrics
    .flatMap((metric): Shown<Table>[] => {
      const column = metric.column?.[table];
      return column === undefined ? [] : [{ metric, column }];
    })
    .sort((a, b) => a.column.place - b.column.place);
}

/** Tells whether a column suits the data: what needs a prevalence, and what is told of cases or fleets. */
export function suits(
  { metric, column }: { readonly metric: Metric; readonly column: TableColumn },
  { prevalence }: Pick<RunFile, "prevalence">,
  seeds: readonly RunDataset[],
): boolean {
  if (metric.needs.includes("prevalence") && prevalence === null) return false;
  if (column.when === "blind") return seeds[0].truth === null;
  return column.when === undefined || (column.when === "case") === isCase(seeds);
}

/** What heads may know of the table that they stand in. */
export function columnFacts(
  currency: string,
  prevalence: RunFile["prevalence"],
  rows: readonly DetectorRow[],
): ColumnFacts {
  const stake = rows.find(({ moneyAtStake }) => moneyAtStake !== null)?.moneyAtStake ?? null;
  return {
    currency: currencyName(currency),
    stake: money(stake?.value),
    prevalence: prevalence?.name ?? null,
  };
}

/** Makes the head of a column. */
export function headOf(head: Head, facts: ColumnFacts): string {
  return typeof head === "string" ? head : head(facts);
}

/** What the columns of tables count, in the order of the screen: said once in the report. */
export function legends(): string[] {
  return shownIn("screen").flatMap(({ metric }) => metric.column?.legend ?? []);
}

/** Writes a metric of a row into a cell, with its interval where that is asked for. */
export function metricCell(
  metric: Metric,
  row: DetectorRow,
  { interval = false, bound }: { interval?: boolean; bound?: (value: number) => string } = {},
): string {
  const found = readMetric(metric, row);
  if (found === null || found.value === null) return NONE;
  const write = bound ?? ((value: number) => metric.write(value));
  return `${metric.write(found.value)} ${interval ? intervalOf(found, write) : ""}`.trim();
}

/** Writes a metric of the user's own, as its author does. */
export function ownCell(name: string, { metrics = {} }: DetectorRow): string {
  return Object.hasOwn(metrics, name) ? metrics[name].written : NONE;
}
