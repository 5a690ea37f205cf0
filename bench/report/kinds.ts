import type { DetectorRow, RunFile } from "../run-file.ts";
import { type Html, html } from "./html.ts";
import { chosenViews, rankingOf } from "./ranking.ts";
import { NONE, percent } from "./wording.ts";

/** Who catches which kind of incident, and who falls for which look-alike. */
export function kinds(run: RunFile, dataset: string): Html {
  const ranked = chosenViews(rankingOf(run, dataset).ranked);
  const incidents = names(ranked, "byIncident");
  const lookAlikes = names(ranked, "byLookAlike");
  if (incidents.length === 0) return html``;
  return html`<h3>Which kinds are caught, which look-alikes fool</h3>
<div class="wide"><table class="kinds"><thead><tr><th rowspan="2">detector</th><th rowspan="2">reads</th>
<th colspan="${incidents.length}">share of incidents caught</th>
${lookAlikes.length > 0 ? html`<th colspan="${lookAlikes.length}">share of look-alikes left alone</th>` : null}</tr>
<tr>${[...incidents, ...lookAlikes].map((name) => html`<th>${name}</th>`)}</tr></thead>
<tbody>${ranked.map(
    (row) => html`<tr><td>${row.name}</td><td>${row.view ?? "all"}</td>
${incidents.map((kind) => cell(row.byIncident[kind]?.recall.value, row.byIncident[kind]?.n, row.detects.includes(kind)))}
${lookAlikes.map((kind) => cell(row.byLookAlike[kind]?.specificity.value, row.byLookAlike[kind]?.n, false))}</tr>`,
  )}</tbody></table></div>
<p class="note">A framed cell is a kind that the detector claims to catch.</p>`;
}

function cell(value: number | null | undefined, n: number | undefined, claimed: boolean): Html {
  const shade = value === null || value === undefined ? 0 : Math.round(value * 70);
  const style = `background:color-mix(in srgb, var(--good) ${shade}%, transparent)`;
  const title = n === undefined ? "" : `n = ${n}`;
  return html`<td class="n${claimed ? " claimed" : ""}" style="${style}" title="${title}">${
    value === undefined ? NONE : percent(value)
  }</td>`;
}

function names(rows: readonly DetectorRow[], of: "byIncident" | "byLookAlike"): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row[of])))].sort();
}
