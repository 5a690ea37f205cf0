import { join } from "node:path";
import type { ViewName } from "../../datasets/view.ts";
import { detectorNamed } from "../../detectors/catalogue.ts";
import type { Fitted } from "../../detectors/detector.ts";
import { calibrationRows, type Lesson } from "../runners/calibration-rows.ts";
import { type DatasetSource, openSource } from "../runners/dataset-source.ts";
import { detectorColumns } from "../runners/detector-columns.ts";
import { type Failure, failure, failureOf } from "../runners/failure.ts";
import { writeFitted } from "../runners/fitted-file.ts";
import type { Limits } from "../runners/foreign-process.ts";
import { localFit } from "../runners/local-fit.ts";
import { moduleFit } from "../runners/module-fit.ts";
import type { Runnable } from "../runners/runnable.ts";

/** A detector that is to learn from the calibration half of a dataset. Plain data when it is not `local`. */
export interface FitTask {
  readonly dataset: string;
  readonly view: ViewName;
  readonly runnable: Pick<Runnable, "how" | "spec" | "options">;
  /** Folder and name of the file that takes what it learned. */
  readonly folder: string;
  readonly name: string;
  readonly limits: Limits;
}

/** What came of it. */
export interface FitAnswer {
  readonly failure: Failure | null;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly rows: number;
  readonly ms: number;
}

/** Longest batch that a detector learns from, and of the second time: another number, and no divisor. */
const LONGEST = 32_768;
const LONGEST_AGAIN = 1021;

/**
 * Lets a detector learn and keeps what it learned. Code that is not ours learns twice, from batches
 * that are cut in two ways, and is `invalid` where that makes a difference: its row could not be
 * repeated.
 */
export async function runFitTask(task: FitTask, onBatch?: () => void): Promise<FitAnswer> {
  const started = performance.now();
  const source = openSource(task.dataset);
  const path = join(task.folder, task.name);
  let rows = 0;
  const count = (length: number) => {
    rows += length;
    if (performance.now() - started > task.limits.timeout) {
      throw failure("timeout", `took longer than ${task.limits.timeout / 1000} s to learn`);
    }
    onBatch?.();
  };
  let hash = "";
  try {
    hash = writeFitted(path, await fitted(task, source, LONGEST, count));
    if (task.runnable.how.kind !== "catalogue") {
      const seen = rows;
      const again = writeFitted(path, await fitted(task, source, LONGEST_AGAIN, count));
      rows = seen;
      if (again !== hash) {
        throw failure("invalid", "learns otherwise when it learns again from the same rows");
      }
    }
    return { failure: null, hash, rows, ms: performance.now() - started };
  } catch (thrown) {
    return { failure: failureOf(thrown), hash: "", rows, ms: performance.now() - started };
  }
}

function fitted(
  { view, runnable: { how, spec, options }, limits }: FitTask,
  { dataset, fleet, columnsOf }: DatasetSource,
  longest: number,
  count: (rows: number) => void,
): Fitted | Promise<Fitted> {
  const { columns } = detectorColumns(spec, view, columnsOf(view));
  const labels = spec.learnsFrom === "labels";
  const lessons = counted(calibrationRows(dataset, { view, columns, labels, longest }), count);
  const run = { options, fleet, view, columns };
  switch (how.kind) {
    case "catalogue":
      return localFit({ ...run, spec: detectorNamed(spec.name) }, lessons);
    case "local":
      return localFit({ ...run, spec: how.spec }, lessons);
    case "module":
      return moduleFit(how.plugin, run, lessons, limits);
    default:
      throw failure("error", "a program can't learn through the harness");
  }
}

function* counted(lessons: Iterable<Lesson>, count: (rows: number) => void): Generator<Lesson> {
  for (const lesson of lessons) {
    count(lesson.batch.length);
    yield lesson;
  }
}
