import type { RunFile } from "../run-file.ts";
import { COLOURS, draw } from "./draw.ts";
import { type Html, html } from "./html.ts";
import { chosenViews, labelOf, rankingOf } from "./ranking.ts";

/** Detectors that the picture tells apart by colour; more would be a tangle. */
const SHOWN = 8;

/** Bytes saved against false alarms: what a larger team buys, for the best detectors of a dataset. */
export async function tradeOff(run: RunFile, dataset: string): Promise<Html> {
  const { ranked, floors } = rankingOf(run, dataset);
  const best = chosenViews(ranked)
    .filter((row) => row.tradeOff.some(({ valueDetectionRate }) => valueDetectionRate !== null))
    .slice(0, SHOWN);
  if (best.length === 0) return html``;
  const curves = best.flatMap((row) =>
    row.tradeOff
      .filter(({ valueDetectionRate }) => valueDetectionRate !== null)
      .map(({ budget, falseAlarmsPer1000DeviceDays, valueDetectionRate }) => ({
        detector: labelOf(row),
        budget,
        falseAlarms: Math.max(LEAST, falseAlarmsPer1000DeviceDays ?? 0),
        saved: valueDetectionRate,
      })),
  );
  const points = floors
    .filter(({ falseAlarmsPer1000DeviceDays: rate }) => (rate?.value ?? 0) > 0)
    .map((row) => ({
      floor: labelOf(row),
      falseAlarms: row.falseAlarmsPer1000DeviceDays?.value,
      saved: row.valueDetectionRate?.value,
    }));
  const x = {
    field: "falseAlarms",
    type: "quantitative",
    scale: { type: "log" },
    title: "false alarms per 1000 line-days (test half)",
  };
  const y = { field: "saved", type: "quantitative", title: "bytes saved", axis: { format: "%" } };
  const picture = await draw(
    {
      width: 760,
      height: 340,
      layer: [
        {
          data: { values: curves },
          mark: { type: "line", point: true, interpolate: "linear" },
          encoding: {
            x,
            y,
            order: { field: "budget" },
            color: {
              field: "detector",
              type: "nominal",
              sort: best.map(labelOf),
              scale: { range: PALETTE },
              title: "each detector, on its chosen view",
            },
          },
        },
        {
          data: { values: points },
          mark: { type: "point", shape: "cross", color: COLOURS.soft, size: 60 },
          encoding: { x, y },
        },
        {
          data: { values: points },
          mark: {
            type: "text",
            dx: 6,
            align: "left",
            baseline: "middle",
            color: COLOURS.soft,
            fontSize: 10,
          },
          encoding: { x, y, text: { field: "floor" } },
        },
      ],
    },
    `Bytes saved against false alarms on ${dataset}`,
  );
  return html`<h3>Bytes saved against false alarms</h3><figure>${picture}
<figcaption>Each point of a curve is a budget (0.1, 0.5, 1, 2, 10, 100 false alarms per 1000 line-days), its threshold
fixed on the calibration half and scored on the test half. Crosses are floors. No false alarm at all is drawn at ${LEAST}.</figcaption></figure>`;
}

const LEAST = 0.1;

const PALETTE = [
  COLOURS.blue,
  COLOURS.orange,
  COLOURS.green,
  COLOURS.red,
  COLOURS.pink,
  COLOURS.sky,
  "#f0c808",
  COLOURS.ink,
];
