import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
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
 * a folder nothing is kept either. Files hold what processes send each other, since scores have
 * infinities and columns, which JSON has not; one that can't be read is worked out again.
 */
export function openFinishedCells(folder: string | null, resume: boolean): FinishedCells {
  if (folder === null) return { find: () => null, keep() {} };
  sweepTemporaries(folder);
  const pathOf = (key: string) => join(folder, key.slice(0, 40));
  return {
    find(key) {
      if (!resume || key === null) return null;
      try {
        return deserialize(readFileSync(pathOf(key))) as FinishedCell;
      } catch {
        return null;
      }
    },
    keep(key, cell) {
      if (key === null) return;
      writeWhole(pathOf(key), serialize(cell));
    },
  };
}
