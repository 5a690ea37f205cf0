import { parentPort, workerData } from "node:worker_threads";
import { loadModels } from "./load-models.ts";
import { loadSafeguards } from "./load-safeguards.ts";
import { type PlainShardJob, writeShard } from "./write-shard.ts";

/** What the parent hands to a worker once; shards follow as messages. */
export interface WorkerSetup {
  readonly modelFiles: readonly string[];
  readonly safeguardFiles: readonly string[];
}

const { modelFiles, safeguardFiles } = workerData as WorkerSetup;
const models = await loadModels(modelFiles);
const safeguards = await loadSafeguards(safeguardFiles);

parentPort?.on("message", (job: PlainShardJob) => {
  try {
    const onDay = () => parentPort?.postMessage({ kind: "step", done: job.count });
    const report = writeShard({ ...job, models, safeguards }, onDay);
    parentPort?.postMessage({ kind: "report", report });
  } catch (error) {
    parentPort?.postMessage({ kind: "error", error });
  }
});
