import { type Html, html } from "../../report/html.ts";
import { currencyName, money, NONE } from "../../report/wording.ts";
import type { StudyDataset, StudyFile } from "../study-file.ts";
import { gigabytes } from "./amounts.ts";
import type { PageWords } from "./page-words.ts";

/** What strategies would have cut of records whose truth nobody knows. */
export function blindRecords(
  { records }: StudyFile,
  dataset: StudyDataset,
  words: PageWords,
): Html {
  const say = words.records;
  const currency = currencyName(dataset.currency);
  const own = records.filter((each) => each.dataset === dataset.name);
  const heads = say.heads.map((head) => head.replace("CUR", currency));
  const untold = [...new Set(own.flatMap((each) => each.untold))];
  return html`<h3>${say.head}</h3><div class="wide"><table class="cut"><thead><tr>${heads.map((head, i) => html`<th class="${i > 0 ? "n" : ""}">${head}</th>`)}</tr></thead>
<tbody>${own.map(({ strategy, alarms, alarmsPerDay, lines, atFirstAlarm, cut }) => {
    const numbers = [
      ...[String(alarms), alarmsPerDay.toFixed(2), String(lines)],
      ...[gigabytes(atFirstAlarm.bytes), money(atFirstAlarm.rated)],
      ...(cut === null
        ? [say.untold, NONE, NONE]
        : [gigabytes(cut.bytes), money(cut.rated), money(cut.billed)]),
    ];
    return html`<tr><td>${strategy}</td>${numbers.map((each) => html`<td class="n">${each}</td>`)}</tr>`;
  })}</tbody></table></div><p class="note">${say.note}</p>${untold.map((why) => html`<p class="note" lang="en">${say.untold}: ${why}</p>`)}`;
}
