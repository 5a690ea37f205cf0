import { type Html, html } from "../../report/html.ts";
import { money, NONE } from "../../report/wording.ts";
import type { Cell } from "../study-file.ts";
import { amountText, gigabytes, type Measure, savedOf, shareText } from "./amounts.ts";
import type { HeadWords, PageWords } from "./page-words.ts";
import { harmColumns, type PageStrategy, type PageWorld } from "./page-world.ts";

/** The prevention matrix as a heat map, harm beside it on scales of its own; once more in money. */
export function matrix(world: PageWorld, words: PageWords): Html {
  const { currency } = world.dataset;
  const { head, note, ratedSaved, bytesSaved, harm, heads, borne } = words.matrix;
  const most = mostOf(world.strategies);
  const harms = {
    ...{ says: harm, heads: HARMS.map((name) => heads[name]) },
    cells: (strategy: PageStrategy) => harmCells(strategy, most),
  };
  const hands = {
    ...{ says: borne(currency), heads: HANDS.map((hand) => words.hand[hand]) },
    cells: borneCells,
  };
  return html`<h3>${head}</h3>${map(world, words, { measure: "bytes", says: bytesSaved, beside: harms })}
<p class="note">${note}</p>
<details><summary>${ratedSaved(currency)}</summary>${map(world, words, { measure: "rated", says: ratedSaved(currency), beside: hands })}</details>`;
}

const HARMS = ["lost", "late", "pending", "cutOff", "told", "pushes"] as const;
const HANDS = ["owner", "seller", "operator"] as const;
type HarmName = keyof HeadWords;

interface MapOptions {
  readonly measure: Measure;
  readonly says: string;
  /** Columns beside what is saved, apart from it. */
  readonly beside: {
    readonly says: string;
    readonly heads: readonly string[];
    cells(strategy: PageStrategy): readonly Html[];
  };
}

function map(world: PageWorld, words: PageWords, { measure, says, beside }: MapOptions): Html {
  const { kinds, strategies, dataset } = world;
  const columns = kinds.length > 1 ? [...kinds, "all"] : kinds;
  const cellOf = ({ all, kinds: own }: PageStrategy, kind: string) =>
    kind === "all" ? all : own.get(kind);
  const headOf = (kind: string) => {
    const cases = strategies.map((each) => cellOf(each, kind)?.cases ?? 0).find((n) => n > 0) ?? 0;
    const name = kind === "all" ? words.matrix.all : kind;
    return html`<th class="n">${name}<small>${words.matrix.cases(cases)}</small></th>`;
  };
  return html`<div class="wide"><table class="kinds matrix ${measure}"><thead><tr><th rowspan="2">${words.strategy}</th>
<th colspan="${columns.length}">${says}</th><th class="apart" colspan="${beside.heads.length}">${beside.says}</th></tr>
<tr>${columns.map(headOf)}${beside.heads.map((head, i) => html`<th class="${sideClass(i)}">${head}</th>`)}</tr></thead>
<tbody>${strategies.map(
    (strategy) => html`<tr><td>${strategy.name}</td>
${columns.map((kind) => savedCell(cellOf(strategy, kind), { measure, words, currency: dataset.currency }))}
${beside.cells(strategy)}</tr>`,
  )}</tbody></table></div>`;
}

function sideClass(column: number): string {
  return column === 0 ? "n apart" : "n";
}

interface CellOptions {
  readonly measure: Measure;
  readonly words: PageWords;
  readonly currency: string;
}

/** How strongly a full share is painted, in percent. */
const PAINT = 70;

function savedCell(cell: Cell | undefined, { measure, words, currency }: CellOptions): Html {
  if (cell === undefined) return html`<td class="n"></td>`;
  const { saved, stake } = savedOf(cell, measure);
  const { cases, wrongPlane } = cell;
  const say = words.matrix;
  const share = stake === 0 ? 0 : saved.value / stake;
  const shade = Math.round(Math.min(1, Math.abs(share)) * PAINT);
  const amount = (value: number) => amountText(value, measure, currency);
  const between =
    saved.low === null || saved.high === null
      ? ""
      : ` [${amount(saved.low)}, ${amount(saved.high)}]`;
  const title = saved.equal
    ? say.equal(cases)
    : say.cell({ saved: `${amount(saved.value)}${between}`, stake: amount(stake), n: cases });
  const text = saved.equal ? (stake === 0 ? NONE : "=") : shareText(saved.value, stake);
  const missed = wrongPlane === 0 ? "" : `; ${say.wrong(wrongPlane)}`;
  return html`<td class="n" style="${paint(share < 0 ? "--bad" : "--good", shade)}" title="${title}${missed}">${text}${
    wrongPlane === 0 ? null : html`<small>⊘ ${wrongPlane}</small>`
  }</td>`;
}

function harmCells(strategy: PageStrategy, most: Readonly<Record<HarmName, number>>) {
  const own = harmColumns(strategy);
  return HARMS.map((name, i) => {
    const value = own[name];
    const shade = most[name] === 0 ? 0 : Math.round((value / most[name]) * PAINT);
    const isBytes = name === "lost" || name === "late" || name === "pending";
    const text = value === 0 ? NONE : isBytes ? gigabytes(value) : value.toLocaleString("en-US");
    return html`<td class="${sideClass(i)}" style="${paint("--bad", shade)}">${text}</td>`;
  });
}

/** Of all kinds: its owner up to the cap, the operator what the cap waives and what comes back. */
function borneCells({ all: { borneBy } }: PageStrategy) {
  return HANDS.map(
    (hand, i) =>
      html`<td class="${sideClass(i)}">${borneBy[hand] === 0 ? NONE : money(borneBy[hand])}</td>`,
  );
}

function mostOf(strategies: readonly PageStrategy[]): Record<HarmName, number> {
  const all = strategies.map(harmColumns);
  const most = (name: HarmName) => Math.max(0, ...all.map((each) => each[name]));
  return {
    ...{ lost: most("lost"), late: most("late"), pending: most("pending") },
    ...{ cutOff: most("cutOff"), told: most("told"), pushes: most("pushes") },
  };
}

function paint(colour: string, shade: number): string {
  return shade > 0 ? `background:color-mix(in srgb, var(${colour}) ${shade}%, transparent)` : "";
}
