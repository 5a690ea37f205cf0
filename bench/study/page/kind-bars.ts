import { COLOURS, draw, type Figure, figure } from "../../report/draw.ts";
import { type Html, html } from "../../report/html.ts";
import { amountText, type Measure, onAxis, savedOf } from "./amounts.ts";
import type { PageWords } from "./page-words.ts";
import type { PageStrategy, PageWorld } from "./page-world.ts";
import { pictureName } from "./picture-name.ts";

type Section = readonly [Html, readonly Figure[]];

/** What each strategy saves of each kind, with its interval: bytes, and what they were rated at. */
export async function kindBars(world: PageWorld, words: PageWords): Promise<Section> {
  const { dataset, strategies } = world;
  const say = words.bars;
  const shown = strategies.filter(({ kinds }) =>
    [...kinds.values()].some(({ bytesSaved }) => !bytesSaved.equal),
  );
  if (shown.length === 0) return [html``, []];
  const drawnOf = (measure: Measure, kinds: readonly string[]) =>
    draw({
      ...pictureName(`saved-${measure}`, dataset, words),
      label: say.label(measure === "bytes" ? say.bytes : say.rated(dataset.currency), dataset.name),
      spec: specOf({ ...world, kinds, strategies: shown }, measure, words),
    });
  const priced = world.kinds.filter((kind) =>
    shown.some(({ kinds }) => (kinds.get(kind)?.ratedAtStake ?? 0) !== 0),
  );
  const bytes = await drawnOf("bytes", world.kinds);
  const rated = priced.length === 0 ? null : await drawnOf("rated", priced);
  const equal = strategies.filter((each) => !shown.includes(each)).map(({ name }) => name);
  const undrawn = equal.length === 0 ? null : html`<p class="note">${say.undrawn(equal)}</p>`;
  return [
    html`<h3>${say.head}</h3>${figure(bytes, say.note)}${rated === null ? null : figure(rated, say.ratedNote)}${undrawn}
${numbers({ ...world, strategies: shown }, words)}`,
    rated === null ? [bytes] : [bytes, rated],
  ];
}

/** Panels side by side. */
const ACROSS = 4;
/** Of one that stands alone. */
const WIDE = 420;

function specOf(world: PageWorld, measure: Measure, words: PageWords): Record<string, unknown> {
  const { kinds } = world;
  const rows = kinds.flatMap((_, i) => (i % ACROSS === 0 ? [kinds.slice(i, i + ACROSS)] : []));
  return {
    spacing: 22,
    vconcat: rows.map((row) => ({
      spacing: 18,
      hconcat: row.map((kind, i) => panel(world, { kind, measure, isFirst: i === 0 }, words)),
    })),
  };
}

interface PanelOf {
  readonly kind: string;
  readonly measure: Measure;
  readonly isFirst: boolean;
}

function panel(world: PageWorld, { kind, measure, isFirst }: PanelOf, words: PageWords) {
  const { strategies, dataset, kinds } = world;
  const values = strategies.flatMap((strategy) => barOf(strategy, kind, measure));
  const stake = values[0]?.stake ?? 0;
  const amount = amountText(stake, measure, dataset.currency);
  const says = measure === "bytes" ? words.bars.bytes : words.bars.rated(dataset.currency);
  const y = {
    ...{ field: "strategy", type: "nominal", sort: strategies.map(({ name }) => name) },
    ...{ title: null, axis: isFirst ? { labelLimit: 320 } : null },
  };
  const x = {
    type: "quantitative",
    title: `${says} ${words.bars.stake(onOneLine(amount))}`,
    axis: { tickCount: 4, format: ",~f" },
  };
  const rule = (at: number, dash: readonly number[]) => ({
    data: { values: [{}] },
    mark: { type: "rule", color: COLOURS.soft, strokeDash: dash },
    encoding: { x: { datum: onAxis(at, measure), type: "quantitative" } },
  });
  const color = {
    condition: { test: "datum.saved < 0", value: COLOURS.red },
    value: COLOURS.blue,
  };
  return {
    title: { text: kind, fontSize: 11, anchor: "start", fontWeight: 600 },
    ...{ width: kinds.length === 1 ? WIDE : 200, height: { step: 14 }, data: { values } },
    layer: [
      rule(stake, [2, 3]),
      {
        mark: { type: "bar", height: 9, opacity: 0.75 },
        encoding: { y, color, x: { field: "saved", stack: null, ...x } },
      },
      {
        transform: [{ filter: "isValid(datum.low)" }],
        mark: { type: "rule", color: COLOURS.ink, strokeWidth: 1.2 },
        encoding: { y, x: { field: "low", ...x }, x2: { field: "high" } },
      },
      {
        transform: [{ filter: "datum.equal" }],
        mark: { type: "text", text: "=", align: "left", dx: 3, color: COLOURS.ink, fontSize: 11 },
        encoding: { y, x: { field: "saved", ...x } },
      },
      rule(0, []),
    ],
  };
}

function onOneLine(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}

/** What is equal to the byte is 0, and has no interval. */
function barOf({ name, kinds }: PageStrategy, kind: string, measure: Measure) {
  const cell = kinds.get(kind);
  if (cell === undefined) return [];
  const { saved, stake } = savedOf(cell, measure);
  const bound = (value: number | null) =>
    saved.equal || value === null ? null : onAxis(value, measure);
  return [
    {
      ...{ strategy: name, stake, equal: saved.equal, saved: onAxis(saved.value, measure) },
      ...{ low: bound(saved.low), high: bound(saved.high) },
    },
  ];
}

function numbers({ kinds, strategies, dataset }: PageWorld, words: PageWords): Html {
  const { currency } = dataset;
  const say = words.bars;
  const cells = (strategy: PageStrategy, kind: string, measure: Measure) => {
    const cell = strategy.kinds.get(kind);
    if (cell === undefined) return html`<td></td><td></td>`;
    const { saved } = savedOf(cell, measure);
    const amount = (value: number) => amountText(value, measure, currency);
    const { low, high } = saved;
    return html`<td class="n">${saved.equal ? "=" : amount(saved.value)}</td>
<td class="n">${saved.equal || low === null || high === null ? "" : `${amount(low)} … ${amount(high)}`}</td>`;
  };
  return html`<details><summary>${words.sameAsNumbers}</summary>${kinds.map(
    (
      kind,
    ) => html`<div class="wide"><table><thead><tr><th>${kind}</th><th class="n">${say.bytes}</th><th class="n">${say.interval}</th>
<th class="n">${say.rated(currency)}</th><th class="n">${say.interval}</th></tr></thead><tbody>${strategies.map(
      (strategy) =>
        html`<tr><td>${strategy.name}</td>${cells(strategy, kind, "bytes")}${cells(strategy, kind, "rated")}</tr>`,
    )}</tbody></table></div>`,
  )}</details>`;
}
