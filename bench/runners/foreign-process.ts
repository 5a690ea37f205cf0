import { type ChildProcess, spawn } from "node:child_process";
import { failure } from "./failure.ts";
import { lastWords } from "./last-words.ts";
import { type ProcessTree, processMark, processTree } from "./process-tree.ts";

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

/** What to start, and how. */
export interface ForeignCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly stdio: readonly ("pipe" | "ignore")[];
  /** Said behind the reason of a time-out: what a program of this sort mostly forgets. */
  readonly advice?: string;
}

const LOOK_EVERY_MS = process.platform === "linux" ? 40 : 500;
/** Enough for a traceback; what goes on and on is a flood. */
const KEPT_STDERR = 8000;
const MOST_STDERR = 67_108_864;
const MOST_PROCESSES = 256;
/** How long the last words of an ended process are waited for. */
const GRACE_MS = 200;

/** Starts a program with pipes on its first descriptors, and watches it. */
export function startForeign(command: ForeignCommand, limits: Limits): ForeignProcess {
  const mark = processMark();
  const [file, args] = mark.wrap(command.file, command.args);
  // NODE_OPTIONS and the like must not reach it, but a shell needs to find its programs.
  const { PATH = "" } = process.env;
  const env = { PATH, LANG: "C.UTF-8", ...mark.env };
  const child = spawn(file, args, { env, detached: true, stdio: [...command.stdio] });
  const tree = child.pid === undefined ? null : processTree(child.pid, mark);
  const state = watch(child, tree, limits);
  const end = () => {
    clearInterval(state.timer);
    process.off("exit", end);
    for (const stream of child.stdio) stream?.destroy();
    return tree?.end() ?? 0;
  };
  process.once("exit", end);
  let waited = 0;
  const inTime = async <T>(works: readonly Promise<T>[]): Promise<T> => {
    const started = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const left = Math.max(0, limits.timeout - waited);
      const { advice } = command;
      const reason = `gave no answer within ${limits.timeout / 1000} s${advice ? `; ${advice}` : ""}`;
      timer = setTimeout(() => reject(failure("timeout", reason)), left);
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
      const ending = await inTime([state.exited, state.ended]);
      if (ending !== "ended with exit code 0") throw state.failed(ending);
    },
  };
}

/** Watches a child's memory, children, talk and end; `ended` only ever rejects. */
function watch(child: ChildProcess, tree: ProcessTree | null, limits: Limits) {
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
  const stderr = watchTalk(child, (reason) => reject(failure("invalid", reason)));
  const failed = (how: string): Error => {
    const words = lastWords(stderr());
    return /heap out of memory/.test(stderr())
      ? failure("oom", "ran out of JavaScript heap")
      : failure("error", words === "" ? how : `${how}: ${words}`);
  };
  const timer = setInterval(() => {
    const reason = tree === null ? null : tooLarge(tree, limits);
    if (reason === null) return;
    clearInterval(timer);
    reject(reason);
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

/** Keeps the end of what it says on its standard error, and stops listening when it never ends. */
function watchTalk(child: ChildProcess, refuse: (reason: string) => void): () => string {
  let kept = "";
  let said = 0;
  const { stderr } = child;
  stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text.length;
    kept = (kept + text).slice(-KEPT_STDERR);
    if (said <= MOST_STDERR) return;
    stderr.destroy();
    refuse(`printed more than ${MOST_STDERR / 1_048_576} MB on its standard error`);
  });
  return () => kept;
}

function tooLarge(tree: ProcessTree, { memory }: Limits): Error | null {
  const { processes, bytes } = tree.look();
  if (bytes > memory) {
    const megabytes = Math.round(memory / 1_048_576);
    return failure("oom", `held more than ${megabytes} MB of memory (RSS)`);
  }
  if (processes <= MOST_PROCESSES) return null;
  return failure("error", `started more than ${MOST_PROCESSES} processes`);
}
