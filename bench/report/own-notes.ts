import type { RunFile } from "../run/run-file.ts";
import { ownCell } from "./metric-columns.ts";
import { ceilingOf, entrants, labelOf, nameOf, rankingOf, shownFloors } from "./ranking.ts";

/** What the user's own metrics are on a dataset, one line for each: every rule on its chosen view, and the floors. */
export function ownNotes(run: RunFile, dataset: string): string[] {
  const { metrics = [] } = run;
  if (metrics.length === 0) return [];
  const ranking = rankingOf(run, dataset);
  const ceiling = ceilingOf(ranking);
  const rows = [...entrants(ranking), ...(ceiling ? [ceiling] : []), ...shownFloors(ranking)];
  return metrics.flatMap(({ name, summary, better }) => {
    const known = rows.filter((row) => Object.hasOwn(row.metrics ?? {}, name));
    const told = known.map(
      (row) => `${row.role === "ceiling" ? nameOf(row) : labelOf(row)} ${ownCell(name, row)}`,
    );
    const what = better === "neither" ? summary : `${summary}; ${better} is better`;
    const values = told.length > 0 ? told.join(", ") : "nothing to measure it on";
    return [`${name} (${what}): ${values}.`];
  });
}
