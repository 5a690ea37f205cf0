import { quantileBins } from "./quantile-bins.ts";
import type { Sample, SampleColumn } from "./sample.ts";

/** Cells of a sample and how many rows each device of a side has in each. */
export interface Cells {
  readonly names: readonly ((cell: number) => string)[];
  /** Which feature a cell belongs to, and the first cell of each feature. */
  readonly firstOf: readonly number[];
  readonly count: number;
  /** Entries of (cell, unit, rows); a unit is a device on one side. */
  readonly cell: Uint32Array;
  readonly unit: Uint32Array;
  readonly rows: Uint32Array;
}

const BINS = 200;
/** A column of fewer values enters pairs exactly, others in bins. */
const FEW = 40;
const PAIR_BINS = 16;

interface Feature {
  readonly ids: Uint32Array;
  readonly count: number;
  readonly name: (id: number) => string;
}

/** Cuts a sample into cells: every exact value, 200 quantile bins, and all pairs of two columns. */
export function cutCells({ columns }: Sample, unitOf: Uint32Array, units: number): Cells {
  const features = columns.flatMap((column) => [exactly(column), ...inBins(column)]);
  const coarse = columns.map((column) => {
    const exact = exactly(column);
    return exact.count < FEW ? exact : binned(column, PAIR_BINS);
  });
  for (let a = 0; a < coarse.length; a++) {
    for (let b = a + 1; b < coarse.length; b++) features.push(pairOf(coarse[a], coarse[b]));
  }
  return countCells(features, unitOf, units);
}

function exactly({ name, values }: SampleColumn): Feature {
  const seen = new Map<number, number>();
  const ids = Uint32Array.from(values, (value) => {
    const known = seen.get(value) ?? seen.size;
    seen.set(value, known);
    return known;
  });
  const words = [...seen.keys()];
  return { ids, count: seen.size, name: (id) => `${name} = ${short(words[id])}` };
}

function inBins(column: SampleColumn): Feature[] {
  const feature = binned(column, BINS);
  return feature.count <= FEW ? [] : [feature];
}

function binned({ name, values }: SampleColumn, most: number): Feature {
  const { bins, count } = quantileBins(values, most);
  const low = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < values.length; i++) {
    low[bins[i]] = Math.min(low[bins[i]], values[i]);
    high[bins[i]] = Math.max(high[bins[i]], values[i]);
  }
  const text = (id: number) => `${name} in ${short(low[id])} to ${short(high[id])}`;
  return { ids: Uint32Array.from(bins), count, name: text };
}

function pairOf(a: Feature, b: Feature): Feature {
  return {
    ids: a.ids.map((id, i) => id * b.count + b.ids[i]),
    count: a.count * b.count,
    name: (id) => `${a.name(Math.floor(id / b.count))} and ${b.name(id % b.count)}`,
  };
}

const short = (value: number): string =>
  Number.isNaN(value) ? "nothing" : String(Number(value.toPrecision(6)));

function countCells(features: readonly Feature[], unitOf: Uint32Array, units: number): Cells {
  const order = Uint32Array.from(unitOf.keys()).sort((a, b) => unitOf[a] - unitOf[b]);
  const most = features.length * order.length;
  const [cell, unit, rows] = [1, 2, 3].map(() => new Uint32Array(most));
  const firstOf: number[] = [];
  let first = 0;
  let entries = 0;
  for (const { ids, count } of features) {
    firstOf.push(first);
    const lastUnit = new Uint32Array(count).fill(units);
    const entryAt = new Uint32Array(count);
    for (const row of order) {
      const id = ids[row];
      if (lastUnit[id] !== unitOf[row]) {
        lastUnit[id] = unitOf[row];
        entryAt[id] = entries;
        cell[entries] = first + id;
        unit[entries++] = unitOf[row];
      }
      rows[entryAt[id]]++;
    }
    first += count;
  }
  const cut = (values: Uint32Array) => values.subarray(0, entries);
  const names = features.map(({ name }) => name);
  return { names, firstOf, count: first, cell: cut(cell), unit: cut(unit), rows: cut(rows) };
}

/** Says in words what a cell holds. */
export function cellName({ names, firstOf }: Cells, cell: number): string {
  let at = 0;
  while (at + 1 < firstOf.length && firstOf[at + 1] <= cell) at++;
  return names[at](cell - firstOf[at]);
}
