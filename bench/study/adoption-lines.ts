import type { Cell, StudyFile } from "./study-file.ts";

/** What safeguards are worth over the share of lines that have them: from nothing, straight up to `to`. */
export interface AdoptionLine {
  readonly strategy: string;
  /** The share that was lived. */
  readonly to: number;
  /** What it is worth there. */
  readonly worth: number;
}

/** Where safeguards are worth as much as something that nobody adopts. */
export interface Meeting {
  readonly strategy: string;
  readonly other: string;
  readonly share: number;
  readonly worth: number;
}

/** Net benefit where costs were stated, else what incidents are rated at less; in 1,000 line-months. */
export function worthOf({ netBenefit, perThousandLineMonths }: Cell): number {
  return netBenefit?.value ?? perThousandLineMonths.ratedSaved;
}

/** Lines of strategies of safeguards alone that are worth anything; those that are alike are one. */
export function adoptionLines(
  cells: readonly Cell[],
  { strategies }: Pick<StudyFile, "strategies">,
): readonly AdoptionLine[] {
  const alike = new Map<string, AdoptionLine>();
  for (const cell of cells) {
    const to = strategies.find(({ name }) => name === cell.strategy)?.adoption ?? null;
    const value = worthOf(cell);
    if (to === null || to === 0 || value === 0) continue;
    const known = alike.get(`${to} ${value}`);
    const name = known === undefined ? cell.strategy : `${known.strategy} = ${cell.strategy}`;
    alike.set(`${to} ${value}`, { strategy: name, to, worth: value });
  }
  return [...alike.values()];
}

/** Where each of the lines meets one of the others, which are worth the same whoever adopts what. */
export function meetingsOf(
  lines: readonly AdoptionLine[],
  others: readonly { readonly strategy: string; readonly worth: number }[],
): readonly Meeting[] {
  return lines
    .flatMap(({ strategy, to, worth }) =>
      others.flatMap((other) => {
        const share = (to * other.worth) / worth;
        return share > 0 && share <= to
          ? [{ strategy, other: other.strategy, share, worth: other.worth }]
          : [];
      }),
    )
    .toSorted((a, b) => a.share - b.share);
}
