import type { DetectorRow, RunFile } from "../run/run-file.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { type Html, html } from "./html.ts";
import { entrants, labelOf, rankingOf } from "./ranking.ts";
import { NONE, percent, percentEstimate } from "./wording.ts";

/** Who catches which kind of incident, and who falls for which look-alike. */
export function kinds(run: RunFile, dataset: string): Html {
  const rows = entrants(rankingOf(run, dataset));
  const incidents = names(rows, "byIncident");
  const lookAlikes = names(rows, "byLookAlike");
  if (incidents.length === 0) return html``;
  const heads = [
    ...incidents.map((name) => html`<th>${name}</th>`),
    ...lookAlikes.map((name) => html`<th>${name}</th>`),
  ];
  return html`<h3>Which kinds are caught, which look-alikes fool</h3>
<div class="wide"><table class="kinds"><thead><tr><th rowspan="2">detector</th>
<th colspan="${incidents.length}">incidents caught</th>
${lookAlikes.length > 0 ? html`<th colspan="${lookAlikes.length}">look-alikes that raised an alarm</th>` : null}</tr>
<tr>${heads}</tr></thead>
<tbody>${rows.map(
    (row) => html`<tr><td>${labelOf(row)}</td>
${incidents.map((kind) => {
  const found = row.byIncident[kind];
  return cell({
    estimate: found?.recall,
    n: found?.n,
    colour: "--good",
    isClaimed: row.detects.includes(kind),
  });
})}
${lookAlikes.map((kind) => {
  const found = row.byLookAlike[kind];
  return cell({
    estimate: fooled(found?.specificity),
    n: found?.n,
    colour: "--bad",
    isClaimed: false,
  });
})}</tr>`,
  )}</tbody></table></div>
<p class="note">Shares of the kind's incidents and clean episodes; point at a cell for its interval and number. A framed cell is a kind that the detector claims to catch. Nothing is painted where nothing was raised: silence is no skill.</p>`;
}

/** The share of look-alikes left alone, turned round: what is counted is what was raised. */
function fooled(specificity: Estimate | undefined): Estimate | undefined {
  if (specificity === undefined) return undefined;
  const turned = (share: number | null) => (share === null ? null : 1 - share);
  const { value, low, high } = specificity;
  return { ...specificity, value: turned(value), low: turned(high), high: turned(low) };
}

interface Cell {
  readonly estimate: Estimate | undefined;
  readonly n: number | undefined;
  readonly colour: string;
  readonly isClaimed: boolean;
}

function cell({ estimate, n, colour, isClaimed }: Cell): Html {
  const share = estimate?.value ?? null;
  const shade = Math.round((share ?? 0) * 70);
  const style =
    shade > 0 ? `background:color-mix(in srgb, var(${colour}) ${shade}%, transparent)` : "";
  const title =
    share === null || n === undefined ? "" : `${percentEstimate(estimate ?? null)} of ${n}`;
  return html`<td class="n${isClaimed ? " claimed" : ""}" style="${style}" title="${title}">${
    share === null ? NONE : percent(share)
  }</td>`;
}

function names(rows: readonly DetectorRow[], of: "byIncident" | "byLookAlike"): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row[of])))].sort();
}
