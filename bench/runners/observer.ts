import type { ViewBatch } from "../../datasets/view.ts";

/** A detector at work on one shard, wherever it runs: here, in a child process, or behind a pipe. */
export interface Observer {
  /**
   * Hands a batch over and waits for its scores, one a row. The batch's arrays are read before the
   * promise settles; the scores are valid until the next call. Throws a `failure`.
   */
  observe(batch: ViewBatch, first: number): Float64Array | Promise<Float64Array>;
  /** Ends it; throws a `failure` when it ended badly. */
  close(): void | Promise<void>;
}

/** Opens a fresh detector for one pass over one shard. */
export type OpenObserver = () => Observer | Promise<Observer>;
