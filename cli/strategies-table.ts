import { strategyRows } from "../bench/report/strategy-rows.ts";
import type { RunStrategy } from "../bench/run/run-strategy.ts";
import { bandedTable } from "./banded-table.ts";
import { wrapped } from "./wrapped.ts";

/** Lays out what strategies come to on one dataset of a bench; nothing where none was asked. */
export function strategiesTable(
  strategies: readonly RunStrategy[],
  dataset: { readonly currency: string; readonly truth: unknown },
  width: number,
): readonly string[] {
  if (strategies.length === 0) return [];
  const { head, rows, note } = strategyRows(strategies, dataset);
  const table = bandedTable(head, rows, {
    width,
    aligns: head.map((_, i) => (i === 0 ? "left" : "right")),
  });
  return [`${table}\n${wrapped(note, { width })}`];
}
