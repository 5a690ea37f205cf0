import type { ViewBatch, ViewColumn, ViewName } from "../../datasets/view.ts";

/** One shard of a view, and how to read it. */
export interface Shard {
  readonly view: ViewName;
  readonly shard: number;
  /** Devices of the shard: `[from, to)`. */
  readonly devices: { readonly from: number; readonly to: number };
  /** Who pays for each device of the fleet. */
  readonly payer: Uint32Array;
  /** Key of the dataset: where batches are cut follows from it. */
  readonly key: number;
  batches(columns: readonly ViewColumn[]): Iterable<ViewBatch>;
}
