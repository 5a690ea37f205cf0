import { type ChildProcess, fork } from "node:child_process";
import { BrokenDataset } from "../../datasets/format/broken-dataset.ts";
import { type Failure, failure, failureOf, isFailure } from "../runners/failure.ts";
import type { Limits } from "../runners/foreign-process.ts";
import { residentBytes } from "../runners/process-tree.ts";
import type { ShardAnswer } from "../runners/run-shard.ts";
import type { FitAnswer, FitTask } from "../tasks/fit-task.ts";
import type { FloorScores, FloorTask } from "../tasks/floor-task.ts";
import type { ScoreTask, TaskScore } from "../tasks/task.ts";
import { runnerEntry } from "./runner-entry.ts";
import type { Unit } from "./unit.ts";

/** What a worker's process is asked. */
export type WorkerRequest =
  | { readonly unit: Unit }
  | { readonly tasks: readonly ScoreTask[] }
  | { readonly floors: FloorTask }
  | { readonly fit: FitTask };

/** What it says. */
export type WorkerReply =
  | { readonly tick: true }
  | { readonly answers: readonly ShardAnswer[] }
  | { readonly scores: readonly TaskScore[] }
  | { readonly floorScores: FloorScores }
  | { readonly fitted: FitAnswer }
  | { readonly broken: string; readonly isDataset: boolean };

/** A child process that runs detectors of the catalogue, and scores. */
export interface Worker {
  /**
   * Does a unit; a `Failure` when the process died, hung or outgrew its limit over it. Throws when
   * the dataset can't be read, which is no detector's fault.
   */
  detect(unit: Unit): Promise<readonly ShardAnswer[] | Failure>;
  /** Scores cells of one view; throws when that fails, since our own code is to blame. */
  score(tasks: readonly ScoreTask[]): Promise<readonly TaskScore[]>;
  /** Lets a detector of ours learn; a `Failure` as `detect` has it. */
  fit(task: FitTask): Promise<FitAnswer | Failure>;
  /** Works out floors; throws likewise. */
  floors(task: FloorTask): Promise<FloorScores>;
  /** Ends its process, at once; settles when it is gone, so that nobody ends before it and what it took is counted. */
  end(): Promise<void>;
}

const LOOK_EVERY_MS = 40;
const NO_LIMITS: Limits = { timeout: Number.POSITIVE_INFINITY, memory: Number.POSITIVE_INFINITY };

/**
 * Opens a worker; its process starts with the first piece of work, and again after a wreck, but not
 * after an abort: what is asked then is refused with the signal's reason.
 */
export function openWorker(signal?: AbortSignal): Worker {
  let child: ChildProcess | null = null;
  const end = async () => {
    const ended = child;
    child = null;
    process.off("exit", end);
    if (ended === null || ended.exitCode !== null || ended.signalCode !== null) return;
    const isGone = new Promise<void>((resolve) => ended.once("exit", () => resolve()));
    ended.kill("SIGKILL");
    await isGone;
  };
  const started = (): ChildProcess => {
    signal?.throwIfAborted();
    if (child !== null) return child;
    child = fork(runnerEntry("catalogue-child"), [], {
      execArgv: [],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    process.once("exit", end);
    return child;
  };
  return {
    end,
    async detect(unit) {
      try {
        const reply = await ask(started(), { unit }, unit.limits);
        if ("answers" in reply) return reply.answers;
      } catch (thrown) {
        void end();
        signal?.throwIfAborted();
        if (isFailure(thrown)) return failureOf(thrown);
        throw thrown;
      }
      throw new Error("worker: must answer with answers");
    },
    async fit(task) {
      try {
        const reply = await ask(started(), { fit: task }, task.limits);
        if ("fitted" in reply) return reply.fitted;
      } catch (thrown) {
        void end();
        signal?.throwIfAborted();
        if (isFailure(thrown)) return failureOf(thrown);
        throw thrown;
      }
      throw new Error("worker: must answer with what was learned");
    },
    async score(tasks) {
      const reply = await ask(started(), { tasks }, NO_LIMITS);
      if ("scores" in reply) return reply.scores;
      throw new Error("worker: must answer with scores");
    },
    async floors(task) {
      const reply = await ask(started(), { floors: task }, NO_LIMITS);
      if ("floorScores" in reply) return reply.floorScores;
      throw new Error("worker: must answer with floors");
    },
  };
}

/** Makes again what a worker's process threw: a bad dataset is to be told from our own mistakes. */
function thrownThere({ broken, isDataset }: { broken: string; isDataset: boolean }): Error {
  return isDataset ? new BrokenDataset(broken) : new Error(broken);
}

/** Sends a request and waits for the reply, watching time and memory meanwhile. */
function ask(child: ChildProcess, request: WorkerRequest, limits: Limits): Promise<WorkerReply> {
  const { timeout, memory } = limits;
  let heard = performance.now();
  let stderr = "";
  return new Promise<WorkerReply>((resolve, reject) => {
    const settle = (finish: () => void) => {
      clearInterval(timer);
      child.off("message", onMessage).off("exit", onExit);
      child.stderr?.off("data", onStderr);
      finish();
    };
    const onStderr = (text: Buffer) => {
      stderr = (stderr + text).slice(-2000);
    };
    const onMessage = (reply: WorkerReply) => {
      heard = performance.now();
      if ("tick" in reply) return;
      settle(() => ("broken" in reply ? reject(thrownThere(reply)) : resolve(reply)));
    };
    const onExit = (code: number | null, signal: string | null) => {
      const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
      const isHeap = /heap out of memory/.test(stderr);
      const what = isHeap ? failure("oom", "ran out of JavaScript heap") : failure("error", how);
      settle(() => reject(what));
    };
    const timer = setInterval(() => {
      if (performance.now() - heard > timeout) {
        const what = failure("timeout", `gave no answer within ${timeout / 1000} s`);
        settle(() => reject(what));
      } else if (child.pid !== undefined && residentBytes(child.pid) > memory) {
        const megabytes = Math.round(memory / 1_048_576);
        const what = failure("oom", `held more than ${megabytes} MB of memory (RSS)`);
        settle(() => reject(what));
      }
    }, LOOK_EVERY_MS);
    child.stderr?.on("data", onStderr);
    child.on("message", onMessage).once("exit", onExit);
    child.send(request, (error) => {
      if (error) settle(() => reject(failure("error", error.message)));
    });
  });
}
