import type { Dataset } from "../../datasets/dataset.ts";
import { datasetName } from "../run/provenance.ts";
import type { RunDataset, RunFile } from "../run/run-file.ts";
import { answer } from "./answer.ts";
import { blind } from "./blind.ts";
import { caseSentence } from "./case-sentence.ts";
import { comparisons } from "./comparisons.ts";
import { datasetFacts, datasetsByName, isCase } from "./dataset-facts.ts";
import { delayCurves } from "./delay-curves.ts";
import type { Figure } from "./draw.ts";
import { failures } from "./failures.ts";
import { type Html, html } from "./html.ts";
import { kinds } from "./kinds.ts";
import { leaderboard } from "./leaderboard.ts";
import { methods } from "./methods.ts";
import { night } from "./night.ts";
import { strategies } from "./strategies.ts";
import { STYLE } from "./style.ts";
import { sweeps } from "./sweeps.ts";
import { tradeOff } from "./trade-off.ts";

/** A report: a page that needs nothing beside it, and its pictures for whoever wants them alone. */
export interface Page {
  readonly html: string;
  readonly figures: readonly Figure[];
}

/**
 * Makes the report of a run. `datasets` are open ones of the run: a case is drawn minute by minute
 * from its dataset, all else comes from the run alone.
 */
export async function page(run: RunFile, datasets: readonly Dataset[]): Promise<Page> {
  const names = datasetsByName(run);
  const figures: Figure[] = [];
  const sections: Html[] = [];
  for (const [name, seeds] of names) {
    const dataset = datasets.find(({ manifest }) => datasetName(manifest) === name);
    const [section, drawn] = await sectionOf(run, seeds, dataset);
    sections.push(section);
    figures.push(...drawn);
  }
  const title = [...names.keys()].join(", ");
  const { html: body } =
    html`<h1>Who notices the runaway gigabytes, how soon, and what it saves</h1>
<p class="lead">${title}</p>
${sections}${failures(run)}${methods(run)}`;
  const { html: head } = html`<title>billshock: ${title}</title>`;
  return {
    html: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${head}<style>${STYLE}</style></head>
<body>
${body}
</body></html>
`,
    figures,
  };
}

/** What a night is drawn from. */
const NIGHT_VIEWS = ["flows", "charging"] as const;

type Section = readonly [Html, readonly Figure[]];

async function sectionOf(
  run: RunFile,
  seeds: readonly RunDataset[],
  dataset: Dataset | undefined,
): Promise<Section> {
  const [first] = seeds;
  const [swept, sweptFigures] = await sweeps(run, first);
  const [told, figures] = await toldOf(run, seeds, dataset);
  const facts = [
    ...datasetFacts(run, seeds),
    ...seedsOf(seeds),
    first.currency === "XXX" ? "no tariff" : `money in ${first.currency}`,
  ];
  return [
    html`<section><h2>${first.name}</h2><p>${facts.join(" · ")}</p>${told}${strategies(run, first)}${swept}</section>`,
    [...figures, ...sweptFigures],
  ];
}

function seedsOf(seeds: readonly RunDataset[]): string[] {
  const known = seeds.flatMap(({ seed }) => seed ?? []);
  return known.length > 0 ? [`seed ${known.join(", ")}`] : [];
}

async function toldOf(
  run: RunFile,
  seeds: readonly RunDataset[],
  dataset: Dataset | undefined,
): Promise<Section> {
  const [{ name, truth }] = seeds;
  // Several imports of one name are pooled, as seeds are.
  const days = seeds.reduce((sum, each) => sum + each.days, 0);
  if (truth === null) return blind(run, { ...seeds[0], days });
  if (isCase(seeds)) {
    const drawn =
      dataset && NIGHT_VIEWS.every((view) => dataset.views.includes(view))
        ? await night(run, dataset)
        : null;
    const undrawn = html`<p class="note">The night is not drawn: that takes the dataset with its flows and charging records, which this report was not given.</p>`;
    return [
      html`<p class="answer">${caseSentence(run, seeds)}</p>${drawn?.[0] ?? undrawn}
<details><summary>All detectors on this case</summary>${leaderboard(run, seeds)}</details>`,
      drawn === null ? [] : [drawn[1]],
    ];
  }
  const parts = [
    await tradeOff(run, name),
    await delayCurves(run, name),
    await comparisons(run, name),
  ].filter((part) => part !== null);
  return [
    html`<p class="answer">${answer(run, name)}</p>${leaderboard(run, seeds)}${parts.map(([section]) => section)}${kinds(run, name)}`,
    parts.map(([, figure]) => figure),
  ];
}
