import type { DetectorRow, RunDataset, RunFile } from "../run-file.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { datasetFacts, datasetsByName, isCase } from "./dataset-facts.ts";
import type { PlainColumn, PlainTable } from "./formats/format.ts";
import {
  ceilingOf,
  entrants,
  labelOf,
  nameOf,
  pointOf,
  rankingOf,
  secondPointOf,
  shownFloors,
} from "./ranking.ts";
import { thresholdWords } from "./threshold-words.ts";
import { duration, intervalOf, money, NONE, percentEstimate } from "./wording.ts";

/** A table for a paper for each dataset: every detector on its chosen view at both points. */
export function paperTables(run: RunFile): PlainTable[] {
  return [...datasetsByName(run)].map(([name, seeds]) => paperTable(run, name, seeds));
}

/** The rows of a dataset that tables show: ceiling, each entrant and its other point, floors. */
export function paperRows(run: RunFile, dataset: string): DetectorRow[] {
  const ranking = rankingOf(run, dataset);
  const ceiling = ceilingOf(ranking);
  const entered = entrants(ranking).flatMap((row) =>
    [row, secondPointOf(ranking, row) ?? []].flat(),
  );
  return [...(ceiling ? [ceiling] : []), ...entered, ...ranking.failed, ...shownFloors(ranking)];
}

interface Column extends PlainColumn {
  cell(row: DetectorRow): string;
}

function paperTable(run: RunFile, name: string, seeds: readonly RunDataset[]): PlainTable {
  const rows = paperRows(run, name);
  const columns = columnsOf(seeds, run.prevalence?.name).filter(({ align, cell }) =>
    align === "left" ? true : rows.some((row) => cell(row) !== NONE),
  );
  return {
    caption: captionOf(run, seeds, rows),
    head: columns.map(({ title, align }) => ({ title, align })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

function columnsOf(seeds: readonly RunDataset[], prevalence: string | undefined): Column[] {
  const [{ currency, truth }] = seeds;
  const left = (title: string, cell: Column["cell"]): Column => ({ title, align: "left", cell });
  const right = (title: string, cell: Column["cell"]): Column => ({ title, align: "right", cell });
  const share = (title: string, read: (row: DetectorRow) => Estimate | null) =>
    right(title, (row) => percentEstimate(read(row)));
  return [
    left("detector", nameOf),
    left("reads", ({ role, view }) => (role === "ceiling" ? (view ?? "any") : (view ?? NONE))),
    left("point", (row) => (isEntrant(row) ? pointOf(row) : row.role)),
    share("recall", (row) => row.recall),
    share("precision", (row) => row.precision),
    ...(prevalence === undefined
      ? []
      : [
          share(
            `precision, prevalence ${prevalence}`,
            (row: DetectorRow) => row.precisionAtPrevalence,
          ),
        ]),
    share("F1", (row) => row.f1),
    share("bytes by kind", (row) => row.valueDetectionRateByKindMean),
    share("all bytes", (row) => row.valueDetectionRate),
    right(`${currency} saved`, (row) => money(row.moneySaved?.value)),
    right("in 1 h", (row) => percentEstimate(row.latency?.within1h ?? null)),
    right("p50 if caught", (row) => delay(row.latency?.p50SecondsCaught)),
    right("p90 if caught", (row) => delay(row.latency?.p90SecondsCaught)),
    // A rate of the one line of a case, over its day or two, would be a number without a meaning.
    isCase(seeds)
      ? right("false alarms", ({ counts }) => String(counts?.false ?? NONE))
      : right("false / 1000 line-days", (row) => rate(row.falseAlarmsPer1000DeviceDays)),
    ...(truth === null
      ? [
          right("alarms", ({ alarms }) => String(alarms)),
          right("per 1000 line-days", (row) => rate(row.alarmsPer1000DeviceDays)),
        ]
      : []),
  ];
}

function isEntrant({ role }: DetectorRow): boolean {
  return role === "detector" || role === "combiner";
}

function delay(estimate: Estimate | null | undefined): string {
  return estimate?.value == null ? NONE : duration(estimate.value);
}

function rate(estimate: Estimate | null): string {
  if (estimate?.value == null) return NONE;
  return `${estimate.value.toFixed(1)} ${intervalOf(estimate, (bound) => bound.toFixed(1))}`.trim();
}

/** What makes the numbers of a table repeatable: data, thresholds, budget, versions. */
function captionOf(run: RunFile, seeds: readonly RunDataset[], rows: readonly DetectorRow[]) {
  const [{ name }] = seeds;
  const hashes = seeds.map(({ seed, logicalHash }) =>
    seed === null ? logicalHash : `${logicalHash} (seed ${seed})`,
  );
  const thresholds = rows
    .filter((row) => isEntrant(row) && row.status === "ok")
    .map((row) => `${labelOf(row)} ${thresholdWords(row)}`);
  const failed = rows.filter(({ status }) => status !== "ok");
  return [
    `${name}: ${datasetFacts(run, seeds).join(", ")}.`,
    "Intervals are of 95 %, by clusters of lines; shares in %, of incidents (recall) and of alarms (precision).",
    `Data: logical hash ${hashes.join(", ")}.`,
    ...(thresholds.length > 0 ? [`Thresholds: ${thresholds.join("; ")}.`] : []),
    ...failed.map(
      (row) => `${labelOf(row)} failed (${row.status}) and counts as one that never alarms.`,
    ),
    `billshock ${run.tool.billshock}, Node ${run.tool.node}.`,
  ];
}
