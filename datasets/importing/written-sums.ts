import type { ColumnMap } from "./column-map.ts";
import type { OwnCharges } from "./importer.ts";
import type { AmountTarget } from "./usage-readers.ts";

/** Amounts whose sums other tools can be asked for. */
export type SumTarget = Exclude<AmountTarget, "duration" | "upGigawords" | "downGigawords">;

/** Sums of a file's amounts as it writes them. */
export interface WrittenSums {
  /** Takes an amount of the row at hand, and what rounding added to it in our unit. */
  see(target: AmountTarget, written: number, rounding: number): void;
  /** Adds the row at hand: it is a record. */
  keep(): void;
  sum(target: SumTarget): number;
  /** How many records' charges rounding changed, and by how many minor units in all. */
  readonly rounded: Pick<OwnCharges, "roundedRows" | "rounding">;
}

const SUMMED: readonly SumTarget[] = ["up", "down", "inBundle", "charged"];

/**
 * Opens the sums of a map's amounts. They are of kept rows alone, so that whoever adds up the same
 * rows elsewhere finds the same; a bad row, whatever was read of it, moves none.
 */
export function openWrittenSums(map: ColumnMap): WrittenSums {
  const row = new Map<AmountTarget, number>();
  const rounded = { roundedRows: 0, rounding: 0 };
  let rounding = 0;
  const sums = new Map(
    SUMMED.filter((target) => map.targets.has(target)).map((target) => [target, 0]),
  );
  return {
    see(target, written, added) {
      row.set(target, written);
      if (target === "charged") rounding = added;
    },
    keep() {
      for (const [target, sum] of sums) sums.set(target, sum + (row.get(target) ?? 0));
      if (rounding === 0) return;
      rounded.roundedRows++;
      rounded.rounding += rounding;
    },
    sum: (target) => sums.get(target) ?? 0,
    rounded,
  };
}
