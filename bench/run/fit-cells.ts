import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Dataset } from "../../datasets/dataset.ts";
import { isLearner } from "../../detectors/state/learning.ts";
import type { Failure } from "../runners/failure.ts";
import type { Limits } from "../runners/foreign-process.ts";
import type { FitTask } from "../tasks/fit-task.ts";
import { hasCalibrationHalf } from "../thresholds/calibration-half.ts";
import type { WorkerPool } from "../workers/worker-pool.ts";
import type { Cell } from "./bench-cells.ts";
import { datasetName } from "./provenance.ts";

/** What a learner learned, and where; or why it could not. */
export interface CellFit {
  readonly failure: Failure | null;
  /** Dataset whose calibration half it learned from. */
  readonly from: string;
  /** Full path of the file, and its path below the run's folder. */
  readonly path: string;
  readonly file: string;
  readonly hash: string;
}

/** Fits of the datasets before, by detector and view: data without a calibration half borrow them. */
export type LentFits = Map<string, CellFit>;

/** How learners learn. */
export interface FitSettings {
  /** Folder for what learners learn, and what those of the datasets before did. */
  readonly fits: { readonly folder: string; readonly lent: LentFits };
  readonly limits: Limits;
  readonly pool: Pick<WorkerPool, "fit">;
}

/**
 * Lets the learners among the cells learn, each from the calibration half of its dataset; on data
 * without one they take what they learned on the first dataset of the run that has one, as thresholds
 * do. Gives null for a cell that learns nothing.
 */
export async function fitCells(
  dataset: Dataset,
  cells: readonly Cell[],
  settings: FitSettings,
): Promise<readonly (CellFit | null)[]> {
  const { fits, limits, pool } = settings;
  const name = datasetName(dataset.manifest);
  const learners = cells.flatMap((cell, i) =>
    cell.failure === null && cell.view !== null && isLearner(cell.runnable.spec) ? [i] : [],
  );
  const out: (CellFit | null)[] = cells.map(() => null);
  if (learners.length === 0) return out;
  if (!hasCalibrationHalf(dataset)) {
    for (const i of learners) out[i] = fits.lent.get(keyOf(cells[i])) ?? nowhere(cells[i]);
    return out;
  }
  const { seed } = dataset.manifest;
  const folder = safe(seed === null ? name : `${name}-${seed}`);
  const tasks = learners.map((i): FitTask => {
    const { how, spec, options, name: own } = cells[i].runnable;
    const view = cells[i].view ?? "charging";
    return {
      dataset: dataset.dir,
      view,
      runnable: { how, spec, options },
      folder: join(fits.folder, folder),
      name: `${safe(own)}.${view}.json`,
      limits,
    };
  });
  const answers = await pool.fit(tasks);
  for (const [t, i] of learners.entries()) {
    const { failure, hash } = answers[t];
    const task = tasks[t];
    const fit: CellFit = {
      failure,
      from: name,
      path: join(task.folder, task.name),
      file: `fitted/${folder}/${task.name}`,
      hash,
    };
    out[i] = fit;
    if (failure === null && !fits.lent.has(keyOf(cells[i]))) fits.lent.set(keyOf(cells[i]), fit);
  }
  return out;
}

function nowhere({ runnable: { spec } }: Cell): CellFit {
  const reason = `learns from ${spec.learnsFrom} of a calibration half, which the dataset has not; --calibrate DATASET names one that has`;
  return { failure: { status: "not-evaluable", reason }, from: "", path: "", file: "", hash: "" };
}

function keyOf({ runnable, view }: Cell): string {
  return `${runnable.name}\u0000${view}`;
}

/** A name that any file system takes; told apart by its hash where that changed it. */
function safe(name: string): string {
  const plain = name.replace(/[^\w.@=-]/g, "-").slice(0, 80);
  if (plain === name) return name;
  return `${plain}-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
}
