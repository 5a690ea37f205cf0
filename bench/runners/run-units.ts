import type { Failure } from "./failure.ts";
import type { ShardAnswer } from "./run-shard.ts";
import { runUnit, type Unit } from "./unit.ts";
import { openWorker, type Worker } from "./worker.ts";

/** How units of work are done. */
export interface RunUnits {
  readonly workers: number;
  /** Called with each unit that is done and its place among all. */
  readonly onUnit?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Does units of work on some workers and returns their answers in the order of the units, the same
 * whatever the number of workers. Detectors of the catalogue share a process for each worker; when
 * that process dies, hangs or grows too large, its unit is done again with each detector alone, so
 * that only the culprit has a failure. Plug-ins have processes of their own (see `openObserver`).
 */
export async function runUnits(
  units: readonly Unit[],
  { workers, onUnit = () => {}, signal }: RunUnits,
): Promise<readonly (readonly ShardAnswer[])[]> {
  const answers: (readonly ShardAnswer[])[] = units.map(() => []);
  let next = 0;
  let done = 0;
  const work = async () => {
    const worker = openWorker();
    try {
      while (next < units.length) {
        signal?.throwIfAborted();
        const index = next++;
        answers[index] = await doUnit(worker, units[index]);
        onUnit(++done, units.length);
      }
    } finally {
      worker.end();
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, workers) }, work));
  return answers;
}

async function doUnit(worker: Worker, unit: Unit): Promise<readonly ShardAnswer[]> {
  const isOurs = unit.runs.every(({ runnable }) => runnable.how.kind === "catalogue");
  if (!isOurs) return runUnit(unit);
  const answers = await worker.run(unit);
  if (!("status" in answers)) return answers;
  if (unit.runs.length === 1) return [failed(answers)];
  const alone: ShardAnswer[] = [];
  for (const run of unit.runs) alone.push(...(await doUnit(worker, { ...unit, runs: [run] })));
  return alone;
}

function failed(failure: Failure): ShardAnswer {
  return { failure, alerts: 0, rows: 0, ms: 0 };
}
