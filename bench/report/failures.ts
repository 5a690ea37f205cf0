import type { RunFile } from "../run/run-file.ts";
import { type Html, html } from "./html.ts";
import { labelOf } from "./ranking.ts";

/** What failed, and what could not be run on data that lacks what it reads. */
export function failures(run: RunFile): Html | null {
  const rows = run.detectors.filter(({ status, leads }) => leads && status !== "ok");
  const failed = rows.filter(({ status }) => status !== "not-evaluable");
  const absent = rows.filter(({ status }) => status === "not-evaluable");
  if (rows.length === 0) return null;
  return html`<h2>What failed, and what could not be run</h2>
${
  failed.length === 0
    ? null
    : html`<div class="wide"><table><thead><tr><th>detector</th><th>dataset</th><th>status</th><th>why</th><th>see it again</th></tr></thead>
<tbody>${failed.map((row) => html`<tr><td>${labelOf(row)}</td><td>${row.dataset}</td><td>${row.status}</td><td>${row.reason}</td><td><code>${row.reproduce}</code></td></tr>`)}</tbody></table></div>
<p class="note">A detector that failed is scored as one that never alarms.</p>`
}
${absent.length === 0 ? null : html`<p class="note">Not evaluable, since the data lack what they read: ${absent.map((row) => `${row.dataset}: ${labelOf(row)}`).join("; ")}.</p>`}`;
}
