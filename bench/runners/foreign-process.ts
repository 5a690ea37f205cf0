import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { failure } from "./failure.ts";
import { killMarked, MARK, residentBytes } from "./process-tree.ts";

/** What a plug-in's process may use. */
export interface Limits {
  /** Most ms of waiting for it, in all. */
  readonly timeout: number;
  /** Most resident bytes of it and its descendants. */
  readonly memory: number;
}

/** A program that the harness doesn't trust, in a process group of its own. */
export interface ForeignProcess {
  readonly child: ChildProcess;
  /** Waits for `work`; throws a `failure` when the process ends, is too slow or grows too large first. */
  wait<T>(work: Promise<T>): Promise<T>;
  /** Closes its standard input and waits for a good end; throws a `failure` otherwise. */
  finish(): Promise<void>;
  /** Ends it with all that it started; returns how many processes it would have left behind. */
  end(): number;
}

const LOOK_EVERY_MS = process.platform === "linux" ? 40 : 500;
const KEPT_STDERR = 2000;
/** How long the last words of an ended process are waited for. */
const GRACE_MS = 200;

/** Starts a program with pipes on its first `pipes` descriptors, and watches it. */
export function startForeign(
  file: string,
  args: readonly string[],
  limits: Limits,
  stdio: readonly ("pipe" | "ignore")[],
): ForeignProcess {
  const mark = randomUUID();
  // NODE_OPTIONS and the like must not reach it, but a shell needs to find its programs.
  const { PATH = "" } = process.env;
  const env = { PATH, LANG: "C.UTF-8", [MARK]: mark };
  const child = spawn(file, args, { env, detached: true, stdio: [...stdio] });
  const state = watch(child, limits);
  const end = () => {
    clearInterval(state.timer);
    process.off("exit", end);
    for (const stream of child.stdio) stream?.destroy();
    return child.pid === undefined ? 0 : killMarked(child.pid, mark);
  };
  process.once("exit", end);
  let waited = 0;
  const inTime = async <T>(works: readonly Promise<T>[]): Promise<T> => {
    const started = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const left = Math.max(0, limits.timeout - waited);
      timer = setTimeout(() => {
        reject(failure("timeout", `gave no answer within ${limits.timeout / 1000} s`));
      }, left);
    });
    try {
      return await Promise.race([...works, late]);
    } finally {
      clearTimeout(timer);
      waited += performance.now() - started;
    }
  };
  return {
    child,
    end,
    wait: (work) => inTime([work, state.ended]),
    async finish() {
      child.stdin?.end();
      const ending = await inTime([state.exited]);
      if (ending !== "ended with exit code 0") throw state.failed(ending);
    },
  };
}

/** Watches a child's memory and its end; `ended` only ever rejects. */
function watch(child: ChildProcess, limits: Limits) {
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr = (stderr + text).slice(-KEPT_STDERR);
  });
  const failed = (how: string): Error =>
    /heap out of memory/.test(stderr)
      ? failure("oom", "ran out of JavaScript heap")
      : failure("error", `${how}${said(stderr)}`);
  let leave: (how: string) => void = () => {};
  const exited = new Promise<string>((resolve) => {
    leave = resolve;
  });
  let reject: (reason: Error) => void = () => {};
  const ended = new Promise<never>((_, no) => {
    reject = no;
  });
  // Nobody may be waiting when it ends.
  ended.catch(() => {});
  const timer = setInterval(() => {
    if (child.pid === undefined || residentBytes(child.pid) <= limits.memory) return;
    clearInterval(timer);
    const megabytes = Math.round(limits.memory / 1_048_576);
    reject(failure("oom", `held more than ${megabytes} MB of memory (RSS)`));
  }, LOOK_EVERY_MS);
  timer.unref();
  child.once("error", (error) =>
    reject(failure("error", `could not be started: ${error.message}`)),
  );
  child.once("exit", (code, signal) => {
    clearInterval(timer);
    const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
    // A grandchild may hold the pipes open for ever, so their end is waited for only briefly.
    const tell = () => {
      leave(how);
      reject(failed(`${how} before its last answer`));
    };
    const soon = setTimeout(tell, GRACE_MS);
    child.once("close", () => {
      clearTimeout(soon);
      tell();
    });
  });
  for (const stream of child.stdio) stream?.on("error", () => {});
  return { timer, ended, exited, failed };
}

function said(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const line = lines.find((each) => /error|Error/.test(each)) ?? lines.at(-1);
  return line === undefined ? "" : `: ${line.trim().slice(0, 200)}`;
}
