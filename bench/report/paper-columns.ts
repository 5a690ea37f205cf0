import type { DetectorRow, RunDataset, RunFile } from "../run/run-file.ts";
import type { PlainColumn } from "./formats/format.ts";
import { columnFacts, headOf, metricCell, ownCell, shownIn, suits } from "./metric-columns.ts";
import { nameOf, pointOf } from "./ranking.ts";
import { isTaught, TAUGHT } from "./table-notes.ts";
import { NONE } from "./wording.ts";

/** Room for a table: a page takes the three numbers that decide with intervals, a screen all. */
export type Room = "page" | "screen";

/** A column of a paper's table, and how it is read off a row. */
export interface PaperColumn extends PlainColumn {
  cell(row: DetectorRow): string;
}

/** The columns of a dataset's table, as many as there is room for. */
export function paperColumns(
  run: RunFile,
  seeds: readonly RunDataset[],
  rows: readonly DetectorRow[],
  room: Room,
): PaperColumn[] {
  const wide = room === "screen";
  const facts = columnFacts(seeds[0].currency, run.prevalence, rows);
  const metrics = shownIn("paper").filter(
    (shown) => suits(shown, run, seeds) && (wide || !shown.column.wide),
  );
  return [
    left("detector", (row) => `${nameOf(row)}${isTaught(row) ? TAUGHT : ""}`),
    left("reads", ({ role, view }) => view ?? (role === "ceiling" ? "any" : NONE)),
    left("point", (row) => (isEntrant(row) ? pointOf(row) : row.role)),
    ...metrics.map(({ metric, column: { head, interval, bound } }) => {
      const form = {
        interval: interval === "always" || (interval === "wide" && wide),
        ...(bound === undefined ? {} : { bound }),
      };
      return right(headOf(head, facts), (row) => metricCell(metric, row, form));
    }),
    ...(run.metrics ?? []).map(({ name }) => right(name, (row) => ownCell(name, row))),
  ];
}

/** Tells whether a row competes: it has a point and a threshold. */
export function isEntrant({ role }: Pick<DetectorRow, "role">): boolean {
  return role === "detector" || role === "combiner";
}

type Cell = PaperColumn["cell"];

const left = (title: string, cell: Cell): PaperColumn => ({ title, align: "left", cell });
const right = (title: string, cell: Cell): PaperColumn => ({ title, align: "right", cell });
