import { COLOURS, draw, type Figure, figure } from "../../report/draw.ts";
import { type Html, html } from "../../report/html.ts";
import { money, rarePercent } from "../../report/wording.ts";
import { type AdoptionLine, adoptionLines, meetingsOf, worthOf } from "../adoption-lines.ts";
import type { StudyFile, StudyStrategy } from "../study-file.ts";
import type { PageWords } from "./page-words.ts";
import type { PageWorld } from "./page-world.ts";
import { pictureName } from "./picture-name.ts";

/** Safeguards in one frame, and strategies with detectors beside them. */
const LINES = 5;
const OTHERS = 2;

interface Level {
  readonly strategy: string;
  readonly worth: number;
}

/** What safeguards are worth over how many have them, beside what needs no adoption. */
export async function adoption(
  world: PageWorld,
  file: StudyFile,
  words: PageWords,
): Promise<readonly [Html, readonly Figure[]]> {
  const say = words.adoption;
  const { name, lines: population, mode, currency } = world.dataset;
  const cells = world.strategies.map(({ all }) => all);
  const all = adoptionLines(cells, file).toSorted((a, b) => b.worth - a.worth);
  const lines = all.filter(({ worth }) => worth > 0).slice(0, LINES);
  if (population === 1 || mode === "open" || lines.length === 0) return [html``, []];
  const losses = all.filter(({ worth }) => worth < 0).map(({ strategy }) => strategy);
  const undrawn = losses.length === 0 ? "" : ` ${say.undrawn(losses)}`;
  const levels = levelsOf(world, file).slice(0, OTHERS);
  const isWeighed = cells.some(({ netBenefit }) => netBenefit !== null);
  const picture = await draw({
    ...pictureName("adoption", world.dataset, words),
    label: say.label(name),
    spec: specOf(lines, levels, {
      ...{ share: say.share },
      value: isWeighed ? words.worth.value(currency) : say.saved(currency),
    }),
  });
  const meetings = meetingsOf(lines, levels);
  const told = meetings.map(({ share, ...each }) =>
    say.meets({ ...each, share: rarePercent(share) }),
  );
  return [
    html`<h3>${say.head}</h3>${told.length === 0 ? null : html`<p>${told.join(words.worth.between)}${words.worth.stop}</p>`}${figure(picture, `${say.caption}${undrawn}`)}
<details><summary>${words.sameAsNumbers}</summary><div class="wide"><table class="adoption"><thead><tr>${say.heads.map((head, i) => html`<th class="${i > 0 ? "n" : ""}">${head}</th>`)}</tr></thead>
<tbody>${all.map(({ strategy, to, worth }) => html`<tr><td>${strategy}</td><td class="n">${rarePercent(to)}</td><td class="n">${money(worth)}</td></tr>`)}</tbody></table></div></details>`,
    [picture],
  ];
}

/** The best of those that look at all lines at once. */
function levelsOf({ strategies }: PageWorld, file: StudyFile): readonly Level[] {
  const isForAll = ({ adoption: own, by }: StudyStrategy) => own === null && by !== "owner";
  const forAll = new Set(file.strategies.filter(isForAll).map(({ name }) => name));
  return strategies
    .filter(({ name }) => forAll.has(name))
    .map(({ name, all }) => ({ strategy: name, worth: worthOf(all) }))
    .filter(({ worth }) => worth > 0)
    .toSorted((a, b) => b.worth - a.worth);
}

function specOf(
  lines: readonly AdoptionLine[],
  levels: readonly Level[],
  { share, value }: { readonly share: string; readonly value: string },
) {
  const values = [
    ...lines.flatMap(({ strategy, to, worth }) => [
      { strategy, share: 0, worth: 0, dash: "no" },
      { strategy, share: to, worth: worth / 100, dash: "no" },
    ]),
    ...levels.flatMap(({ strategy, worth }) => [
      { strategy, share: 0, worth: worth / 100, dash: "yes" },
      { strategy, share: 1, worth: worth / 100, dash: "yes" },
    ]),
  ];
  const names = [...lines, ...levels].map(({ strategy }) => strategy);
  return {
    ...{ width: 640, height: 240, data: { values } },
    mark: { type: "line", strokeWidth: 1.8 },
    encoding: {
      x: {
        ...{ field: "share", type: "quantitative", title: share },
        ...{ axis: { format: ".0%" }, scale: { domain: [0, 1] } },
      },
      y: { field: "worth", type: "quantitative", title: value, axis: { format: ",~f" } },
      color: {
        ...{
          field: "strategy",
          type: "nominal",
          legend: { title: null, orient: "right", labelLimit: 420 },
        },
        scale: { domain: names, range: LINE_COLOURS.slice(0, names.length) },
      },
      strokeDash: {
        ...{ field: "dash", type: "nominal", legend: null },
        scale: {
          domain: ["no", "yes"],
          range: [
            [1, 0],
            [5, 4],
          ],
        },
      },
    },
  };
}

const LINE_COLOURS = [
  ...[COLOURS.blue, COLOURS.red, COLOURS.green, COLOURS.orange, COLOURS.sky],
  ...[COLOURS.pink, COLOURS.ink],
];
