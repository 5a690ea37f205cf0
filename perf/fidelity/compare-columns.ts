import { COLUMN_NAMES, COLUMN_VALUES, type ColumnName } from "./compared-columns.ts";
import type { ComparedRow } from "./compared-row.ts";

/** Fewer rows have no 5th percentile: one in twenty. */
export const LEAST_ROWS = 20;
/** Medians may differ by that factor (chosen). */
const FACTOR = 1.5;
/** Shares may also differ by that much (chosen): a factor says little of what is nearly nothing. */
const SHARE = 0.05;
const SHARES = new Set<ColumnName>(["up share", "share of high ports"]);

/** Percentiles 5, 50 and 95. */
export type Spread = readonly [low: number, median: number, high: number];

/** Whether the real median lies where simulation puts it, or why that was not judged. */
export type Verdict = "met" | "missed" | "too few rows" | "told by it";

/** One column of real rows beside simulated ones. */
export interface ComparedColumn {
  readonly name: ColumnName;
  /** null where no row says anything. */
  readonly real: Spread | null;
  readonly simulated: Spread | null;
  readonly verdict: Verdict;
}

/**
 * Compares each column of real rows with simulated ones. A column is met where the real median lies
 * within the simulated 5th to 95th percentile and the medians lie within a factor of 1.5 or, of
 * shares, within .05. Judged from 20 rows a side on, and not where rows were told by it.
 */
export function compareColumns(
  real: readonly ComparedRow[],
  simulated: readonly ComparedRow[],
  toldBy: readonly ColumnName[] = [],
): readonly ComparedColumn[] {
  return COLUMN_NAMES.map((name) => {
    const [own, other] = [real, simulated].map((rows) => sortedValues(rows, name));
    const spreads = { real: spreadOf(own), simulated: spreadOf(other) };
    const judge = (): Verdict => {
      if (toldBy.includes(name)) return "told by it";
      if (own.length < LEAST_ROWS || other.length < LEAST_ROWS) return "too few rows";
      return isMet(spreads.real as Spread, spreads.simulated as Spread, name) ? "met" : "missed";
    };
    return { name, ...spreads, verdict: judge() };
  });
}

/** Least bytes of a packet of TCP, and less than any that asks a name server; a bare datagram can be smaller. */
const HEADERS = 40;

/** Tells the share of rows whose mean packet up is smaller than headers of TCP, of those that sent any. */
export function thinShare(rows: readonly ComparedRow[]): number {
  const sizes = sortedValues(rows, "packet up, B");
  return sizes.length === 0 ? 0 : sizes.filter((size) => size < HEADERS).length / sizes.length;
}

function isMet(real: Spread, [low, median, high]: Spread, name: ColumnName): boolean {
  if (real[1] < low || real[1] > high) return false;
  if (SHARES.has(name) && Math.abs(real[1] - median) <= SHARE) return true;
  return Math.max(real[1], median) <= FACTOR * Math.min(real[1], median);
}

function sortedValues(rows: readonly ComparedRow[], name: ColumnName): Float64Array {
  return Float64Array.from(rows, ({ values }) => COLUMN_VALUES[name](values))
    .filter((value) => !Number.isNaN(value))
    .sort();
}

function spreadOf(sorted: Float64Array): Spread | null {
  if (sorted.length === 0) return null;
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
  return [at(0.05), at(0.5), at(0.95)];
}
