import { DAY, MINUTE } from "../../datasets/sizes.ts";
import type { DetectorRow, RunDataset } from "../run-file.ts";
import { COLOURS, draw, type Figure, figure } from "./draw.ts";
import { type Html, html } from "./html.ts";
import { labelOf } from "./ranking.ts";

/** More than these are a wall of bars. */
const MOST = 8;

/** Alarms of each civil day, a row of bars for each detector. */
export async function alarmDays(
  rows: readonly DetectorRow[],
  { name, utcOffset }: RunDataset,
): Promise<[Html, Figure] | null> {
  const drawn = rows.filter(({ alarmList }) => alarmList.length > 0).slice(0, MOST);
  if (drawn.length === 0) return null;
  const values = drawn.flatMap((row) => daysOf(row, utcOffset));
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
        width: 720,
        height: 60,
        mark: { type: "bar", color: COLOURS.blue },
        encoding: {
          x: {
            field: "day",
            type: "temporal",
            scale: { type: "utc" },
            axis: { format: "%d %b", labelOverlap: true, tickCount: 10 },
            bandPosition: 0,
            timeUnit: "utcyearmonthdate",
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
    html`<h3>Alarms a day</h3>${figure(picture, "Days of local time; days without an alarm stay empty.")}`,
    picture,
  ];
}

function daysOf(row: DetectorRow, utcOffset: number) {
  const counts = new Map<number, number>();
  for (const { time } of row.alarmList) {
    const day = Math.floor((time + utcOffset * MINUTE) / DAY) * DAY;
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return [...counts].map(([day, alarms]) => ({ detector: labelOf(row), day, alarms }));
}
