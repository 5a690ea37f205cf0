import { SUMS } from "../facts.ts";
import { ALARM_CLASSES } from "./classes.ts";
import type { ClusterSums } from "./cluster-sums.ts";
import { bySeedAndCase, bySeedAndCluster, type RunStatus, type Tally } from "./tally.ts";

/** From best to worst: a run of several parts has the status of its worst. */
const STATUS_ORDER: readonly RunStatus[] = [
  "ok",
  "not-evaluable",
  "invalid",
  "timeout",
  "oom",
  "error",
];

/** What is added up of each cluster: how large it is, and all its sums, of which metrics read. */
const SUMMED = ["devices", "deviceMs", ...SUMS] as const;

/**
 * Merges the tallies of shards, workers or seeds. All sums are integers and all lists are put in
 * one order, so any order of merging gives the same bits. Shards must not overlap; a cluster may
 * span them.
 */
export function mergeTallies(tallies: readonly Tally[]): Tally {
  // A tally's lists are in order already.
  if (tallies.length === 1) return tallies[0];
  const clusters = new Map<string, ClusterSums>();
  for (const tally of tallies) {
    for (const sums of tally.clusters) {
      const key = `${sums.seed ?? ""}/${sums.cluster}`;
      const kept = clusters.get(key);
      if (kept) add(kept, sums);
      else clusters.set(key, copyOf(sums));
    }
  }
  return {
    status: statusOf(tallies),
    truth: tallies.every(({ truth }) => truth),
    lookAlikeKinds: [...new Set(tallies.flatMap((tally) => tally.lookAlikeKinds))].sort(),
    clusters: [...clusters.values()].sort(bySeedAndCluster),
    outcomes: tallies.flatMap(({ outcomes }) => outcomes).sort(bySeedAndCase),
  };
}

/** The worst status of several runs. */
export function statusOf(tallies: readonly Pick<Tally, "status">[]): RunStatus {
  const worst = Math.max(0, ...tallies.map(({ status }) => STATUS_ORDER.indexOf(status)));
  return STATUS_ORDER[worst];
}

function copyOf(sums: ClusterSums): ClusterSums {
  const lookAlikes = Object.fromEntries(
    Object.entries(sums.lookAlikes).map(([kind, of]) => [kind, { ...of }]),
  );
  return { ...sums, counts: { ...sums.counts }, lookAlikes };
}

function add(into: ClusterSums, more: ClusterSums): void {
  for (const name of SUMMED) into[name] += more[name];
  for (const name of ALARM_CLASSES) into.counts[name] += more.counts[name];
  for (const [kind, { episodes, failed, alarms }] of Object.entries(more.lookAlikes)) {
    into.lookAlikes[kind] ??= { episodes: 0, failed: 0, alarms: 0 };
    into.lookAlikes[kind].episodes += episodes;
    into.lookAlikes[kind].failed += failed;
    into.lookAlikes[kind].alarms += alarms;
  }
}
