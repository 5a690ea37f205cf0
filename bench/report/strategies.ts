import type { RunDataset, RunFile } from "../run/run-file.ts";
import { strategiesOn } from "../run/run-strategy.ts";
import { type Html, html } from "./html.ts";
import { strategyRows } from "./strategy-rows.ts";

/** What strategies come to on one dataset; nothing where none was asked. */
export function strategies(run: RunFile, dataset: RunDataset): Html | null {
  const asked = strategiesOn(run, dataset.name);
  if (asked.length === 0) return null;
  const { head, rows, note } = strategyRows(asked, dataset);
  const says = new Map(asked.map(({ name, by, summary }) => [name, `${by}: ${summary}`]));
  const cell = (text: string, at: number) =>
    at === 0
      ? html`<td><b>${text}</b><small>${says.get(text) ?? ""}</small></td>`
      : html`<td class="n">${text}</td>`;
  return html`<h3>What answers to alarms come to</h3>
<div class="wide"><table class="board"><thead><tr>${head.map(
    (text, at) => html`<th${at > 0 ? html` class="n"` : null}>${text.replaceAll("\n", " ")}</th>`,
  )}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table></div>
<p class="note">${note}</p>`;
}
