import { type ChildProcess, fork } from "node:child_process";
import { type Failure, failure, failureOf, isFailure } from "./failure.ts";
import { residentBytes } from "./process-tree.ts";
import type { ShardAnswer } from "./run-shard.ts";
import { runnerEntry } from "./runner-entry.ts";
import type { Unit } from "./unit.ts";

/** A child process that does units of work of the catalogue, one at a time. */
export interface Worker {
  /**
   * Does a unit; a `Failure` when the process died, hung or outgrew its limit over it. Throws when
   * the dataset can't be read, which is no detector's fault.
   */
  run(unit: Unit): Promise<readonly ShardAnswer[] | Failure>;
  end(): void;
}

const LOOK_EVERY_MS = 40;

type Message = { tick: true } | { answers: readonly ShardAnswer[] } | { broken: string };

/** Opens a worker; its process starts with the first unit, and again after one that broke it. */
export function openWorker(): Worker {
  let child: ChildProcess | null = null;
  const end = () => {
    child?.kill("SIGKILL");
    child = null;
    process.off("exit", end);
  };
  return {
    end,
    async run(unit) {
      if (child === null) {
        child = fork(runnerEntry("catalogue-child"), [], {
          execArgv: [],
          stdio: ["ignore", "ignore", "pipe", "ipc"],
        });
        process.once("exit", end);
      }
      try {
        return await ask(child, unit);
      } catch (thrown) {
        end();
        if (!isFailure(thrown)) throw thrown;
        return failureOf(thrown);
      }
    },
  };
}

/** Sends a unit and waits for its answers, watching time and memory meanwhile. */
function ask(child: ChildProcess, unit: Unit): Promise<readonly ShardAnswer[]> {
  const { timeout, memory } = unit.limits;
  let heard = performance.now();
  let stderr = "";
  const onStderr = (text: Buffer) => {
    stderr = (stderr + text).slice(-2000);
  };
  return new Promise<readonly ShardAnswer[]>((resolve, reject) => {
    const onMessage = (message: Message) => {
      heard = performance.now();
      if ("answers" in message) settle(() => resolve(message.answers));
      if ("broken" in message) settle(() => reject(new Error(message.broken)));
    };
    const onExit = (code: number | null, signal: string | null) => {
      const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
      const isHeap = /heap out of memory/.test(stderr);
      settle(() =>
        reject(isHeap ? failure("oom", "ran out of JavaScript heap") : failure("error", how)),
      );
    };
    const timer = setInterval(() => {
      if (performance.now() - heard > timeout) {
        const seconds = timeout / 1000;
        settle(() => reject(failure("timeout", `gave no answer within ${seconds} s`)));
      } else if (child.pid !== undefined && residentBytes(child.pid) > memory) {
        const megabytes = Math.round(memory / 1_048_576);
        settle(() => reject(failure("oom", `held more than ${megabytes} MB of memory (RSS)`)));
      }
    }, LOOK_EVERY_MS);
    const settle = (finish: () => void) => {
      clearInterval(timer);
      child.off("message", onMessage);
      child.off("exit", onExit);
      child.stderr?.off("data", onStderr);
      finish();
    };
    child.stderr?.on("data", onStderr);
    child.on("message", onMessage);
    child.once("exit", onExit);
    child.send(unit, (error) => {
      if (error) settle(() => reject(failure("error", error.message)));
    });
  });
}
