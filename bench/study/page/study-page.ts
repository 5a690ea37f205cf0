import type { Figure } from "../../report/draw.ts";
import { type Html, html } from "../../report/html.ts";
import type { Page } from "../../report/page.ts";
import { STYLE } from "../../report/style.ts";
import { bytes, money } from "../../report/wording.ts";
import type { StudyDataset, StudyFile } from "../study-file.ts";
import { adoption } from "./adoption.ts";
import { blindRecords } from "./blind-records.ts";
import { kindBars } from "./kind-bars.ts";
import { limits } from "./limits.ts";
import { loops } from "./loops.ts";
import { matrix } from "./matrix.ts";
import { nightCourses } from "./night-courses.ts";
import type { PageWords } from "./page-words.ts";
import { type PageWorld, pageWorld } from "./page-world.ts";
import { said } from "./said.ts";
import { worth } from "./worth.ts";

/** Makes the page of a study in one language, from what the study says alone. */
export async function studyPage(file: StudyFile, words: PageWords): Promise<Page> {
  const figures: Figure[] = [];
  const sections: Html[] = [];
  for (const dataset of file.datasets) {
    const [section, drawn] = await sectionOf(file, dataset, words);
    sections.push(section);
    figures.push(...drawn);
  }
  const names = [...new Set(file.datasets.map(({ name }) => name))].join(", ");
  const { other, title, lang } = words;
  const warnings =
    file.warnings.length === 0
      ? null
      : html`<h2>${words.beware}</h2><ul>${file.warnings.map((each) => html`<li lang="en">${each}</li>`)}</ul>`;
  const { html: body } = html`<h1>${title}</h1>
<p class="lead">${names} · <a href="${other.path}" lang="${other.lang}">${other.says}</a></p>
${sections}${limits(file, words)}${warnings}<p class="note">billshock ${file.tool.billshock}, Node ${file.tool.node}</p>`;
  const { html: head } = html`<title>billshock study: ${names}</title>`;
  return {
    html: `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${head}<style>${STYLE}${OWN_STYLE}</style></head>
<body>
${body}
</body></html>
`,
    figures,
  };
}

const OWN_STYLE = `
.matrix .apart { border-left: 2px solid var(--soft); } .matrix td small { color: #b04a00; } .matrix th { max-width: 7rem; word-break: keep-all; }
.answers li, .limits li { max-width: 60rem; margin: .3rem 0; }
`;

type Section = readonly [Html, readonly Figure[]];

async function sectionOf(
  file: StudyFile,
  dataset: StudyDataset,
  words: PageWords,
): Promise<Section> {
  const world = pageWorld(file, dataset);
  const { name, mode, truth, enriched } = dataset;
  const facts = [...factsOf(world, words), ...(enriched ? [words.enriched] : [])].join(" · ");
  const head = html`<h2>${name}</h2><p>${facts}</p>`;
  if (!truth) return [html`<section>${head}${blindRecords(file, dataset, words)}</section>`, []];
  const night = file.nights.find((each) => each.dataset === name && mode === "closed");
  const drawn: readonly Section[] = [
    ...(night === undefined ? [] : [await nightCourses(night, dataset, words)]),
    ...(world.strategies.length === 0 ? [] : [await kindBars(world, words)]),
    await worth(world, file, words),
    await adoption(world, file, words),
  ];
  const beside = file.beside.filter((each) => each.dataset === name && mode === "open");
  const board = world.strategies.length === 0 ? null : matrix(world, words);
  return [
    html`<section>${head}${board}${said(world, file, words)}${drawn.map(([section]) => section)}${loops(beside, words)}</section>`,
    drawn.flatMap(([, figures]) => figures),
  ];
}

function factsOf({ dataset, strategies }: PageWorld, words: PageWords): readonly string[] {
  const { mode, lines, days, seeds, currency, tariffs, truth } = dataset;
  const first = strategies[0]?.all;
  const population = lines > 1 && first !== undefined;
  return words.facts({
    ...{ isOpen: mode === "open", currency, tariffs },
    ...{ lines, days },
    ...{ seeds: seeds.join(", "), cases: truth ? (first?.cases ?? 0) : null },
    ...{ bytes: bytes(first?.bytesAtStake ?? 0), rated: money(first?.ratedAtStake ?? 0) },
    billed: money(first?.moneyAtStake ?? 0),
    mix: population ? first.perThousandLineMonths.mix : null,
  });
}
