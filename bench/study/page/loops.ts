import { type Html, html } from "../../report/html.ts";
import { money } from "../../report/wording.ts";
import type { LoopSide, LoopsBeside } from "../study-file.ts";
import { gigabytes } from "./amounts.ts";
import type { PageWords } from "./page-words.ts";

/** Both loops of each strategy beside each other, and why they differ where they do. */
export function loops(beside: readonly LoopsBeside[], { loops: say }: PageWords): Html {
  if (beside.length === 0) return html``;
  const pair = ({ open, closed }: LoopsBeside, of: (side: LoopSide) => string) =>
    [open, closed].map((side) => html`<td class="n">${of(side)}</td>`);
  return html`<h3>${say.head}</h3><div class="wide"><table class="loops"><thead><tr>${say.heads.map((head, i) => html`<th class="${i > 0 && i < say.heads.length - 1 ? "n" : ""}">${head}</th>`)}</tr></thead>
<tbody>${beside.map(
    (
      each,
    ) => html`<tr><td>${each.strategy}</td>${pair(each, ({ bytes }) => gigabytes(bytes))}${pair(each, ({ rated }) => money(rated))}
${pair(each, ({ withheld }) => gigabytes(withheld))}${pair(each, ({ alarms }) => String(alarms))}
<td>${say.agree[each.agree]}${each.why.length === 0 ? null : html`<small class="says" lang="en">${each.why.join("; ")}</small>`}</td></tr>`,
  )}</tbody></table></div><p class="note">${say.note}</p>`;
}
