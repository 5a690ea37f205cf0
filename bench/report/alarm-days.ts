import { DAY } from "../../datasets/sizes.ts";
import type { DetectorRow, RunDataset } from "../run/run-file.ts";
import { COLOURS, draw, type Figure, figure } from "./draw.ts";
import { type Html, html } from "./html.ts";
import { labelOf } from "./ranking.ts";

/** More than these are a wall of bars. */
const MOST = 8;
const WIDTH = 720;
const WIDEST_BAR = 24;

/** Alarms of each civil day, a row of bars for each detector. */
export async function alarmDays(
  rows: readonly DetectorRow[],
  { name }: RunDataset,
): Promise<[Html, Figure] | null> {
  const drawn = rows
    .filter(({ alarmsByDay }) => Object.keys(alarmsByDay).length > 0)
    .slice(0, MOST);
  if (drawn.length === 0) return null;
  const days = daysOf(drawn);
  const values = drawn.flatMap((row) => countsOf(row, days));
  const picture = await draw({
    dataset: name,
    what: "alarms",
    label: `Alarms of each day on ${name}, for each detector`,
    spec: {
      data: { values },
      facet: {
        row: {
          field: "detector",
          type: "nominal",
          sort: drawn.map(labelOf),
          header: { title: null, labelOrient: "top", labelAnchor: "start", labelPadding: 2 },
        },
      },
      spacing: 12,
      spec: {
        width: { step: Math.min(WIDEST_BAR, Math.max(1, Math.floor(WIDTH / days.length))) },
        height: 60,
        mark: { type: "bar", color: COLOURS.blue },
        encoding: {
          x: {
            field: "day",
            type: "ordinal",
            sort: days,
            axis: { labelAngle: 0, labelOverlap: true, ticks: false },
            title: null,
          },
          y: {
            field: "alarms",
            type: "quantitative",
            title: "alarms",
            axis: { tickMinStep: 1, tickCount: 3 },
          },
        },
      },
    },
  });
  return [
    html`<h3>Alarms a day</h3>${figure(picture, "Days of local time, from the first alarm to the last.")}`,
    picture,
  ];
}

/** All civil days from the first alarm to the last. */
function daysOf(rows: readonly DetectorRow[]): string[] {
  const alarmed = rows.flatMap(({ alarmsByDay }) => Object.keys(alarmsByDay)).sort();
  const first = Date.parse(alarmed[0]);
  const last = Date.parse(alarmed[alarmed.length - 1]);
  return Array.from({ length: (last - first) / DAY + 1 }, (_, i) =>
    new Date(first + i * DAY).toISOString().slice(0, 10),
  );
}

function countsOf(row: DetectorRow, days: readonly string[]) {
  return days.map((day) => ({
    ...{ detector: labelOf(row), day, alarms: row.alarmsByDay[day] ?? 0 },
  }));
}
