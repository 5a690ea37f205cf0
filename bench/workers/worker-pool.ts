import type { Failure } from "../runners/failure.ts";
import type { ShardAnswer } from "../runners/run-shard.ts";
import { type FitAnswer, type FitTask, runFitTask } from "../tasks/fit-task.ts";
import type { FloorScores, FloorTask } from "../tasks/floor-task.ts";
import type { ScoreTask, TaskScore } from "../tasks/task.ts";
import { runUnit, type Unit } from "./unit.ts";
import { openWorker, type Worker } from "./worker.ts";

/** Told with each piece of work that is done, and how many there are. */
export type OnDone = (done: number, total: number) => void;

/** Told with each answer as it comes, in any order, and which task it is to. */
export type OnAnswer<T> = (answer: T, task: number) => void;

/** Some workers that do what a run is made of; the answers don't depend on how many there are. */
export interface WorkerPool {
  /**
   * Runs detectors; answers stand in the order of the units. Detectors of the catalogue share a
   * process for each worker; when that process dies, hangs or grows too large, its unit is done again
   * with each detector alone, so that only the culprit has a failure. Plug-ins have processes of
   * their own (see `openObserver`).
   */
  detect(units: readonly Unit[], onDone?: OnDone): Promise<readonly (readonly ShardAnswer[])[]>;
  /** Lets detectors learn; answers stand in the order of the tasks. */
  fit(tasks: readonly FitTask[]): Promise<readonly FitAnswer[]>;
  /** Calibrates and tallies; answers stand in the order of the tasks. */
  score(
    tasks: readonly ScoreTask[],
    onDone?: OnDone,
    onAnswer?: OnAnswer<TaskScore>,
  ): Promise<readonly TaskScore[]>;
  /** Works out floors and ceilings; answers stand in the order of the tasks. */
  floors(tasks: readonly FloorTask[], onDone?: OnDone): Promise<readonly FloorScores[]>;
  /** Ends all processes; settles when they are gone. */
  end(): Promise<void>;
}

/**
 * Opens a pool; its processes start when there is work for them. An abort ends them and refuses all
 * work, also what is under way.
 */
export function openWorkerPool(workers: number, signal?: AbortSignal): WorkerPool {
  const pool = Array.from({ length: Math.max(1, workers) }, () => openWorker(signal));
  const end = async () => {
    await Promise.all(pool.map((worker) => worker.end()));
  };
  signal?.addEventListener("abort", end, { once: true });
  const all = <T, R>(
    tasks: readonly T[],
    run: (worker: Worker, task: T) => Promise<R>,
    onDone: OnDone = () => {},
    onAnswer: OnAnswer<R> = () => {},
  ): Promise<R[]> => {
    const answers: R[] = [];
    let first = 0;
    let last = tasks.length - 1;
    let done = 0;
    const work = async (worker: Worker, w: number) => {
      while (first <= last) {
        signal?.throwIfAborted();
        // From both ends: neighbours share a view, which each process then reads only once.
        const index = w % 2 === 0 ? first++ : last--;
        try {
          answers[index] = await run(worker, tasks[index]);
        } catch (thrown) {
          // An aborted pool kills its workers: what they then say is no mistake of theirs.
          signal?.throwIfAborted();
          throw thrown;
        }
        onAnswer(answers[index], index);
        onDone(++done, tasks.length);
      }
    };
    return unlessAborted(Promise.all(pool.map(work)), signal).then(() => answers);
  };
  return {
    detect: (units, onDone) => all(units, (worker, unit) => detect(worker, unit, signal), onDone),
    fit: (tasks) => all(tasks, (worker, task) => learn(worker, task)),
    async score(tasks, onDone = () => {}, onAnswer = () => {}) {
      const groups = groupsOf(tasks, pool.length);
      const scores: TaskScore[] = [];
      let done = 0;
      const onScores: OnAnswer<readonly TaskScore[]> = (found, g) => {
        for (const [k, task] of groups[g].entries()) {
          scores[task] = found[k];
          onAnswer(found[k], task);
          onDone(++done, tasks.length);
        }
      };
      const run = (worker: Worker, group: readonly number[]) =>
        worker.score(group.map((task) => tasks[task]));
      await all(groups, run, undefined, onScores);
      return scores;
    },
    floors: (tasks, onDone) => all(tasks, (worker, task) => worker.floors(task), onDone),
    end,
  };
}

/** Most cells that are scored together: what has finished is kept when all of them have. */
const LARGEST_GROUP = 8;

/** Puts tasks together that are scored on the same rows; a combiner has other rows than its members. */
function groupsOf(tasks: readonly ScoreTask[], workers: number): number[][] {
  const shared = new Map<string, number[]>();
  const groups: number[][] = [];
  for (const [i, { dataset, view, scoring, tariff, combiner }] of tasks.entries()) {
    if (combiner !== null) {
      groups.push([i]);
      continue;
    }
    const key = JSON.stringify([dataset, view, scoring, tariff]);
    shared.set(key, [...(shared.get(key) ?? []), i]);
  }
  for (const group of shared.values()) {
    const size = Math.min(LARGEST_GROUP, Math.ceil(group.length / workers));
    for (let at = 0; at < group.length; at += size) groups.push(group.slice(at, at + size));
  }
  return groups;
}

/** A plug-in under way would be waited for until its time is up: an abort does not wait. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    signal.throwIfAborted();
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

async function detect(
  worker: Worker,
  unit: Unit,
  signal: AbortSignal | undefined,
): Promise<readonly ShardAnswer[]> {
  const isOurs = unit.runs.every(({ runnable }) => runnable.how.kind === "catalogue");
  if (!isOurs) return runUnit(unit);
  const answers = await worker.detect(unit);
  // An aborted pool kills its workers, which is no detector's failure and nothing to try again.
  signal?.throwIfAborted();
  if (!("status" in answers)) return answers;
  if (unit.runs.length === 1) return [failed(answers)];
  const alone: ShardAnswer[] = [];
  for (const run of unit.runs)
    alone.push(...(await detect(worker, { ...unit, runs: [run] }, signal)));
  return alone;
}

async function learn(worker: Worker, task: FitTask): Promise<FitAnswer> {
  if (task.runnable.how.kind !== "catalogue") return runFitTask(task);
  const answer = await worker.fit(task);
  return "status" in answer ? { failure: answer, hash: "", rows: 0, ms: 0 } : answer;
}

function failed(failure: Failure): ShardAnswer {
  return { failure, alerts: 0, rows: 0, ms: 0 };
}
