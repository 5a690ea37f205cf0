import { type Args, isOn, type Shell } from "./command.ts";
import { openProgress } from "./progress.ts";
import type { ProgressLines } from "./progress-lines.ts";
import { screenWidth } from "./screen-width.ts";

type Screen = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** Where results and talk go. */
export interface Streams {
  readonly stdout: Screen;
  readonly stderr: Screen;
}

/** What a shell has of the process. */
export interface ShellOptions extends Streams {
  readonly lines: ProgressLines;
  /** What must be cleaned up after a signal. */
  readonly cleanups: Set<() => void>;
  readonly signal: AbortSignal;
}

/** Opens what a command prints, notes and shows its progress by, as its flags ask. */
export function openShell(args: Args, options: ShellOptions): Shell {
  const { stdout, stderr, lines, cleanups, signal } = options;
  const quiet = isOn(args, "quiet");
  const { NO_COLOR } = process.env;
  return {
    json: isOn(args, "json"),
    quiet,
    color: !isOn(args, "no-color") && !NO_COLOR && stdout.isTTY === true,
    lang: "en",
    width: screenWidth(stdout, process.env),
    live: stderr.isTTY === true,
    signal,
    print(text) {
      lines.clear();
      stdout.write(`${text}\n`);
    },
    note(text) {
      lines.clear();
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
}
