import type { Dataset } from "../../datasets/dataset.ts";
import { MINUTE } from "../../datasets/sizes.ts";
import { datasetName } from "../run/provenance.ts";
import type { RunFile } from "../run/run-file.ts";
import { type Noticed, noticed } from "./case-sentence.ts";
import { COLOURS, draw, type Figure, figure } from "./draw.ts";
import { type Html, html } from "./html.ts";
import { billAt, movedBy, type Night, readNight } from "./night-data.ts";
import { entrants, labelOf, rankingOf } from "./ranking.ts";
import { bytes, clock, counted, money, NONE } from "./wording.ts";

/** The case drawn: the rate, what the operator did, each detector's alarm, and the money running. */
export async function night(run: RunFile, dataset: Dataset): Promise<readonly [Html, Figure]> {
  const name = datasetName(dataset.manifest);
  const data = readNight(dataset);
  const ranked = entrants(rankingOf(run, name));
  const caught = noticed(ranked, dataset.manifest.seed);
  const missed = ranked.length - caught.length;
  const picture = await draw({
    dataset: name,
    what: "night",
    label: `The case ${name}, minute by minute`,
    spec: specOf(data, caught),
  });
  const caption = `Civil time. Ticks under the rate: ${counted(data.bill.length, "charging record")} as they closed. Grey rules: what the charging plane did. Dots: the first right alarm of each detector; ${missed} of ${ranked.length} raised none.`;
  const table = html`<div class="wide"><table class="alarms"><thead><tr><th>first right alarm</th><th>reads</th><th class="n">at</th>
<th class="n">moved by then</th><th class="n">rated by then</th><th class="n">billed by then</th><th class="n">bytes saved</th>
<th class="n">money saved</th></tr></thead><tbody>${caught.map(({ row, alarm }) => {
    const then = billAt(data, alarm.time);
    return html`<tr><td>${row.name}</td><td>${row.view ?? "all"}</td><td class="n">${clock(alarm.time, data.utcOffset)}</td>
<td class="n">${bytes(movedBy(data, alarm.time))}</td><td class="n">${money(then.rated)}</td><td class="n">${money(then.billed)}</td>
<td class="n">${row.valueDetectionRate?.value == null ? NONE : `${(row.valueDetectionRate.value * 100).toFixed(1)} %`}</td>
<td class="n">${money(row.moneySaved?.value)}</td></tr>`;
  })}</tbody></table></div>`;
  return [html`${figure(picture, caption)}${caught.length > 0 ? table : null}`, picture];
}

function specOf(data: Night, caught: readonly Noticed[]): Record<string, unknown> {
  const civil = (time: number) => time + data.utcOffset * MINUTE;
  const domain = [civil(data.from), civil(data.to)];
  const x = {
    field: "time",
    type: "temporal",
    scale: { type: "utc", domain },
    axis: AXIS,
    title: null,
  };
  const marks = data.marks.map(({ time, what }) => ({ time: civil(time), what }));
  const rules = [
    {
      data: { values: marks },
      mark: { type: "rule", color: COLOURS.soft, strokeDash: [4, 3] },
      encoding: { x },
    },
  ];
  const shared = { x, civil, rules };
  return {
    resolve: { scale: { x: "shared", color: "independent" } },
    spacing: 12,
    vconcat: [ratePanel(data, shared, marks), moneyPanel(data, shared), alarmPanel(caught, shared)],
  };
}

type Encoding = Readonly<Record<string, unknown>>;

/** What the panels have in common: the axis of civil time, and rules through all of them. */
interface Shared {
  readonly x: Encoding;
  civil(time: number): number;
  readonly rules: readonly unknown[];
}

function ratePanel(data: Night, { x, civil, rules }: Shared, marks: readonly unknown[]) {
  return {
    width: WIDTH,
    height: 150,
    layer: [
      {
        data: { values: data.rates.map((rate) => ({ ...rate, time: civil(rate.time) })) },
        mark: {
          type: "area",
          color: COLOURS.sky,
          line: { color: COLOURS.blue, strokeWidth: 1 },
          interpolate: "step-after",
        },
        encoding: { x, y: { field: "mbitPerSecond", type: "quantitative", title: "Mbit/s" } },
      },
      {
        data: { values: data.bill.map(({ time }) => ({ time: civil(time) })) },
        mark: { type: "tick", orient: "vertical", size: 10, thickness: 0.5, y: 143 },
        encoding: { x },
      },
      ...rules,
      {
        data: { values: marks },
        mark: {
          type: "text",
          angle: 270,
          align: "right",
          baseline: "bottom",
          dx: -2,
          dy: -3,
          y: 0,
          fontSize: 10,
          color: COLOURS.ink,
        },
        encoding: { x, text: { field: "what" } },
      },
    ],
  };
}

function moneyPanel(data: Night, { x, civil, rules }: Shared) {
  const values = data.bill.flatMap(({ time, rated, billed }) => [
    { time: civil(time), what: "rated", amount: rated / 100 },
    { time: civil(time), what: "billed (capped)", amount: billed / 100 },
  ]);
  return {
    width: WIDTH,
    height: 130,
    layer: [
      {
        data: { values },
        mark: { type: "line", interpolate: "step-after" },
        encoding: {
          x,
          y: { field: "amount", type: "quantitative", title: data.currency },
          color: {
            field: "what",
            type: "nominal",
            scale: { domain: ["rated", "billed (capped)"], range: [COLOURS.red, COLOURS.green] },
            legend: { orient: "top-left", title: null },
          },
        },
      },
      ...rules,
    ],
  };
}

function alarmPanel(caught: readonly Noticed[], { x, civil, rules }: Shared) {
  const values = caught.map(({ row, alarm }) => ({
    time: civil(alarm.time),
    detector: labelOf(row),
  }));
  return {
    width: WIDTH,
    height: { step: 13 },
    layer: [
      ...rules,
      {
        data: { values },
        mark: { type: "point", filled: true, size: 55, color: COLOURS.orange, opacity: 1 },
        encoding: {
          x,
          y: {
            field: "detector",
            type: "nominal",
            title: null,
            sort: { field: "time" },
            axis: { labelLimit: 240, grid: true },
          },
        },
      },
    ],
  };
}

const WIDTH = 860;
const AXIS = { format: "%d %b %H:%M", labelOverlap: true, tickCount: 8 };
