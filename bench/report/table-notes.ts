import { precisionAtPrevalence } from "../metrics/precision-at-prevalence.ts";
import type { DetectorRow, RunFile } from "../run/run-file.ts";
import { metricCell } from "./metric-columns.ts";
import { entrants, isFlagged, labelOf, type Ranking } from "./ranking.ts";
import { listed, rare } from "./wording.ts";

/** Says above the rows of programs that nothing keeps from the truth why they rank apart. */
export const APART =
  "not sandboxed, ranked apart: nothing but their honesty keeps them from the truth";

/** What the one column that is no metric counts. */
export const FOOLED_BY = "most fooled by: the look-alike with most false alarms";

/** What a mark before a row means that some floor equals. */
export const FLAGGED = "! a floor with as many alarms may save as much, by kind.";

/** What a reader must know of a table beside its legend; the same on the screen and in the report. */
export function tableNotes(run: RunFile, ranking: Ranking): string[] {
  const rows = entrants(ranking);
  return [
    choiceOfViews([...ranking.ranked, ...ranking.apart]),
    ...(rows.some(isFlagged) ? [FLAGGED] : []),
    ...taughtNote(rows),
    ...lostColumns(run, ranking.dataset),
    ...precisionElsewhere(run, ranking, rows),
  ].filter((note) => note !== "");
}

/** What a mark behind a name means: told which rows are incidents' before it began. */
export const TAUGHT = "*";

/** Whether a row's detector had labels to learn from, which the others had not. */
export function isTaught({ learnsFrom }: DetectorRow): boolean {
  return learnsFrom === "labels";
}

/** Says which rows of a table had labels to learn from, if any. */
export function taughtNote(rows: readonly DetectorRow[]): string[] {
  const names = [...new Set(rows.filter(isTaught).map(({ name }) => name))];
  if (names.length === 0) return [];
  return [
    `${TAUGHT} learned from labels of the calibration half: comparing ${listed(names)} with rows that had none is not fair.`,
  ];
}

/** Says how the views of a table were chosen; nothing where no detector had a choice. */
export function choiceOfViews(ranked: readonly DetectorRow[]): string {
  if (new Set(ranked.map(({ name }) => name)).size === ranked.length) return "";
  const from = new Set(ranked.flatMap(({ calibration }) => calibration?.from ?? []));
  if (from.size === 0) return "Each detector on the first view that it declares.";
  const others = [...from].filter((name) => name !== ranked[0].dataset);
  const whose = others.length > 0 ? ` of ${others.join(", ")}` : "";
  return `Each detector on the view that was best on the calibration half${whose}; the test half had no say.`;
}

function lostColumns(run: RunFile, dataset: string): string[] {
  const byFloors = new Map<string, string[]>();
  for (const [metric, floors] of Object.entries(run.metricsWonByFloor[dataset] ?? {})) {
    const key = floors.join(", ");
    byFloors.set(key, [...(byFloors.get(key) ?? []), metric]);
  }
  return [...byFloors].map(
    ([floors, metrics]) => `No detector beats ${floors} here in ${metrics.join(", ")}.`,
  );
}

function atPrevalence(row: DetectorRow): string {
  return metricCell(precisionAtPrevalence, row, { interval: true, bound: rare });
}

/** Precision belongs to a density of incidents: a bench's is far above a real one. */
function precisionElsewhere(
  run: RunFile,
  { dataset }: Ranking,
  rows: readonly DetectorRow[],
): string[] {
  const known = rows.filter(({ precisionAtPrevalence: at }) => at?.value != null);
  if (run.prevalence && known.length > 0) {
    const shares = known.map((row) => `${labelOf(row)} ${atPrevalence(row)}`);
    return [`Precision at the prevalence ${run.prevalence.name}: ${listed(shares)}.`];
  }
  const seeds = run.datasets.filter(({ name }) => name === dataset);
  const sum = (of: (each: RunFile["datasets"][number]) => number) =>
    seeds.reduce((total, each) => total + of(each), 0);
  const cases = sum(({ truth }) => truth?.cases ?? 0);
  const days = sum(({ scoredDeviceDays }) => scoredDeviceDays);
  if (cases === 0 || days === 0) return [];
  const every = Math.round(days / cases).toLocaleString("en-US");
  return [
    `Precision holds for this density, one case in ${every} line-days; where incidents are rarer it is lower: --prevalence.`,
  ];
}

/** Counts the late alarms of the rows shown: right, but after the incident had ended. */
export function lateAlarms(rows: readonly DetectorRow[]): string[] {
  const late = rows.filter(({ counts }) => (counts?.late ?? 0) > 0);
  if (late.length === 0) return [];
  const words = late.map((row) => `${labelOf(row)} ${row.counts?.late}`);
  return [`Alarms after the end of an incident, right but of no use: ${listed(words)}.`];
}
