import { type Html, html } from "../../report/html.ts";
import type { StudyFile } from "../study-file.ts";
import type { PageWords } from "./page-words.ts";

/** What nobody should read into the numbers: of what this study did, not of every study. */
export function limits({ datasets, cells }: StudyFile, { limits: say }: PageWords): Html {
  const mixes = [...new Set(cells.map((cell) => cell.perThousandLineMonths.mix))];
  const tariffs = [...new Set(datasets.flatMap((dataset) => dataset.tariffs))];
  const has = (mode: "open" | "closed") => datasets.some((dataset) => dataset.mode === mode);
  const all = [
    ...(mixes.length === 0 ? [] : [say.mix(mixes.join(", "))]),
    ...(tariffs.length === 0 ? [] : [say.tariff(tariffs)]),
    ...(datasets.some(({ enriched }) => enriched) ? [say.enriched] : []),
    ...(has("closed") ? [say.lived] : []),
    ...(has("open") ? [say.records] : []),
    ...(cells.length === 0 ? [] : [say.chance, say.kinds]),
    say.end,
  ];
  return html`<h2>${say.head}</h2><ul class="limits">${all.map((each) => html`<li>${each}</li>`)}</ul>`;
}
