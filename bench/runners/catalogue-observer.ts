import type { ViewBatch, ViewColumn } from "../../datasets/view.ts";
import { NOTHING_FITTED } from "../../detectors/state/learning.ts";
import { takeDetector } from "./kept-detectors.ts";
import type { LocalRun } from "./local-observer.ts";
import type { Observer } from "./observer.ts";

/** What a detector of the catalogue needs. */
export interface CatalogueRun extends LocalRun {
  readonly shard: number;
  /** File of what it learned; null where it learns nothing. */
  readonly fittedFile: string | null;
}

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
  shard,
  fittedFile,
}: CatalogueRun): Observer {
  const { detector, giveBack } = takeDetector({
    ...{ spec, fleet, view, shard, cell: JSON.stringify([options, fittedFile]) },
    create: () => spec.create(options, fleet, view, fitted),
  });
  let isBroken = false;
  let scores = new Float64Array(0);
  return {
    observe(batch: ViewBatch) {
      const { length } = batch;
      if (scores.length < length) scores = new Float64Array(length);
      const answer = scores.subarray(0, length).fill(Number.NaN);
      isBroken = true;
      detector.observe(only(batch, columns), answer);
      isBroken = false;
      return answer;
    },
    close() {
      if (!isBroken) giveBack();
    },
  };
}

/** A batch of the same arrays with some of its columns. */
function only(batch: ViewBatch, columns: readonly ViewColumn[]): ViewBatch {
  const out: Record<string, unknown> = { length: batch.length };
  for (const name of columns) out[name] = batch[name];
  return out as unknown as ViewBatch;
}
