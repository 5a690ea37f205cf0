import type { Values } from "../../datasets/table.ts";
import type { ViewBatch, ViewColumn } from "../../datasets/view.ts";
import { fitDetector } from "../../detectors/create-detector.ts";
import type { Fitted } from "../../detectors/detector.ts";
import type { Lesson } from "./calibration-rows.ts";
import { failure } from "./failure.ts";
import { copyArrays, type LocalRun } from "./local-observer.ts";

/**
 * Lets a detector in this process learn, from copies that are compared when it asks for the next
 * batch, so that one that writes to its input is found out. Rows can be walked through once, and
 * labels be asked of the batch at hand alone: they come as they are read.
 */
export function localFit(
  { spec, options, fleet, view, columns }: Omit<LocalRun, "fitted">,
  lessons: Iterable<Lesson>,
): Fitted {
  let current: { given: ViewBatch; marks: Float64Array | null } | null = null;
  const walk = walkOf(lessons, columns, (given, marks) => {
    current = { given, marks };
  });
  let walked = false;
  const batches: Iterable<ViewBatch> = {
    [Symbol.iterator]() {
      if (walked) throw failure("error", "fit: batches can be walked through once, and were twice");
      walked = true;
      return walk;
    },
  };
  const labels = (batch: ViewBatch): Float64Array => {
    if (current?.given !== batch || current.marks === null) {
      throw failure("error", "fit: labels are known of the batch that was handed out last");
    }
    return current.marks;
  };
  return fitDetector(spec, options, { batches, labels, fleet: copyArrays(fleet), view });
}

function* walkOf(
  lessons: Iterable<Lesson>,
  columns: readonly ViewColumn[],
  onBatch: (given: ViewBatch, marks: Float64Array | null) => void,
): Generator<ViewBatch> {
  for (const { batch, incident } of lessons) {
    const given: Record<string, unknown> = { length: batch.length };
    for (const name of columns) given[name] = batch[name].slice();
    const marks = incident?.slice() ?? null;
    onBatch(given as unknown as ViewBatch, marks);
    yield given as unknown as ViewBatch;
    for (const name of columns) {
      if (!isSame(given[name] as Values | undefined, batch[name])) {
        throw failure("invalid", `wrote to its input: column ${name} was changed in fit`);
      }
    }
    if (marks !== null && incident !== null && !isSame(marks, incident)) {
      throw failure("invalid", "wrote to its input: labels were changed in fit");
    }
  }
}

function isSame(a: Values | undefined, b: Values): boolean {
  if (a?.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}
