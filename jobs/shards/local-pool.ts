import { setImmediate } from "node:timers/promises";
import type { ShardAnswer } from "../../bench/runners/run-shard.ts";
import { runUnit } from "../../bench/workers/unit.ts";
import type { WorkerPool } from "../../bench/workers/worker-pool.ts";

/**
 * Runs detectors in this very process, one unit after the other: a shard is a process of its own
 * already, and whoever schedules it limits its memory and starts it again.
 */
export function openLocalPool(signal?: AbortSignal): Pick<WorkerPool, "detect"> {
  return {
    async detect(units, onDone) {
      const answers: (readonly ShardAnswer[])[] = [];
      for (const unit of units) {
        await setImmediate();
        signal?.throwIfAborted();
        answers.push(await runUnit(unit));
        onDone?.(answers.length, units.length);
      }
      return answers;
    },
  };
}
