import type { RunFile } from "../run/run-file.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { type Html, html } from "./html.ts";
import { entrants, labelOf, rankingOf } from "./ranking.ts";
import { intervalOf, NONE, percent } from "./wording.ts";

/** Precision, recall and F1 of line-days, for whoever compares with a paper that labels days. */
export function lineDays(run: RunFile, dataset: string): Html | null {
  const rows = entrants(rankingOf(run, dataset)).filter(
    ({ perDeviceDay }) => perDeviceDay !== null,
  );
  if (rows.length === 0) return null;
  return html`<details><summary>The same counted per line-day (${rows.length} rows)</summary><div class="wide"><table class="board"><thead><tr><th>detector</th>
<th class="n">recall</th><th class="n">precision</th><th class="n">F1</th></tr></thead><tbody>${rows.map(
    (row) => html`<tr><td>${labelOf(row)}</td><td class="n">${share(row.perDeviceDay?.recall)}</td>
<td class="n">${share(row.perDeviceDay?.precision)}</td><td class="n">${share(row.perDeviceDay?.f1)}</td></tr>`,
  )}</tbody></table></div>
<p class="note">A line-day runs when a scored case runs in it, and is flagged when an alarm lies in it: as papers count that label days. A long incident weighs as many days as it lasts.</p></details>`;
}

function share(estimate: Estimate | null | undefined): Html | string {
  if (estimate?.value == null) return NONE;
  const interval = intervalOf(estimate, (bound) => String(Math.round(bound * 100)));
  return html`${percent(estimate.value)}<small>${interval}</small>`;
}
