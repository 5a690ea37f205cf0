import type { CaseSum, Share, UnitSum } from "../facts.ts";
import type { ShareSums } from "../statistics/padded.ts";
import type { Column, Pool } from "./pool.ts";
import { CASE_SUMS, sortSums, UNIT_SUMS } from "./sums.ts";

/** Collects a share's sums, cluster by cluster. */
interface Collector {
  add(cluster: number, part: number, whole: number): void;
  sums(): ShareSums;
}

function collect(name: string): Collector {
  const parts = new Map<number, number>();
  const wholes = new Map<number, number>();
  return {
    add(cluster, part, whole) {
      parts.set(cluster, (parts.get(cluster) ?? 0) + part);
      wholes.set(cluster, (wholes.get(cluster) ?? 0) + whole);
    },
    sums() {
      const used = [...wholes.keys()].filter((c) => (wholes.get(c) as number) > 0);
      used.sort((a, b) => a - b);
      return {
        name,
        cluster: Int32Array.from(used),
        part: Float64Array.from(used, (c) => parts.get(c) as number),
        whole: Float64Array.from(used, (c) => wholes.get(c) as number),
      };
    },
  };
}

/** Lays a share out cluster by cluster, of all incidents or of one kind; the key then names it too. */
export function shareSums(pool: Pool, { key, part, whole }: Share, kind?: number): ShareSums {
  const all = collect(kind === undefined ? key : `${key} ${pool.kinds[kind]}`);
  const parts = sortSums(pool, part, kind !== undefined);
  const wholes = sortSums(pool, whole, kind !== undefined);
  for (const [side, names] of [wholes.columns, parts.columns].entries()) {
    for (const { cluster, value } of names.map((name) => pool.columns[name])) {
      for (let i = 0; i < cluster.length; i++) {
        all.add(cluster[i], side === 1 ? value[i] : 0, side === 0 ? value[i] : 0);
      }
    }
  }
  const { units, sizes, damage } = pool;
  for (let i = 0; i < units.length && parts.units.length + wholes.units.length > 0; i++) {
    if (kind !== undefined && units.kind[i] !== kind) continue;
    const weight = 1 / sizes[units.size[i]];
    const count = (names: readonly UnitSum[]) =>
      names.reduce((sum, name) => sum + UNIT_SUMS[name](units, i), 0);
    all.add(units.cluster[i], weight * count(parts.units), weight * count(wholes.units));
  }
  for (let i = 0; i < damage.length && parts.cases.length + wholes.cases.length > 0; i++) {
    if (kind !== undefined && damage.kind[i] !== kind) continue;
    const count = (names: readonly CaseSum[]) =>
      names.reduce((sum, name) => sum + CASE_SUMS[name](damage, i), 0);
    all.add(damage.cluster[i], count(parts.cases), count(wholes.cases));
  }
  return all.sums();
}

/** Incident weight caught within so many seconds, of all. */
export function caughtWithinSums(
  { units, sizes, axes }: Pool,
  key: string,
  most: number,
): ShareSums {
  const { event, value } = axes.seconds;
  const all = collect(key);
  for (let i = 0; i < units.length; i++) {
    const weight = 1 / sizes[units.size[i]];
    all.add(units.cluster[i], event[i] === 1 && value[i] <= most ? weight : 0, weight);
  }
  return all.sums();
}

/** Columns as a share of columns that hold them; those of `minus` are taken from the part. */
export function columnShare(
  name: string,
  parts: readonly Column[],
  wholes: readonly Column[],
  minus: readonly Column[] = [],
): ShareSums {
  const all = collect(name);
  const each = (columns: readonly Column[], add: (cluster: number, value: number) => void) => {
    for (const { cluster, value } of columns) {
      for (let i = 0; i < cluster.length; i++) add(cluster[i], value[i]);
    }
  };
  each(wholes, (cluster, value) => all.add(cluster, 0, value));
  each(parts, (cluster, value) => all.add(cluster, value, 0));
  each(minus, (cluster, value) => all.add(cluster, -value, 0));
  return all.sums();
}
