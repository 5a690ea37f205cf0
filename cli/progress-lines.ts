import type { Progress } from "./progress.ts";

/** Lines of progress that stand half written on the screen. */
export interface ProgressLines {
  add(line: Progress): void;
  /** Wipes them: nothing is written after half a line of progress. */
  clear(): void;
}

/** Opens the list of a process's lines of progress. */
export function openProgressLines(): ProgressLines {
  const lines = new Set<Progress>();
  return {
    add(line) {
      lines.add(line);
    },
    clear() {
      for (const line of lines) line.clear();
    },
  };
}
