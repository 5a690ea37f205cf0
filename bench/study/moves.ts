import { bytes, counted, listed } from "../report/wording.ts";
import type { Mix } from "./mix.ts";
import { rankedStrategies } from "./ranking.ts";
import type { Answer, Cell, StudyDataset } from "./study-file.ts";

/** So many strategies are named, those that move most. */
const NAMED = 3;

/**
 * Says how the order of strategies moves when cases and look-alikes happen as often as a mix has them,
 * not as often as they were lived; null where the mix is what was lived, or there is nothing to order.
 */
export function movesOf(cells: readonly Cell[], dataset: StudyDataset): Answer | null {
  const all = rankedStrategies(cells, dataset);
  const mix = all[0]?.perThousandLineMonths.mix ?? LIVED;
  if (mix === LIVED || all.length < 2) return null;
  const lived = placesOf(all, (cell) => cell.netBenefit?.asLived ?? cell.ratedSaved.value);
  const mixed = placesOf(all, mixedWorth);
  const moved = all
    .map((cell, i) => ({ cell, from: lived[i] ?? 0, to: mixed[i] ?? 0 }))
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from) || a.from - b.from);
  const what = all[0]?.netBenefit ? "what they are worth" : "what they save";
  const [first] = moved;
  const names = moved
    .slice(0, NAMED)
    .map(
      ({ cell, from, to }) =>
        `${cell.strategy} is ${place(from, all.length)} as lived and ${place(to, all.length)} under ${mix}`,
    );
  const others = moved.length - names.length;
  const more =
    others > 0 ? `, and ${counted(others, "other")} move${others > 1 ? "" : "s"} less` : "";
  return {
    ...{ dataset: dataset.name, mode: dataset.mode, kind: "all", isIdle: false },
    strategy: (first ?? { cell: all[0] as Cell }).cell.strategy,
    text:
      first === undefined
        ? `Under mix ${mix} all ${all.length} strategies stand in the same order by ${what} as lived.`
        : `By ${what}, of ${all.length}, ${listed(names)}${more}.`,
  };
}

/** What a strategy does to everybody in 1,000 line-months of a mix; nothing where the mix is what was lived. */
export function mixedHarm(all: Cell, ordinary: Cell | undefined): string {
  const { mix } = all.perThousandLineMonths;
  if (mix === LIVED) return "";
  const both = [all, ...(ordinary === undefined ? [] : [ordinary])];
  const total = (of: (each: Cell["perThousandLineMonths"]) => number) =>
    both.reduce((sum, { perThousandLineMonths }) => sum + of(perThousandLineMonths), 0);
  const lost = total(({ wantedBytesLost }) => wantedBytesLost);
  const late = total(({ wantedBytesDelayed }) => wantedBytesDelayed);
  const cutOff = total(({ peopleCutOff }) => peopleCutOff);
  const messages = total((each) => each.messages);
  const parts = [
    ...(lost > 0 ? [`${bytes(lost)} withheld`] : []),
    ...(late > 0 ? [`${bytes(late)} late`] : []),
    ...(cutOff > 0 ? [`${about(cutOff)} lines cut off for nothing`] : []),
    ...(messages > 0 ? [`${about(messages)} messages`] : []),
  ];
  return parts.length === 0 ? "" : `In 1,000 line-months of mix ${mix} that is ${listed(parts)}.`;
}

const LIVED: Mix["name"] = "enriched";

function mixedWorth({ netBenefit, perThousandLineMonths }: Cell): number {
  return netBenefit?.value ?? perThousandLineMonths.ratedSaved;
}

/** Place of each, from 1; those of the same worth share one. */
function placesOf(cells: readonly Cell[], worth: (cell: Cell) => number): readonly number[] {
  return cells.map((cell) => 1 + cells.filter((other) => worth(other) > worth(cell)).length);
}

function place(at: number, of: number): string {
  if (at === 1) return "first";
  if (at >= of - 1) return at === of ? "last" : "last but one";
  return WORDS[at - 2] ?? `number ${at}`;
}

const WORDS = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];

function about(value: number): string {
  return value < 10 ? value.toPrecision(2) : Math.round(value).toLocaleString("en-US");
}
