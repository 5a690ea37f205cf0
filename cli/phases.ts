import type { Shell } from "./command.ts";
import type { Progress } from "./progress.ts";

/** Progress of a job that goes through several phases: each has a line of its own. */
export interface Phases {
  update(phase: string, done: number, total: number): void;
  end(): void;
}

/**
 * Opens the line of each phase when its first news comes, and ends the one before: a phase that
 * begins at nothing must not look like one that falls back. A log gets the name of each phase.
 */
export function openPhases(shell: Pick<Shell, "live" | "note" | "progress">): Phases {
  let phase = "";
  let line: Progress | undefined;
  return {
    update(next, done, total) {
      if (next !== phase) {
        line?.end();
        phase = next;
        if (!shell.live) shell.note(phase);
        line = shell.progress(phase, "steps");
      }
      line?.update(done, total);
    },
    end: () => line?.end(),
  };
}
