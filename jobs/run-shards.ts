import { Worker } from "node:worker_threads";
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

type WorkerMessage =
  | { readonly kind: "day"; readonly devices: number }
  | { readonly kind: "shard"; readonly report: ShardReport }
  | { readonly kind: "error"; readonly error: unknown };

/** Workers run compiled code: from the sources they are found in dist/. */
const WORKER = import.meta.url.endsWith(".ts")
  ? new URL("../dist/jobs/shard-worker.js", import.meta.url)
  : new URL("./shard-worker.js", import.meta.url);

/**
 * Hands the jobs to worker threads, one after the other, and gathers the reports in order of shards.
 * The calling thread stays free, so that a signal is heard at once; on abort, or the first error, all
 * workers are stopped before the promise settles.
 */
export function runShards(
  jobs: readonly PlainShardJob[],
  { workers: wanted, setup, signal, onDay }: RunShardsOptions,
): Promise<ShardReport[]> {
  const reports = new Map<number, ShardReport>();
  const workers: Worker[] = [];
  let next = 0;
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      signal?.removeEventListener("abort", onAbort);
      Promise.all(workers.map((worker) => worker.terminate())).then(settle, reject);
    };
    const onAbort = () => finish(() => reject(signal?.reason));
    if (signal?.aborted) return onAbort();
    signal?.addEventListener("abort", onAbort);
    const listen = (worker: Worker) => (message: WorkerMessage) => {
      if (message.kind === "day") onDay(message.devices);
      else if (message.kind === "error") finish(() => reject(message.error));
      else {
        reports.set(message.report.facts.shard, message.report);
        if (next < jobs.length) worker.postMessage(jobs[next++]);
        else if (reports.size === jobs.length) finish(() => resolve(inOrder(reports)));
      }
    };
    for (let w = 0; w < Math.min(wanted, jobs.length); w++) {
      const worker = new Worker(WORKER, { workerData: setup });
      workers.push(worker);
      worker.on("error", (error) => finish(() => reject(error)));
      worker.on("message", listen(worker));
      worker.postMessage(jobs[next++]);
    }
  });
}

function inOrder(reports: ReadonlyMap<number, ShardReport>): ShardReport[] {
  return [...reports].sort(([a], [b]) => a - b).map(([, report]) => report);
}
