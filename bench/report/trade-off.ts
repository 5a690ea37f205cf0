import type { DetectorRow, RunFile } from "../run/run-file.ts";
import { draw, type Figure, figure } from "./draw.ts";
import { type Html, html } from "./html.ts";
import { entrants, labelOf, rankingOf, shownFloors } from "./ranking.ts";
import { smallMultiples } from "./small-multiples.ts";
import { listed } from "./wording.ts";

/** A log axis has no zero: no false alarm at all is drawn here. */
const LEAST = 0.1;

/** Bytes saved against false alarms: what a larger team buys, for every detector of a dataset. */
export async function tradeOff(run: RunFile, dataset: string): Promise<[Html, Figure] | null> {
  const ranking = rankingOf(run, dataset);
  const rows = entrants(ranking).filter((row) => pointsOf(row).length > 0);
  if (rows.length === 0) return null;
  const floors = shownFloors(ranking).flatMap((row) => {
    const x = row.falseAlarmsPer1000DeviceDays?.value ?? 0;
    const y = row.valueDetectionRate?.value ?? null;
    return y === null ? [] : [{ name: row.name, x: Math.max(LEAST, x), y }];
  });
  const picture = await draw({
    dataset,
    what: "trade-off",
    label: `Bytes saved against false alarms on ${dataset}, for each detector`,
    spec: smallMultiples({
      detectors: rows.map(labelOf),
      points: rows.flatMap(pointsOf),
      marks: floors.map(({ x, y }) => ({ x, y })),
      x: {
        scale: { type: "log", domain: [LEAST, 1000], clamp: true },
        axis: { values: [0.1, 1, 10, 100, 1000], format: "~g" },
        title: "false alarms / 1000 line-days",
      },
      y: {
        scale: { domain: [0, 1] },
        axis: { format: "%", tickCount: 3 },
        title: "bytes saved",
      },
    }),
  });
  const names = floors.length > 0 ? ` Crosses: ${listed(floors.map(({ name }) => name))}.` : "";
  return [
    html`<h3>Bytes saved against false alarms</h3>${figure(
      picture,
      `Each point is a budget (0.1, 0.5, 1, 2, 10, 100 false alarms / 1000 line-days), its threshold fixed on the calibration half and scored on the test half. Grey: ${labelOf(rows[0])}, which leads.${names} No false alarm at all is drawn at ${LEAST}.`,
    )}`,
    picture,
  ];
}

function pointsOf(row: DetectorRow) {
  return row.tradeOff
    .toSorted((a, b) => a.budget - b.budget)
    .flatMap(({ falseAlarmsPer1000DeviceDays: rate, valueDetectionRate: y }) =>
      y === null ? [] : [{ detector: labelOf(row), x: Math.max(LEAST, rate ?? 0), y }],
    );
}
