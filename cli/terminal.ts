import type { Args, Shell } from "./command.ts";
import { openProgressLines } from "./progress-lines.ts";
import { openShell, type Streams } from "./shell.ts";

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
/** How long a command may take to notice a signal before the process ends all the same. */
const GRACE_MS = 3000;

/** The process as the shell sees it: streams, signals and what must be cleaned up. */
export interface Terminal {
  shellOf(args: Args): Shell;
  /** Stops listening, runs what must be cleaned up after a signal, and returns that signal's code. */
  close(): number | undefined;
  /** Resolves when both streams have taken all that was written. */
  flush(): Promise<void>;
}

/**
 * Takes over SIGINT, SIGTERM and broken pipes. The first signal aborts the command's `signal`; a
 * second one, or three seconds without an end, cleans up and exits at once.
 */
export function openTerminal(streams: Streams): Terminal {
  const { stdout, stderr } = streams;
  const controller = new AbortController();
  const cleanups = new Set<() => void>();
  let exitCode: number | undefined;

  const lines = openProgressLines();
  const cleanUp = () => {
    lines.clear();
    for (const clean of cleanups) clean();
    cleanups.clear();
  };
  const leave = () => {
    cleanUp();
    process.exit(exitCode);
  };
  const onSignal = (name: keyof typeof EXIT_CODES) => {
    if (exitCode !== undefined) return leave();
    exitCode = EXIT_CODES[name];
    controller.abort(new DOMException(`stopped by ${name}`, "AbortError"));
    return setTimeout(leave, GRACE_MS).unref();
  };
  const onInterrupt = () => onSignal("SIGINT");
  const onTerminate = () => onSignal("SIGTERM");
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onTerminate);
  // A reader that went away (`| head -1`) wants no more: that is its right, not our failure.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    exitCode = 0;
    leave();
  });
  stderr.on("error", () => {});

  return {
    shellOf: (args) => openShell(args, { ...streams, lines, cleanups, signal: controller.signal }),
    close() {
      process.off("SIGINT", onInterrupt);
      process.off("SIGTERM", onTerminate);
      lines.clear();
      if (exitCode !== undefined) cleanUp();
      return exitCode;
    },
    async flush() {
      await Promise.all(
        [stdout, stderr].map(
          (stream) => new Promise<void>((done) => stream.write("", () => done())),
        ),
      );
    },
  };
}
