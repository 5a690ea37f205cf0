import type { DetectorRow, RunDataset, RunFile } from "../run/run-file.ts";
import { datasetFacts, datasetsByName } from "./dataset-facts.ts";
import type { PlainTable } from "./formats/format.ts";
import { isEntrant, paperColumns, type Room } from "./paper-columns.ts";
import { ceilingOf, entrants, labelOf, rankingOf, secondPointOf, shownFloors } from "./ranking.ts";
import { taughtNote } from "./table-notes.ts";
import { pointWords } from "./threshold-words.ts";
import { NONE } from "./wording.ts";

/** More rows than these, and their thresholds below them, are more than a page holds. */
const MOST_ON_A_PAGE = 36;

/**
 * Tables for a paper, one for each dataset: every detector on its chosen view at both points. Where
 * a page would be too short, the other points have a table of their own.
 */
export function paperTables(run: RunFile, room: Room): PlainTable[] {
  return [...datasetsByName(run)].flatMap(([name, seeds]) => {
    const rows = paperRows(run, name);
    const parts =
      room === "page" && rows.length > MOST_ON_A_PAGE
        ? [
            rows.filter(({ leads, role }) => leads || !isEntrant({ role })),
            rows.filter((row) => isEntrant(row) && !row.leads),
          ]
        : [rows];
    return parts.map((part) => paperTable(run, seeds, part, room));
  });
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

function paperTable(
  run: RunFile,
  seeds: readonly RunDataset[],
  rows: readonly DetectorRow[],
  room: Room,
): PlainTable {
  const columns = paperColumns(run, seeds, rows, room).filter(({ align, cell }) =>
    align === "left" ? true : rows.some((row) => cell(row) !== NONE),
  );
  return {
    caption: captionOf(run, seeds, rows),
    head: columns.map(({ title, align }) => ({ title, align })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

/** What makes the numbers of a table repeatable: data, thresholds, budget, versions. */
function captionOf(run: RunFile, seeds: readonly RunDataset[], rows: readonly DetectorRow[]) {
  const [{ name }] = seeds;
  const hashes = seeds.map(({ seed, logicalHash }) =>
    seed === null ? logicalHash : `${logicalHash} (seed ${seed})`,
  );
  const thresholds = new Map<string, string[]>();
  for (const row of rows) {
    if (!isEntrant(row) || row.status !== "ok") continue;
    const label = labelOf(row);
    thresholds.set(label, [...(thresholds.get(label) ?? []), pointWords(row)]);
  }
  const told = [...thresholds].map(([label, points]) => `${label} ${points.join(", ")}`);
  const failed = rows.filter(({ status }) => status !== "ok");
  return [
    `${name}: ${datasetFacts(run, seeds).join(", ")}.`,
    "Intervals are of 95 %, by clusters of lines; shares in %, of incidents (recall) and of alarms (precision).",
    `Data: logical hash ${hashes.join(", ")}.`,
    ...(told.length > 0 ? [`Thresholds: ${told.join("; ")}.`] : []),
    ...taughtNote(rows),
    ...failed.map(
      (row) => `${labelOf(row)} failed (${row.status}) and counts as one that never alarms.`,
    ),
    `billshock ${run.tool.billshock}, Node ${run.tool.node}.`,
  ];
}
