import { DAY, MINUTE } from "../../datasets/sizes.ts";
import type { DetectorRow, RunDataset } from "../run-file.ts";
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
  { name, utcOffset }: RunDataset,
): Promise<[Html, Figure] | null> {
  const drawn = rows.filter(({ alarmList }) => alarmList.length > 0).slice(0, MOST);
  if (drawn.length === 0) return null;
  const days = daysOf(drawn, utcOffset);
  const values = drawn.flatMap((row) => countsOf(row, days, utcOffset));
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
            sort: days.map(written),
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

function dayOf(time: number, utcOffset: number): number {
  return Math.floor((time + utcOffset * MINUTE) / DAY) * DAY;
}

/** All civil days from the first alarm to the last. */
function daysOf(rows: readonly DetectorRow[], utcOffset: number): number[] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { alarmList } of rows) {
    for (const { time } of alarmList) {
      first = Math.min(first, dayOf(time, utcOffset));
      last = Math.max(last, dayOf(time, utcOffset));
    }
  }
  return Array.from({ length: (last - first) / DAY + 1 }, (_, i) => first + i * DAY);
}

function countsOf(row: DetectorRow, days: readonly number[], utcOffset: number) {
  const counts = new Map<number, number>();
  for (const { time } of row.alarmList) {
    const day = dayOf(time, utcOffset);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return days.map((day) => ({
    ...{ detector: labelOf(row), day: written(day), alarms: counts.get(day) ?? 0 },
  }));
}

/** Civil days, already moved to local time: 2024-06-09. */
function written(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}
