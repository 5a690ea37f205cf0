import type { Reservoir } from "../../datasets/audit/reservoir.ts";
import { keyOf, keyWith } from "../../datasets/keyed.ts";
import type { ComparedRow } from "./compared-row.ts";

/** Rows that stand beside each: more of them steady their quantiles. */
const ROWS_BESIDE = 4;

/** Rows, and four times as many others of the same cells. */
export interface RowsBeside {
  readonly rows: readonly ComparedRow[];
  readonly beside: readonly ComparedRow[];
}

/** Gives each row four others of its cell, none twice; rows that find fewer are left out. */
export function matchBeside(
  rows: readonly ComparedRow[],
  cells: ReadonlyMap<number, Pick<Reservoir<ComparedRow>, "kept">>,
  cellOf: (row: ComparedRow) => number,
): RowsBeside {
  const left = new Map<number, ComparedRow[]>();
  const matched: ComparedRow[] = [];
  const beside: ComparedRow[] = [];
  for (const row of shuffled(rows, "rows")) {
    const cell = cellOf(row);
    const others = left.get(cell) ?? shuffled(cells.get(cell)?.kept ?? [], "beside");
    left.set(cell, others);
    if (others.length < ROWS_BESIDE) continue;
    matched.push(row);
    beside.push(...others.splice(-ROWS_BESIDE));
  }
  return { rows: matched, beside };
}

/** A reservoir that was never full lies in the order of time, and so do the rows of a capture. */
function shuffled(rows: readonly ComparedRow[], name: string): ComparedRow[] {
  const key = keyOf("fidelity match", name);
  const order = [...rows.keys()].sort((a, b) => keyWith(key, a) - keyWith(key, b));
  return order.map((at) => rows[at]);
}
