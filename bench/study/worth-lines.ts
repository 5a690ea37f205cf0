import type { Cell } from "./study-file.ts";

/**
 * What a strategy is worth over how often cases happen: `gain` grows with them, `fixed` is what answers
 * on lines without a case cost, however many cases there are.
 */
export interface WorthLine {
  readonly strategy: string;
  readonly gain: number;
  readonly fixed: number;
}

/** Where one line passes another, going right. */
export interface Crossing {
  readonly factor: number;
  readonly over: string;
  readonly under: string;
}

/** A stretch on which one line is the highest; null where doing nothing is. */
export interface Lead {
  readonly leader: string | null;
  readonly from: number;
  readonly to: number;
}

/** Of cells of all kinds, those that were weighed. */
export function worthLines(cells: readonly Cell[]): readonly WorthLine[] {
  return cells.flatMap(({ strategy, netBenefit }) =>
    netBenefit === null
      ? []
      : [{ strategy, gain: netBenefit.value + netBenefit.fixed, fixed: netBenefit.fixed }],
  );
}

/** What a line is worth where cases are `factor` times as frequent as in the mix. */
export function worthAt({ gain, fixed }: Omit<WorthLine, "strategy">, factor: number): number {
  return factor * gain - fixed;
}

/** Crossings of lines between two factors, in order. */
export function crossingsOf(
  lines: readonly WorthLine[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly Crossing[] {
  const found = lines.flatMap((a, i) =>
    lines.slice(i + 1).flatMap((b) => {
      const factor = (a.fixed - b.fixed) / (a.gain - b.gain);
      if (!(factor > from && factor < to)) return [];
      const [over, under] = a.gain > b.gain ? [a, b] : [b, a];
      return [{ factor, over: over.strategy, under: under.strategy }];
    }),
  );
  return found.toSorted((a, b) => a.factor - b.factor);
}

/** Who is worth most from one factor to another, stretch by stretch; doing nothing is worth 0. */
export function leadsOver(
  lines: readonly WorthLine[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly Lead[] {
  const nothing = { strategy: null, gain: 0, fixed: 0 };
  const all = [nothing, ...lines];
  const leads: Lead[] = [];
  for (let at = from; at < to; ) {
    const leader = highestAt(all, at);
    const next = all
      .filter(({ gain }) => gain > leader.gain)
      .map((each) => (each.fixed - leader.fixed) / (each.gain - leader.gain))
      .filter((factor) => factor > at)
      .reduce((least, factor) => Math.min(least, factor), to);
    leads.push({ leader: leader.strategy, from: at, to: next });
    at = next;
  }
  return leads;
}

/** The highest line just right of a factor: of two that meet there, the steeper; of two alike, the first. */
function highestAt<T extends Omit<WorthLine, "strategy">>(lines: readonly T[], at: number): T {
  const near = (value: number) => NEAR * Math.max(1, Math.abs(value));
  return lines.reduce((best, line) => {
    const lead = worthAt(line, at) - worthAt(best, at);
    const isMore = lead > near(worthAt(best, at));
    const isLevel = Math.abs(lead) <= near(worthAt(best, at));
    return isMore || (isLevel && line.gain > best.gain) ? line : best;
  });
}

/** Two values that differ by less are the same: a crossing is worked out in floating point. */
const NEAR = 1e-9;
