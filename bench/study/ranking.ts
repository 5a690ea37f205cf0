import type { Cell, StudyDataset } from "./study-file.ts";

/**
 * Puts the strategies of a world in order of what they save of incidents: what was rated, then bytes.
 * What else shrinks on bills is no merit, or withholding what people want would rank first. Where costs
 * are stated, in order of their net benefit.
 */
export function rankedStrategies(
  cells: readonly Cell[],
  { name, mode }: Pick<StudyDataset, "name" | "mode">,
): readonly Cell[] {
  return cells
    .filter((cell) => cell.dataset === name && cell.mode === mode && cell.kind === "all")
    .toSorted(
      (a, b) =>
        (b.netBenefit?.value ?? 0) - (a.netBenefit?.value ?? 0) ||
        b.ratedSaved.value - a.ratedSaved.value ||
        b.bytesSaved.value - a.bytesSaved.value ||
        (a.strategy < b.strategy ? -1 : 1),
    );
}
