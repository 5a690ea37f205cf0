import { type Args, isOn, type Shell } from "./command.ts";
import { openProgress, type Progress } from "./progress.ts";
import { screenWidth } from "./screen-width.ts";

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

type Screen = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** Where results and talk go. */
export interface Streams {
  readonly stdout: Screen;
  readonly stderr: Screen;
}

/**
 * Takes over SIGINT, SIGTERM and broken pipes. The first signal aborts the command's `signal`; a
 * second one, or three seconds without an end, cleans up and exits at once.
 */
export function openTerminal({ stdout, stderr }: Streams): Terminal {
  const controller = new AbortController();
  const cleanups = new Set<() => void>();
  let exitCode: number | undefined;

  const lines = new Set<Progress>();
  /** Nothing is written after half a line of progress. */
  const clearLines = () => {
    for (const line of lines) line.clear();
  };
  const cleanUp = () => {
    clearLines();
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
    shellOf(args) {
      const quiet = isOn(args, "quiet");
      const { NO_COLOR } = process.env;
      const print = (text: string) => {
        clearLines();
        stdout.write(`${text}\n`);
      };
      return {
        json: isOn(args, "json"),
        quiet,
        color: !isOn(args, "no-color") && !NO_COLOR && stdout.isTTY === true,
        lang: "en",
        width: screenWidth(stdout, process.env),
        live: stderr.isTTY === true,
        signal: controller.signal,
        print,
        note(text) {
          clearLines();
          if (!quiet) stderr.write(`${text}\n`);
        },
        progress(what, unit) {
          const now = () => performance.now();
          const line = openProgress({ stream: stderr, what, unit, quiet, now });
          lines.add(line);
          return line;
        },
        onExit(clean) {
          cleanups.add(clean);
          return () => cleanups.delete(clean);
        },
      };
    },
    close() {
      process.off("SIGINT", onInterrupt);
      process.off("SIGTERM", onTerminate);
      clearLines();
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
