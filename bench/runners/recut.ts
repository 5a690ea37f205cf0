import type { ViewBatch, ViewColumn } from "../../datasets/view.ts";
import { keyed } from "./keyed.ts";

/** Rows of a shard that are handed over together. */
export interface Piece {
  /** Ordinal of its first row in the shard. */
  readonly first: number;
  /** Views into the reader's arrays: valid until the next piece, and never to be written. */
  readonly batch: ViewBatch;
}

/** Where and how wide to cut. */
export interface Cuts {
  readonly columns: readonly ViewColumn[];
  readonly key: number;
  /** Longest piece; lengths are uniform between 1 and it. */
  readonly longest: number;
  /** Ordinals of rows, ascending, behind which a piece ends whatever its length. */
  readonly behind?: Uint32Array;
}

/**
 * Cuts batches again at keyed random rows, so that a detector that reads on in its batch, or keeps
 * something per batch, can't count on where the file happens to be cut.
 */
export function* recut(batches: Iterable<ViewBatch>, cuts: Cuts): Generator<Piece> {
  const { behind = new Uint32Array(0) } = cuts;
  let first = 0;
  let count = 0;
  let next = 0;
  for (const batch of batches) {
    let from = 0;
    while (from < batch.length) {
      while (behind[next] < first + from) next++;
      const length = Math.min(
        batch.length - from,
        1 + (keyed(cuts.key, count++) % cuts.longest),
        (behind[next] ?? Number.POSITIVE_INFINITY) + 1 - first - from,
      );
      yield { first: first + from, batch: slice(batch, cuts.columns, from, length) };
      from += length;
    }
    first += batch.length;
  }
}

/** Makes a batch of rows `[from, from + length)` out of the same arrays. */
export function slice(
  batch: ViewBatch,
  columns: readonly ViewColumn[],
  from: number,
  length: number,
): ViewBatch {
  const out: Record<string, unknown> = { length };
  for (const name of columns) out[name] = batch[name].subarray(from, from + length);
  return out as unknown as ViewBatch;
}
