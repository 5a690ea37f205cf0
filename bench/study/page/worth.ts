import { COLOURS, draw, type Figure, figure } from "../../report/draw.ts";
import { type Html, html } from "../../report/html.ts";
import { money } from "../../report/wording.ts";
import type { StudyFile } from "../study-file.ts";
import { crossingsOf, leadsOver, type WorthLine, worthAt, worthLines } from "../worth-lines.ts";
import type { PageWords } from "./page-words.ts";
import type { PageWorld } from "./page-world.ts";
import { pictureName } from "./picture-name.ts";

/** How much rarer, and more frequent, than in the mix cases are taken to be. */
const SPAN = { from: 0.01, to: 100 };
/** Lines in one frame, beside doing nothing: there are so many colours that stay apart. */
const LINES = 6;

/** Net benefit over how often cases happen: who is worth most where, and where that changes. */
export async function worth(
  world: PageWorld,
  { costs }: StudyFile,
  words: PageWords,
): Promise<readonly [Html, readonly Figure[]]> {
  const say = words.worth;
  const { name, lines: population, currency } = world.dataset;
  if (population === 1) return [html``, []];
  const lines = alikeTogether(worthLines(world.strategies.map(({ all }) => all)));
  if (lines.length === 0 || costs === null) {
    return [html`<h3>${say.head}</h3><p class="note">${say.unstated}</p>`, []];
  }
  const leads = leadsOver(lines, SPAN);
  const drawn = drawnOf(lines, leads);
  const changes = leads.slice(1).map(({ from }) => ({ factor: from }));
  const picture = await draw({
    ...pictureName("prevalence", world.dataset, words),
    label: say.label(name),
    spec: specOf(drawn, { changes, words, currency }),
  });
  const mix = world.strategies[0]?.all.perThousandLineMonths.mix ?? "";
  const told = leads.map(({ leader, from, to }) =>
    say.leads({ leader, from: factorText(from), to: factorText(to) }),
  );
  const stated = Object.entries(costs)
    .filter(([, cost]) => cost > 0)
    .map(([cost, amount]) => `${say.cost[cost as keyof typeof say.cost]} ${money(amount)}`);
  const nothing = { strategy: say.nothing, gain: 0, fixed: 0 };
  return [
    html`<h3>${say.head}</h3><p>${told.join(say.between)}${say.stop}</p>${figure(picture, `${say.caption(mix)} ${say.costs(stated, currency)}`)}
<details><summary>${words.sameAsNumbers}</summary><div class="wide"><table class="crossings"><thead><tr>${say.heads.map((head, i) => html`<th class="${i === 0 ? "n" : ""}">${head}</th>`)}</tr></thead>
<tbody>${crossingsOf([nothing, ...drawn], SPAN).map(({ factor, over, under }) => html`<tr><td class="n">${factorText(factor)}</td><td>${say.crossing(over, under)}</td></tr>`)}</tbody></table></div></details>`,
    [picture],
  ];
}

/** Lines that are the same are one, and what is worth nothing either way is none. */
function alikeTogether(lines: readonly WorthLine[]): readonly WorthLine[] {
  const alike = new Map<string, WorthLine>();
  for (const line of lines) {
    const { gain, fixed, strategy } = line;
    if (gain === 0 && fixed === 0) continue;
    const key = `${gain} ${fixed}`;
    const known = alike.get(key);
    alike.set(key, known ? { ...known, strategy: `${known.strategy} = ${strategy}` } : line);
  }
  return [...alike.values()];
}

/** Those that lead somewhere, then those that are worth most at the mix itself. */
function drawnOf(
  lines: readonly WorthLine[],
  leads: readonly { readonly leader: string | null }[],
) {
  const leading = lines.filter(({ strategy }) => leads.some(({ leader }) => leader === strategy));
  const others = lines
    .filter((line) => !leading.includes(line))
    .toSorted((a, b) => worthAt(b, 1) - worthAt(a, 1));
  return [...leading, ...others].slice(0, LINES);
}

/** A factor with two digits. */
function factorText(factor: number): string {
  return factor < 100 ? String(Number(factor.toPrecision(2))) : String(Math.round(factor));
}

interface Framed {
  readonly changes: readonly { readonly factor: number }[];
  readonly words: PageWords;
  readonly currency: string;
}

/** Where curves are worked out, evenly from one power of ten to the next: a straight line is none on these axes. */
const FACTORS = [
  ...[0.01, 0.1, 1, 10].flatMap((power) =>
    Array.from({ length: 18 }, (_, i) => power * (1 + i / 2)),
  ),
  SPAN.to,
];

function specOf(drawn: readonly WorthLine[], { changes, words, currency }: Framed) {
  const say = words.worth;
  const nothing = { strategy: say.nothing, gain: 0, fixed: 0 };
  const all = [...drawn, nothing];
  const values = all.flatMap((line) =>
    factorsOf(line).map((factor) => ({
      ...{ strategy: line.strategy, factor, worth: worthAt(line, factor) / 100 },
    })),
  );
  const x = {
    ...{ field: "factor", type: "quantitative", title: say.factor },
    ...{ scale: { type: "log", domain: [SPAN.from, SPAN.to] } },
    axis: { values: [0.01, 0.1, 1, 10, 100], format: "~g" },
  };
  const names = all.map(({ strategy }) => strategy);
  const range = [...LINE_COLOURS.slice(0, drawn.length), COLOURS.soft];
  return {
    ...{ width: 640, height: 300 },
    layer: [
      {
        data: { values: changes },
        mark: { type: "rule", color: COLOURS.soft, strokeDash: [4, 3] },
        encoding: { x },
      },
      {
        data: { values },
        mark: { type: "line", strokeWidth: 1.8 },
        encoding: {
          x,
          y: {
            ...{ field: "worth", type: "quantitative", title: say.value(currency) },
            // Near zero it is linear, beyond by orders: losses of tens beside gains of ten thousands.
            scale: { type: "symlog", constant: 10 },
            axis: { values: TICKS, format: ",~f" },
          },
          color: {
            ...{ field: "strategy", type: "nominal", scale: { domain: names, range } },
            legend: { title: null, orient: "right", labelLimit: 420 },
          },
        },
      },
    ],
  };
}

/** Where a line crosses zero it is steep on these axes: more points there. */
function factorsOf({ gain, fixed }: WorthLine): readonly number[] {
  const zero = gain > 0 ? fixed / gain : 0;
  const near = Array.from({ length: 41 }, (_, i) => zero * (0.5 + i / 40));
  const more = near.filter((factor) => factor > SPAN.from && factor < SPAN.to);
  return [...FACTORS, ...more].sort((a, b) => a - b);
}

const LINE_COLOURS = [
  ...[COLOURS.blue, COLOURS.red, COLOURS.green],
  ...[COLOURS.orange, COLOURS.sky, COLOURS.pink],
];
const DECADES = [10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000];
const TICKS = [...DECADES.map((each) => -each), 0, ...DECADES];
