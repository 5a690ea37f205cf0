import { bytes } from "../report/wording.ts";
import type { AnswerPhrases } from "./answer-phrases.ts";
import type { Mix } from "./mix.ts";
import { rankedStrategies } from "./ranking.ts";
import type { Answer, Cell, StudyDataset } from "./study-file.ts";

/** So many strategies are named, those that move most. */
const NAMED = 3;

/**
 * Says how the order of strategies moves when cases and look-alikes happen as often as a mix has them,
 * not as often as they were lived; null where the mix is what was lived, or there is nothing to order.
 */
export function movesOf(
  cells: readonly Cell[],
  dataset: StudyDataset,
  say: AnswerPhrases,
): Answer | null {
  const all = rankedStrategies(cells, dataset);
  const mix = all[0]?.perThousandLineMonths.mix ?? LIVED;
  if (mix === LIVED || all.length < 2) return null;
  const lived = placesOf(all, (cell) => cell.netBenefit?.asLived ?? cell.ratedSaved.value);
  const mixed = placesOf(all, mixedWorth);
  const moved = all
    .map((cell, i) => ({ cell, from: lived[i] ?? 0, to: mixed[i] ?? 0 }))
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from) || a.from - b.from);
  const order = { mix, byWorth: Boolean(all[0]?.netBenefit), of: all.length };
  const [first] = moved;
  const named = moved
    .slice(0, NAMED)
    .map(({ cell: { strategy }, from, to }) => ({ strategy, from, to }));
  return {
    ...{ dataset: dataset.name, mode: dataset.mode, kind: "all", isIdle: false },
    strategy: (first ?? { cell: all[0] as Cell }).cell.strategy,
    text:
      first === undefined
        ? say.sameOrder(order)
        : say.moves(order, named, moved.length - named.length),
  };
}

/** What a strategy does to everybody in 1,000 line-months of a mix; nothing where the mix is what was lived. */
export function mixedHarm(all: Cell, ordinary: Cell | undefined, say: AnswerPhrases): string {
  const { mix } = all.perThousandLineMonths;
  if (mix === LIVED) return "";
  const both = [all, ...(ordinary === undefined ? [] : [ordinary])];
  const total = (of: (each: Cell["perThousandLineMonths"]) => number) =>
    both.reduce((sum, { perThousandLineMonths }) => sum + of(perThousandLineMonths), 0);
  const lost = total(({ wantedBytesLost }) => wantedBytesLost);
  const late = total(({ wantedBytesDelayed }) => wantedBytesDelayed);
  const cutOff = total(({ peopleCutOff }) => peopleCutOff);
  const messages = total((each) => each.messages);
  const size = (value: number) => (value > 0 ? bytes(value) : null);
  const number = (value: number) => (value > 0 ? about(value) : null);
  const harm = {
    ...{ mix, lost: size(lost), late: size(late) },
    ...{ cutOff: number(cutOff), messages: number(messages) },
  };
  const isHarmless = lost + late + cutOff + messages === 0;
  return isHarmless ? "" : say.mixedHarm(harm);
}

const LIVED: Mix["name"] = "enriched";

function mixedWorth({ netBenefit, perThousandLineMonths }: Cell): number {
  return netBenefit?.value ?? perThousandLineMonths.ratedSaved;
}

/** Place of each, from 1; those of the same worth share one. */
function placesOf(cells: readonly Cell[], worth: (cell: Cell) => number): readonly number[] {
  return cells.map((cell) => 1 + cells.filter((other) => worth(other) > worth(cell)).length);
}

function about(value: number): string {
  return value < 10 ? value.toPrecision(2) : Math.round(value).toLocaleString("en-US");
}
