import { holm } from "../../datasets/audit/holm.ts";
import type { Cell } from "./study-file.ts";

/**
 * Corrects the chances of what strategies save of all kinds for how many are asked at once, world by
 * world and loop by loop: of twenty that do nothing one would seem to save something.
 */
export function corrected(cells: readonly Cell[]): readonly Cell[] {
  const families = new Map<string, Cell[]>();
  for (const cell of cells) {
    if (cell.kind !== "all" || cell.bytesSaved.chance === null) continue;
    const name = `${cell.dataset} ${cell.mode}`;
    const family = families.get(name);
    if (family === undefined) families.set(name, [cell]);
    else family.push(cell);
  }
  const chances = new Map<Cell, number>();
  for (const family of families.values()) {
    const after = holm(family.map(({ bytesSaved }) => bytesSaved.chance ?? 1));
    for (const [i, cell] of family.entries()) chances.set(cell, after[i] ?? 1);
  }
  return cells.map((cell) => ({ ...cell, corrected: chances.get(cell) ?? null }));
}
