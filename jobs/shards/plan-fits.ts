import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cell } from "../../bench/run/bench-cells.ts";
import { type CellFit, fitCells } from "../../bench/run/fit-cells.ts";
import type { Limits } from "../../bench/runners/foreign-process.ts";
import { type FitAnswer, type FitTask, runFitTask } from "../../bench/tasks/fit-task.ts";
import { openDataset } from "../../datasets/dataset.ts";
import { fileHash } from "../../datasets/format/file-hash.ts";
import { writeWhole } from "../../datasets/format/write-whole.ts";
import { isLearner } from "../../detectors/state/learning.ts";
import { PLAN, type PlanFile, type PlannedFit } from "./plan-file.ts";

/** What the learners of a plan learned, until the plan is kept. */
export interface Learned {
  readonly fits: PlanFile["fits"];
  /** Puts it into the plan's folder; what belongs to a plan that is there already stays. */
  keepIn(folder: string): void;
}

/**
 * Lets the learners among the cells learn from the whole calibration half of a dataset, one after the
 * other. Throws a RangeError where one can't.
 */
export async function learn(
  on: PlanFile["on"],
  cells: readonly Cell[],
  limits: Limits,
): Promise<Learned> {
  const learners = cells.filter(({ runnable: { spec } }) => isLearner(spec));
  if (on.kind === "scenario" || learners.length === 0) return { fits: {}, keepIn() {} };
  const folder = mkdtempSync(join(tmpdir(), "billshock-fitted-"));
  const dataset = openDataset(on.dir);
  try {
    const own = { folder, lent: new Map() };
    const fits = await fitCells(dataset, cells, { fits: own, limits, pool: { fit: oneByOne } });
    return learned(cells, fits);
  } finally {
    dataset.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads what was learned: it is small, and its folder goes. */
function learned(cells: readonly Cell[], fits: readonly (CellFit | null)[]): Learned {
  const planned: Record<number, PlannedFit> = {};
  const files = new Map<string, Uint8Array>();
  for (const [at, fit] of fits.entries()) {
    if (fit === null) continue;
    const { failure, from, path, file, hash } = fit;
    if (failure !== null) throw new RangeError(`${cells[at].runnable.name}: ${failure.reason}`);
    planned[at] = { from, file, sha256: hash };
    files.set(file, readFileSync(path));
  }
  return {
    fits: planned,
    keepIn(place) {
      if (existsSync(join(place, PLAN))) return;
      // A plan that was cut short may have left what other rules learned.
      rmSync(join(place, "fitted"), { recursive: true, force: true });
      for (const [file, bytes] of files) writeWhole(join(place, file), bytes);
    },
  };
}

async function oneByOne(tasks: readonly FitTask[]): Promise<FitAnswer[]> {
  const answers: FitAnswer[] = [];
  for (const task of tasks) answers.push(await runFitTask(task));
  return answers;
}

/**
 * Finds what the learners of a plan learned, by the cell's place, null for all others. Throws a
 * RangeError where a file is not the one that was planned.
 */
export function plannedFits(folder: string, { cells, fits }: PlanFile): (CellFit | null)[] {
  return cells.map((_, at) => {
    const fit = fits[at];
    if (fit === undefined) return null;
    const { from, file, sha256 } = fit;
    const path = join(folder, file);
    const found = fileHash(path) ?? "no such file";
    if (found === sha256) return { failure: null, from, path, file, hash: sha256 };
    throw new RangeError(
      `${path}: is not what ${cells[at].name} had learned when the plan was made: SHA-256 must be ${sha256}, got ${found}; plan anew`,
    );
  });
}
