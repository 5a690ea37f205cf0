import { suggest } from "../../datasets/nearest-name.ts";
import { DAY } from "../../datasets/sizes.ts";
import type { CaseSum, ColumnName, SumName, UnitSum } from "../facts.ts";
import { shareOf } from "./latency.ts";
import type { Column, Pool } from "./pool.ts";

/** What one unit of incident weight counts in each sum. */
export const UNIT_SUMS: Readonly<Record<UnitSum, (units: Pool["units"], i: number) => number>> = {
  incidents: () => 1,
  caughtIncidents: ({ caught }, i) => caught[i],
  lateIncidents: ({ late }, i) => late[i],
};

/** What one case counts in each sum. */
export const CASE_SUMS: Readonly<Record<CaseSum, (cases: Pool["damage"], i: number) => number>> = {
  cases: () => 1,
  foundCases: ({ found }, i) => found[i],
  missedCases: ({ found }, i) => 1 - found[i],
  savedBytes: ({ saved }, i) => saved[i],
  incidentBytes: ({ total }, i) => total[i],
};

/** Names of sums by what they are added up over. */
export interface SortedSums {
  readonly columns: readonly ColumnName[];
  readonly units: readonly UnitSum[];
  readonly cases: readonly CaseSum[];
}

/** Sorts names of sums; throws a RangeError on one that nobody knows, or not by kind. */
export function sortSums(pool: Pool, names: readonly SumName[], isOfKind: boolean): SortedSums {
  for (const name of names) checkSum(pool, name, isOfKind);
  return {
    columns: names.filter((name) => name in pool.columns) as ColumnName[],
    units: names.filter((name) => name in UNIT_SUMS) as UnitSum[],
    cases: names.filter((name) => name in CASE_SUMS) as CaseSum[],
  };
}

function checkSum(pool: Pool, name: string, isOfKind: boolean): void {
  const known = [UNIT_SUMS, CASE_SUMS, pool.columns].flatMap((sums) => Object.keys(sums));
  if (!known.includes(name)) {
    throw new RangeError(`metric: unknown sum ${name}; ${suggest(name, known)}`);
  }
  if (isOfKind && Object.hasOwn(pool.columns, name)) {
    throw new RangeError(`metric: ${name} is not known by kind of incident`);
  }
}

/** Adds sums up under weights of clusters; of one kind of incident where that is named. */
export function totalOf(
  pool: Pool,
  weights: Float64Array,
  names: readonly SumName[],
  kind?: number,
): number {
  let total = 0;
  let units: UnitSum[] | null = null;
  for (const name of names) {
    if (Object.hasOwn(UNIT_SUMS, name)) {
      units ??= [];
      units.push(name as UnitSum);
    } else if (Object.hasOwn(CASE_SUMS, name)) {
      total += sumOverCases(pool.damage, weights, name as CaseSum, kind);
    } else {
      const column = pool.columns[name as ColumnName];
      if (column === undefined || kind !== undefined) checkSum(pool, name, kind !== undefined);
      total += weightedSum(column, weights);
    }
  }
  return units === null ? total : total + weightOfUnits(pool, weights, units, kind);
}

function sumOverCases(
  cases: Pool["damage"],
  weights: Float64Array,
  name: CaseSum,
  kind: number | undefined,
): number {
  const count = CASE_SUMS[name];
  let sum = 0;
  for (let i = 0; i < cases.length; i++) {
    if (kind !== undefined && cases.kind[i] !== kind) continue;
    sum += weights[cases.cluster[i]] * count(cases, i);
  }
  return sum;
}

/** Integer weights by size, divided once: the order of units can't change a bit. */
function weightOfUnits(
  { units, sizes }: Pool,
  weights: Float64Array,
  names: readonly UnitSum[],
  kind: number | undefined,
): number {
  const bySize = new Float64Array(sizes.length);
  for (const name of names) {
    const count = UNIT_SUMS[name];
    for (let i = 0; i < units.length; i++) {
      if (kind !== undefined && units.kind[i] !== kind) continue;
      bySize[units.size[i]] += weights[units.cluster[i]] * count(units, i);
    }
  }
  return shareOf(bySize, sizes);
}

/** One of a pool's sums under weights. */
export function weightedSum({ cluster, value }: Column, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < cluster.length; i++) sum += weights[cluster[i]] * value[i];
  return sum;
}

/** Device-days of a pool under weights. */
export function weightedDays({ deviceMs }: Pool, weights: Float64Array): number {
  let ms = 0;
  for (let c = 0; c < deviceMs.length; c++) ms += weights[c] * deviceMs[c];
  return ms / DAY;
}

/** A ratio; undefined without a whole. */
export function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : Number.NaN;
}

/** The mean of the values that are defined. */
export function meanOfDefined(values: readonly number[]): number {
  const defined = values.filter((value) => !Number.isNaN(value));
  return defined.reduce((a, b) => a + b, 0) / defined.length;
}
