import { writeQuantity } from "../../datasets/quantity.ts";
import type { RunDataset, RunFile } from "../run/run-file.ts";
import { COLOURS, draw, type Figure, figure } from "./draw.ts";
import { type Html, html } from "./html.ts";
import { money, percent } from "./wording.ts";

type RunSweep = RunFile["sweeps"][number];

/** The curve of a rule's own number: what each value of it would have raised. */
export async function sweeps(
  run: RunFile,
  dataset: RunDataset,
): Promise<readonly [Html, readonly Figure[]]> {
  const figures: Figure[] = [];
  const sections: Html[] = [];
  for (const sweep of run.sweeps.filter((each) => each.dataset === dataset.name)) {
    if (sweep.points.length === 0) continue;
    const picture = await drawn(sweep, dataset);
    figures.push(picture);
    sections.push(section(sweep, dataset, picture));
  }
  return [html`${sections}`, figures];
}

function drawn({ dataset, name, view, option, unit, points }: RunSweep, { currency }: RunDataset) {
  const values = points.map((point) => ({
    ...{
      value: point.value,
      written: writeQuantity(point.value, unit),
      alarmsPerDay: point.alarmsPerDay,
    },
    money: point.moneyAtAlarm === null ? null : point.moneyAtAlarm / 100,
    ...{ recall: point.recall, precision: point.precision },
  }));
  const top = (field: Field) => Math.max(...values.map((each) => each[field] ?? 0));
  const known = (field: Field, title: string, color: string, isShare = false) =>
    values.some((each) => each[field] !== null)
      ? [panel(field, title, color, isShare ? 1 : top(field) || 1)]
      : [];
  const panels = [
    ...known("alarmsPerDay", "alarms a day", COLOURS.blue),
    ...known("money", `${currency} charged`, COLOURS.red),
    ...known("recall", "recall", COLOURS.green, true),
    ...known("precision", "precision", COLOURS.orange, true),
  ];
  const sort = values.map(({ written }) => written);
  return draw({
    dataset,
    what: `sweep-${name}-${view ?? "all"}-${option}`,
    label: `What each ${option} of ${name} raises on ${dataset}`,
    spec: {
      data: { values },
      hconcat: panels.map((each) => ({
        ...each,
        encoding: {
          ...each.encoding,
          // Values stand as they were swept, in even steps: a sweep may be even in their logarithm.
          x: { field: "written", type: "ordinal", sort, title: option, axis: { labelAngle: -40 } },
        },
      })),
      spacing: 30,
    },
  });
}

type Field = "alarmsPerDay" | "money" | "recall" | "precision";

function panel(field: Field, title: string, color: string, top: number) {
  const format = field === "recall" || field === "precision" ? "%" : "~g";
  return {
    width: { step: 30 },
    height: 140,
    mark: { type: "line", point: { color }, color },
    encoding: {
      y: {
        field,
        type: "quantitative",
        title,
        axis: { tickCount: 4, format },
        scale: { domain: [0, top], nice: true },
      },
    },
  };
}

function section(
  { name, option, unit, points }: RunSweep,
  { currency }: RunDataset,
  picture: Figure,
): Html {
  const hasTruth = points.some(({ recall }) => recall !== null);
  return html`<h3>${name}: other values of ${option}</h3>${figure(picture, "All else as the rule is written.")}
<details><summary>The same as numbers</summary><div class="wide"><table><thead><tr><th class="n">${option}</th><th class="n">alarms</th><th class="n">a day</th><th class="n">lines</th>
<th class="n">${currency} charged by the alarms</th>${hasTruth ? html`<th class="n">recall</th><th class="n">precision</th><th class="n">all bytes saved</th>` : null}</tr></thead>
<tbody>${points.map(
    (
      point,
    ) => html`<tr><td class="n">${writeQuantity(point.value, unit)}</td><td class="n">${point.alarms}</td><td class="n">${point.alarmsPerDay.toFixed(2)}</td>
<td class="n">${point.lines}</td><td class="n">${money(point.moneyAtAlarm)}</td>${
      hasTruth
        ? html`<td class="n">${percent(point.recall)}</td><td class="n">${percent(point.precision)}</td><td class="n">${percent(point.valueDetectionRate)}</td>`
        : null
    }</tr>`,
  )}</tbody></table></div></details>`;
}
