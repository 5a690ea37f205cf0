import { parentPort, workerData } from "node:worker_threads";
import { loadModels } from "./load-models.ts";
import { type ShardJob, writeShard } from "./write-shard.ts";

/** What the parent hands to a worker once; shards follow as messages. */
export interface WorkerSetup {
  readonly modelFiles: readonly string[];
}

const models = await loadModels((workerData as WorkerSetup).modelFiles);

parentPort?.on("message", (job: Omit<ShardJob, "models">) => {
  try {
    const onDay = () => parentPort?.postMessage({ kind: "day", devices: job.count });
    const report = writeShard({ ...job, models }, onDay);
    parentPort?.postMessage({ kind: "shard", report });
  } catch (error) {
    parentPort?.postMessage({ kind: "error", error });
  }
});
