import { Worker } from "node:worker_threads";

/** What a thread says while it is at work. */
export type ThreadMessage<Report> =
  | { readonly kind: "step"; readonly done: number }
  | { readonly kind: "report"; readonly report: Report }
  | { readonly kind: "error"; readonly error: unknown };

/** How jobs are spread over threads. */
export interface ThreadsOptions<Job, Report> {
  /** Compiled code that takes jobs by message and says `ThreadMessage`s. */
  readonly entry: URL;
  readonly threads: number;
  /** What each thread is handed once. */
  readonly setup: unknown;
  readonly signal: AbortSignal | undefined;
  /** Told of a step of any job. */
  readonly onStep?: (done: number) => void;
  /** Told of each report as it comes, in any order. */
  readonly onReport?: (report: Report, job: number) => void;
  /** Names a job whose thread came to an end without a report. */
  readonly nameOf: (job: Job) => string;
}

/** Threads run compiled code: from the sources they are found in dist/. */
export function threadEntry(name: string, from: string): URL {
  return from.endsWith(".ts")
    ? new URL(`../dist/jobs/${name}`, import.meta.url)
    : new URL(`./${name}`, import.meta.url);
}

/**
 * Hands the jobs to worker threads, one after the other, and gathers the reports in order of jobs.
 * The calling thread stays free, so that a signal is heard at once; on abort, or the first error, all
 * threads are stopped before the promise settles.
 */
export function runThreads<Job, Report>(
  jobs: readonly Job[],
  options: ThreadsOptions<Job, Report>,
): Promise<Report[]> {
  const { entry, threads: wanted, setup, signal, nameOf } = options;
  const reports = new Map<number, Report>();
  const threads: Worker[] = [];
  let next = 0;
  let isOver = false;
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      isOver = true;
      signal?.removeEventListener("abort", onAbort);
      Promise.all(threads.map((thread) => thread.terminate())).then(settle, reject);
    };
    const onAbort = () => finish(() => reject(signal?.reason));
    if (signal?.aborted) return onAbort();
    signal?.addEventListener("abort", onAbort);
    if (jobs.length === 0) return finish(() => resolve([]));
    const open = () => {
      const thread = new Worker(entry, { workerData: setup });
      let at = next++;
      thread.on("message", (message: ThreadMessage<Report>) => {
        if (message.kind === "step") return options.onStep?.(message.done);
        if (message.kind === "error") return finish(() => reject(message.error));
        reports.set(at, message.report);
        options.onReport?.(message.report, at);
        if (next < jobs.length) {
          at = next++;
          return thread.postMessage(jobs[at]);
        }
        if (reports.size === jobs.length) finish(() => resolve(inOrder(reports)));
      });
      const lost = (how: string) => {
        if (!isOver) finish(() => reject(new Error(`${nameOf(jobs[at] as Job)}: ${how}`)));
      };
      thread.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code === "ERR_WORKER_OUT_OF_MEMORY") lost(error.message);
        else finish(() => reject(error));
      });
      thread.on("exit", (code) => lost(`its thread ended with exit code ${code}`));
      thread.postMessage(jobs[at]);
      threads.push(thread);
    };
    for (let t = 0; t < Math.min(wanted, jobs.length); t++) open();
  });
}

function inOrder<Report>(reports: ReadonlyMap<number, Report>): Report[] {
  return [...reports].sort(([a], [b]) => a - b).map(([, report]) => report);
}
