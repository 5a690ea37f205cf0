import { COUNTS, SUMS } from "../facts.ts";
import { ALARM_CLASSES } from "./classes.ts";
import type { ClusterSums, LookAlikeSums } from "./cluster-sums.ts";
import { emptySums, type Tally } from "./tally.ts";

/** One sum of the clusters where it is not 0: their places, and it. */
export interface Sparse {
  readonly at: Uint32Array;
  readonly value: Float64Array;
}

/**
 * A tally whose clusters lie in columns. A run holds hundreds of tallies, of thousands of clusters in
 * which nearly all sums are 0: packed they take a tenth of the memory, and go between processes
 * likewise.
 */
export interface PackedTally extends Omit<Tally, "clusters"> {
  readonly packed: {
    readonly length: number;
    /** Seeds that the clusters are of, and by cluster which. */
    readonly seeds: readonly (string | null)[];
    readonly seed: Uint16Array;
    readonly cluster: Uint32Array;
    readonly devices: Uint32Array;
    readonly deviceMs: Float64Array;
    readonly sums: Readonly<Record<string, Sparse>>;
    readonly counts: Readonly<Record<string, Sparse>>;
    /** By kind, and what is counted of it. */
    readonly lookAlikes: Readonly<Record<string, Readonly<Record<keyof LookAlikeSums, Sparse>>>>;
  };
}

/** Lays the clusters of a tally in columns. */
export function packTally({ clusters, ...rest }: Tally): PackedTally {
  const seeds = [...new Set(clusters.map(({ seed }) => seed))];
  const sparse = (read: (sums: ClusterSums) => number | undefined): Sparse => {
    const at = clusters.flatMap((sums, i) => (read(sums) ? [i] : []));
    return {
      at: Uint32Array.from(at),
      value: Float64Array.from(at, (i) => read(clusters[i]) as number),
    };
  };
  const kinds = new Set(clusters.flatMap(({ lookAlikes }) => Object.keys(lookAlikes)));
  return {
    ...rest,
    packed: {
      length: clusters.length,
      seeds,
      seed: Uint16Array.from(clusters, ({ seed }) => seeds.indexOf(seed)),
      cluster: Uint32Array.from(clusters, ({ cluster }) => cluster),
      devices: Uint32Array.from(clusters, ({ devices }) => devices),
      deviceMs: Float64Array.from(clusters, ({ deviceMs }) => deviceMs),
      sums: columns(SUMS, (name) => sparse((sums) => sums[name])),
      counts: columns(ALARM_CLASSES, (name) => sparse(({ counts }) => counts[name])),
      lookAlikes: columns([...kinds], (kind) =>
        columns(EPISODE_SUMS, (name) => sparse(({ lookAlikes }) => lookAlikes[kind]?.[name])),
      ),
    },
  };
}

/** The tally that was packed. */
export function unpackTally({ packed, ...rest }: PackedTally): Tally {
  const { length, seeds, seed, cluster, devices, deviceMs } = packed;
  const clusters = Array.from(
    { length },
    (_, i): ClusterSums => ({
      ...emptySums(seeds[seed[i]], cluster[i]),
      devices: devices[i],
      deviceMs: deviceMs[i],
    }),
  );
  for (const name of SUMS) each(packed.sums[name], (i, value) => (clusters[i][name] = value));
  for (const name of COUNTS) {
    each(packed.counts[name], (i, value) => (clusters[i].counts[name] = value));
  }
  for (const [kind, of] of Object.entries(packed.lookAlikes)) {
    for (const name of EPISODE_SUMS) {
      each(of[name], (i, value) => {
        const { lookAlikes } = clusters[i];
        lookAlikes[kind] ??= { episodes: 0, failed: 0, alarms: 0 };
        lookAlikes[kind][name] = value;
      });
    }
  }
  return { ...rest, clusters };
}

const EPISODE_SUMS = ["episodes", "failed", "alarms"] as const;

function columns<K extends string, T>(names: readonly K[], of: (name: K) => T): Record<K, T> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<K, T>;
}

function each({ at, value }: Sparse, take: (cluster: number, value: number) => void): void {
  for (let i = 0; i < at.length; i++) take(at[i], value[i]);
}
