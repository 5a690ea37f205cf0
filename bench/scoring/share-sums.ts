import type { ShareSums } from "../statistics/padded.ts";
import type { Column, Pool } from "./pool.ts";

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

/** Bytes saved of bytes in all, for each kind of incident that has any. */
export function damageByKind({ damage, kinds }: Pool): ShareSums[] {
  const all = kinds.map((kind) => collect(`saved ${kind}`));
  for (let i = 0; i < damage.length; i++) {
    all[damage.kind[i]].add(damage.cluster[i], damage.saved[i], damage.total[i]);
  }
  return all.map((one) => one.sums());
}

/** Bytes saved of bytes in all. */
export function damageInAll({ damage }: Pool): ShareSums {
  const all = collect("saved");
  for (let i = 0; i < damage.length; i++) {
    all.add(damage.cluster[i], damage.saved[i], damage.total[i]);
  }
  return all.sums();
}

/** Cases caught or found late, of cases, for each kind. */
export function foundByKind({ damage, kinds }: Pool): ShareSums[] {
  const all = kinds.map((kind) => collect(`found ${kind}`));
  for (let i = 0; i < damage.length; i++) {
    all[damage.kind[i]].add(damage.cluster[i], damage.found[i], 1);
  }
  return all.map((one) => one.sums());
}

/** Cases caught or found late, of cases. */
export function foundInAll({ damage }: Pool): ShareSums {
  const all = collect("found cases");
  for (let i = 0; i < damage.length; i++) all.add(damage.cluster[i], damage.found[i], 1);
  return all.sums();
}

/** Incident weight that meets a condition, of each kind. */
export function weightByKind(
  pool: Pool,
  name: string,
  counts: (unit: number) => boolean,
): ShareSums[] {
  const { units, sizes, kinds } = pool;
  const all = kinds.map((kind) => collect(`${name} ${kind}`));
  for (let i = 0; i < units.length; i++) {
    const weight = 1 / sizes[units.size[i]];
    all[units.kind[i]].add(units.cluster[i], counts(i) ? weight : 0, weight);
  }
  return all.map((one) => one.sums());
}

/** Incident weight that meets a condition, of all. */
export function weightInAll(
  { units, sizes }: Pool,
  name: string,
  counts: (unit: number) => boolean,
): ShareSums {
  const all = collect(name);
  for (let i = 0; i < units.length; i++) {
    const weight = 1 / sizes[units.size[i]];
    all.add(units.cluster[i], counts(i) ? weight : 0, weight);
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
