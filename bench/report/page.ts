import type { Dataset } from "../../datasets/dataset.ts";
import { datasetName } from "../run/provenance.ts";
import type { RunDataset, RunFile } from "../run-file.ts";
import { type Html, html } from "./html.ts";
import { kinds } from "./kinds.ts";
import { leaderboard } from "./leaderboard.ts";
import { night } from "./night.ts";
import { chosenViews, labelOf, rankingOf } from "./ranking.ts";
import { STYLE } from "./style.ts";
import { tradeOff } from "./trade-off.ts";
import { money, percent, percentRange } from "./wording.ts";

/** The whole report as one page that needs nothing beside it. `datasets` are open, in the run's order. */
export async function page(run: RunFile, datasets: readonly Dataset[]): Promise<string> {
  const names = [
    ...new Set(run.datasets.filter((each) => !each.calibrationOnly).map(({ name }) => name)),
  ];
  const sections: Html[] = [];
  for (const name of names) {
    const dataset = datasets.find(({ manifest }) => datasetName(manifest) === name);
    sections.push(await section(run, name, dataset));
  }
  const { html: body } =
    html`<h1>Who notices the runaway gigabytes, how soon, and what it saves</h1>
<p class="lead">${names.join(", ")}; ${operatingPoint(run)}.</p>
${sections}${failures(run)}${methods(run)}${provenance(run)}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>billshock: ${names.join(", ")}</title><style>${STYLE}</style></head>
<body>
${body}
</body></html>
`;
}

async function section(run: RunFile, name: string, dataset: Dataset | undefined): Promise<Html> {
  const described = run.datasets.filter((each) => each.name === name);
  const isCase = dataset?.manifest.devices === 1;
  return html`<section><h2>${name}</h2><p>${facts(described)}</p>${answer(run, name)}
${isCase && dataset.views.includes("charging") ? await night(run, dataset) : null}
${leaderboard(run, name)}
${isCase ? null : await tradeOff(run, name)}
${isCase ? null : kinds(run, name)}</section>`;
}

function operatingPoint({ budget, capacity }: RunFile): string {
  return capacity === null
    ? `at a budget of ${budget} false alarms for 1000 lines a day`
    : `at a capacity of ${capacity} alarms a day`;
}

function facts(described: readonly RunDataset[]): string {
  const [first] = described;
  if (first === undefined) return "";
  const sum = (of: (dataset: RunDataset) => number) =>
    described.reduce((total, each) => total + of(each), 0);
  const records = sum(({ records: rows }) =>
    Object.values(rows).reduce((total, n) => total + n, 0),
  );
  const seeds = described.flatMap(({ seed }) => (seed === null ? [] : [seed]));
  const truth = described.some((each) => each.truth === null)
    ? "no truth"
    : `${sum((each) => each.truth?.cases ?? 0)} cases and ${sum((each) => each.truth?.lookAlikes ?? 0)} look-alikes to score`;
  return [
    `${first.devices.toLocaleString("en-US")} lines for ${first.days} days`,
    `${records.toLocaleString("en-US")} records`,
    truth,
    ...(seeds.length > 0 ? [`seed ${seeds.join(", ")}`] : []),
    `money in ${first.currency}`,
  ].join(" · ");
}

function answer(run: RunFile, name: string): Html {
  const { ranked, ceiling } = rankingOf(run, name);
  const [best] = chosenViews(ranked);
  const saved = best?.valueDetectionRateByKindMean;
  if (best === undefined || saved == null || saved.value === null) return html``;
  const possible = Math.max(...ceiling.map((row) => row.valueDetectionRateByKindMean?.value ?? 0));
  const range = percentRange(saved);
  return html`<p class="answer">${labelOf(best)} saves ${percent(saved.value)} of the bytes${
    range === "" ? "" : ` (${range}, mean over kinds)`
  } and ${money(best.moneySaved?.value)} of the ${money(best.moneyAtStake?.value)} at stake${
    ceiling.length === 0
      ? ""
      : `; the data would let anybody save ${percent(possible)} of the bytes`
  }.</p>`;
}

function failures(run: RunFile): Html | null {
  const rows = run.detectors.filter(
    ({ status, point }) => point === "calibrated" && status !== "ok",
  );
  const failed = rows.filter(({ status }) => status !== "not-evaluable");
  const absent = rows.filter(({ status }) => status === "not-evaluable");
  if (rows.length === 0) return null;
  return html`<h2>What failed, and what could not be run</h2>
${
  failed.length === 0
    ? null
    : html`<table><thead><tr><th>dataset</th><th>detector</th><th>status</th><th>why</th><th>see it again</th></tr></thead>
<tbody>${failed.map((row) => html`<tr><td>${row.dataset}</td><td>${labelOf(row)}</td><td>${row.status}</td><td>${row.reason}</td><td><code>${row.reproduce}</code></td></tr>`)}</tbody></table>
<p class="note">A detector that failed is scored as one that never alarms.</p>`
}
${absent.length === 0 ? null : html`<p class="note">Not evaluable, since the data lacks what they read: ${absent.map((row) => `${row.dataset}: ${labelOf(row)}`).join("; ")}.</p>`}`;
}

function methods(run: RunFile): Html {
  return html`<h2>What the numbers mean</h2><dl>
<dt>caught</dt><dd>an alarm while the incident ran; an alarm afterwards is right but useless, and saves nothing</dd>
<dt>bytes saved</dt><dd>of the incident's bytes, those after the alarm and a reaction of ${reaction(run)}; here the mean over kinds of incident, so that one huge theft does not decide</dd>
<dt>money saved</dt><dd>the bill as recorded minus the bill rated again without the stopped bytes, caps and bundles included</dd>
<dt>delay p50</dt><dd>from the incident's first byte to the alarm; a miss counts as never</dd>
<dt>false alarms</dt><dd>alarms on anything else, look-alikes included, for 1000 lines a day; the wider of the exact Poisson and the cluster interval</dd>
<dt>threshold</dt><dd>fixed on devices that are not scored here; «native» means that the budget did not bind, «unreachable» that no threshold kept it</dd>
<dt>intervals</dt><dd>95 %, by resampling households, never records</dd></dl>`;
}

function reaction({ settings }: RunFile): string {
  const ms = settings["reactionDelay"];
  return typeof ms === "number" ? `${ms / 60_000} min` : "some minutes";
}

function provenance(run: RunFile): Html {
  return html`<h2>Where this comes from</h2><dl><dt>made by</dt><dd>billshock ${run.tool.billshock}, Node ${run.tool.node}</dd>
${run.datasets.map(
  ({
    name,
    seed,
    logicalHash,
    calibrationOnly,
  }) => html`<dt>${name}${seed === null ? "" : `, seed ${seed}`}</dt>
<dd><code>${logicalHash}</code>${calibrationOnly ? " (thresholds only)" : ""}</dd>`,
)}</dl>${run.warnings.map((warning) => html`<p class="note">${warning}</p>`)}`;
}
