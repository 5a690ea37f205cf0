import { runThreads, threadEntry } from "./run-threads.ts";
import type { WorkerSetup } from "./shard-worker.ts";
import type { PlainShardJob, ShardReport } from "./write-shard.ts";

/** How shards are spread over workers. */
export interface RunShardsOptions {
  readonly workers: number;
  /** What each worker loads. */
  readonly setup: WorkerSetup;
  readonly signal: AbortSignal | undefined;
  /** Called when a shard has finished a day, with the number of its devices. */
  readonly onDay: (devices: number) => void;
}

/** Makes the shards in worker threads, and gathers the reports in order of shards. */
export function runShards(
  jobs: readonly PlainShardJob[],
  { workers, setup, signal, onDay }: RunShardsOptions,
): Promise<ShardReport[]> {
  return runThreads<PlainShardJob, ShardReport>(jobs, {
    ...{ entry: threadEntry("shard-worker.js", import.meta.url), threads: workers, setup, signal },
    onStep: onDay,
    nameOf: ({ shard, scenario }) => `generate: shard ${shard} of ${scenario.name}`,
  });
}
