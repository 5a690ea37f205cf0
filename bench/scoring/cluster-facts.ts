import type { Pool } from "./pool.ts";

/** How far the bootstrap by clusters can be trusted. */
export interface ClusterFacts {
  readonly n: number;
  readonly withIncident: number;
  /** Share of devices in the largest. */
  readonly largest: number;
  /** Too few, or one too large: print the bootstrap's intervals grey. */
  readonly few: boolean;
}

const FEW_CLUSTERS = 10;
const LARGEST_SHARE = 0.2;

/** Counts the clusters of a pool. */
export function clusterFacts({ clusters, units }: Pool): ClusterFacts {
  const devices = clusters.reduce((sum, cluster) => sum + cluster.devices, 0);
  const most = clusters.reduce((max, cluster) => Math.max(max, cluster.devices), 0);
  const withIncident = new Set(units.cluster).size;
  const largest = devices > 0 ? most / devices : 0;
  return {
    n: clusters.length,
    withIncident,
    largest,
    few: largest > LARGEST_SHARE || withIncident < FEW_CLUSTERS,
  };
}
