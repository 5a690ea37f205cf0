import type { ViewBatch, ViewColumn } from "../../datasets/view.ts";
import { NOTHING_FITTED } from "../../detectors/state/learning.ts";
import type { LocalRun } from "./local-observer.ts";
import type { Observer } from "./observer.ts";

/**
 * Runs a detector of the catalogue in this process on the harness's own arrays, of which it is given
 * its columns and no others. Nothing is copied in and compared afterwards, as it is for detectors that
 * nobody has looked at: the conformance kit runs over the whole catalogue and finds one that writes to
 * its input or reads on behind its batch.
 */
export function catalogueObserver({
  spec,
  options,
  fleet,
  view,
  columns,
  fitted = NOTHING_FITTED,
}: LocalRun): Observer {
  const detector = spec.create(options, fleet, view, fitted);
  let scores = new Float64Array(0);
  return {
    observe(batch: ViewBatch) {
      const { length } = batch;
      if (scores.length < length) scores = new Float64Array(length);
      const answer = scores.subarray(0, length).fill(Number.NaN);
      detector.observe(only(batch, columns), answer);
      return answer;
    },
    close() {},
  };
}

/** A batch of the same arrays with some of its columns. */
function only(batch: ViewBatch, columns: readonly ViewColumn[]): ViewBatch {
  const out: Record<string, unknown> = { length: batch.length };
  for (const name of columns) out[name] = batch[name];
  return out as unknown as ViewBatch;
}
