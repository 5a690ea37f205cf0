import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sweepTemporaries } from "../../datasets/format/temporaries.ts";
import { writeWhole } from "../../datasets/format/write-whole.ts";
import type { TaskScore } from "../tasks/task.ts";

/** What is kept of a detector that has finished on a view of a dataset. */
export interface FinishedCell {
  readonly score: TaskScore;
  readonly rows: number;
  readonly alerts: number;
  readonly ms: number;
}

/** Finished work by the hash of all that it follows from, so that a run can be taken up again. */
export interface FinishedCells {
  find(key: string | null): FinishedCell | null;
  keep(key: string | null, cell: FinishedCell): void;
}

/**
 * Opens the finished work below a folder; without `resume` nothing is found, but still kept. Without
 * a folder nothing is kept either.
 */
export function openFinishedCells(folder: string | null, resume: boolean): FinishedCells {
  if (folder === null) return { find: () => null, keep() {} };
  sweepTemporaries(folder);
  const pathOf = (key: string) => join(folder, `${key.slice(0, 40)}.json`);
  return {
    find(key) {
      if (!resume || key === null) return null;
      try {
        return JSON.parse(readFileSync(pathOf(key), "utf8")) as FinishedCell;
      } catch {
        return null;
      }
    },
    keep(key, cell) {
      if (key === null) return;
      writeWhole(pathOf(key), JSON.stringify(cell));
    },
  };
}
