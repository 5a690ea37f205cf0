import { VIEWS } from "../../datasets/view.ts";
import type { PerfResults } from "../results.ts";
import { digits, markdownTable, millions, perRow } from "./markdown.ts";

/** What a row costs each detector, from memory, on every view that it reads. */
export function detectorsFigure({ detectors }: PerfResults): string {
  const names = [...new Set(detectors.map(({ name }) => name))];
  return markdownTable(
    ["ns a row", ...VIEWS],
    names.map((name) => [
      name,
      ...VIEWS.map((view) => {
        const speed = detectors.find((one) => one.name === name && one.view === view);
        return speed === undefined ? "" : digits(speed.nanosecondsPerRow);
      }),
    ]),
  );
}

/** Fifteen detectors from file to scores, bare and in the harness. */
export function fifteenFigure({ fifteen }: PerfResults): string {
  const { names, rows, bare, harness } = fifteen;
  const { one, two } = harness;
  const lines = [
    [`${names.length} detectors on bare columns, from file to scores (CPU)`, bare],
    ["in the harness: copies, checks, second look, alerts; 1 worker (clock)", one],
    ["in the harness, 2 workers (clock)", two],
  ] as const;
  return markdownTable(
    ["flows view", "ns a row", "rows/s"],
    lines.map(([name, seconds]) => [name, perRow(seconds, rows), millions(rows / seconds)]),
  );
}
