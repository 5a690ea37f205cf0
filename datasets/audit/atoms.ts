import { keyOf, keyWith } from "../keyed.ts";
import { type Cells, cellName, cutCells } from "./cells.ts";
import type { Sample } from "./sample.ts";

/** Deals of the labels that say what chance gives; the same number for every contrast of an audit. */
export const DEALS = 20;

/** The cell that one side has most unlike the other. */
export interface Atoms {
  /** Largest z by device of all cells. */
  readonly z: number;
  /** What the cell holds, in words. */
  readonly cell: string;
  /** Share of each side's rows in it. */
  readonly inside: number;
  readonly outside: number;
  readonly cells: number;
  /** Largest z of all cells in each deal of labels at random. */
  readonly dealt: readonly number[];
  /** z by device of a set of rows. */
  zOf(isIn: (row: number) => boolean): number;
}

/**
 * Looks for single values, narrow bands and pairs of values that one side has and the other has not:
 * leaks in few rows, which no area under a curve shows (5 % of rows can't lift it above .525).
 *
 * z = difference of the shares / its error by device under equal shares, so that a value on few devices
 * weighs little however many rows have it. Chance is told by the largest z over all cells with the
 * labels dealt to devices at random.
 */
export function findAtoms(sample: Sample): Atoms {
  const units = unitsOf(sample);
  const cells = cutCells(sample, units.of, units.rows.length);
  const sums = openSums(cells, units);
  const whole = largest(cells, units, units.side, sums);
  const { inside, outside } = whole;
  const dealt: number[] = [];
  for (let deal = 0; deal < DEALS; deal++) {
    dealt.push(largest(cells, units, dealSides(units.side, deal), sums).z);
  }
  return {
    ...{ z: whole.z, inside, outside, dealt },
    cell: cellName(cells, whole.cell),
    cells: cells.count,
    zOf(isIn) {
      const rows = new Uint32Array(units.rows.length);
      // Every device has an entry here, of 0 rows too.
      for (let i = 0; i < units.of.length; i++) if (isIn(i)) rows[units.of[i]]++;
      const unit = Uint32Array.from(rows.keys());
      const one = { cell: new Uint32Array(rows.length), unit, rows, count: 1 };
      return largest(one, units, units.side, openSums(one, units)).z;
    },
  };
}

/** What fewer devices have in common may be chance, and no error of a small count is normal. */
const LEAST_UNITS = 5;

interface Units {
  /** Unit of each row: a device on one side. */
  readonly of: Uint32Array;
  readonly side: Uint8Array;
  readonly rows: Float64Array;
}

function unitsOf({ labels, devices }: Sample): Units {
  const seen = new Map<number, number>();
  const side: number[] = [];
  const rows: number[] = [];
  const of = new Uint32Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    const name = devices[i] * 2 + labels[i];
    let unit = seen.get(name);
    if (unit === undefined) {
      unit = seen.size;
      seen.set(name, unit);
      side.push(labels[i]);
      rows.push(0);
    }
    of[i] = unit;
    rows[unit]++;
  }
  return { of, side: Uint8Array.from(side), rows: Float64Array.from(rows) };
}

function dealSides(side: Uint8Array, deal: number): Uint8Array {
  const key = keyWith(keyOf("audit deal"), deal);
  const order = [...side.keys()].sort((a, b) => keyWith(key, a) - keyWith(key, b));
  return Uint8Array.from(order, (from) => side[from]);
}

/** Sums of each cell: rows by side, and over both their squares and their products with all rows of the unit. */
interface Sums {
  readonly rows: readonly [outside: Float64Array, inside: Float64Array];
  readonly squares: Float64Array;
  readonly products: Float64Array;
  /** Devices that have the cell. */
  readonly units: Uint32Array;
}

/** Adds up what does not depend on the labels. */
function openSums({ cell, unit, rows, count }: CellRows, units: Units): Sums {
  const [squares, products] = [new Float64Array(count), new Float64Array(count)];
  const unitsOfCell = new Uint32Array(count);
  for (let e = 0; e < cell.length; e++) {
    unitsOfCell[cell[e]]++;
    squares[cell[e]] += rows[e] * rows[e];
    products[cell[e]] += rows[e] * units.rows[unit[e]];
  }
  const side = () => new Float64Array(count);
  return { rows: [side(), side()], squares, products, units: unitsOfCell };
}

type CellRows = Pick<Cells, "cell" | "unit" | "rows" | "count">;

interface Largest {
  readonly z: number;
  readonly cell: number;
  readonly inside: number;
  readonly outside: number;
}

function largest(
  { cell, unit, rows }: CellRows,
  units: Units,
  side: Uint8Array,
  sums: Sums,
): Largest {
  for (const values of sums.rows) values.fill(0);
  const all = [0, 0];
  const squares = [0, 0];
  for (let u = 0; u < side.length; u++) {
    all[side[u]] += units.rows[u];
    squares[side[u]] += units.rows[u] * units.rows[u];
  }
  for (let e = 0; e < cell.length; e++) {
    sums.rows[side[unit[e]]][cell[e]] += rows[e];
  }
  let best: Largest = { z: 0, cell: 0, inside: 0, outside: 0 };
  const rows0 = sums.rows[0];
  const rows1 = sums.rows[1];
  const bySquares = squares[0] / (all[0] * all[0]) + squares[1] / (all[1] * all[1]);
  const [rowsOfAll, squaresOfAll] = [all[0] + all[1], squares[0] + squares[1]];
  // Residues grow with a device's rows where its rows are independent, with their square where they
  // are alike: what fits neither is judged by the larger error.
  const byRows = 1 / all[0] + 1 / all[1];
  const spread = Math.max(bySquares / squaresOfAll, byRows / rowsOfAll);
  for (let c = 0; c < rows0.length; c++) {
    const [outside, inside] = [rows0[c] / all[0], rows1[c] / all[1]];
    if (inside === outside || sums.units[c] < LEAST_UNITS) continue;
    const share = (rows0[c] + rows1[c]) / rowsOfAll;
    const residues = sums.squares[c] - 2 * share * sums.products[c] + share * share * squaresOfAll;
    const z = Math.abs(inside - outside) / Math.sqrt(residues * spread);
    if (z > best.z) best = { z, cell: c, inside, outside };
  }
  return best;
}
