import type { ResolvedOptions } from "../../datasets/options.ts";
import type { Runnable } from "../runners/runnable.ts";
import type { SweptOption } from "./sweep-argument.ts";

/** A detector that has to run, and what for. */
export interface Entry {
  readonly runnable: Runnable;
  /** It has rows; the others are members of combiners, or points of a sweep. */
  readonly listed: boolean;
  /** It stands for what a plan has now: only beside others, on data without truth. */
  readonly today?: boolean;
  readonly sweep?: SweepPoint;
}

/** A combiner as asked for, and its members among the runnables. */
export interface CombinedEntry {
  readonly name: string;
  readonly combiner: string;
  readonly options: ResolvedOptions;
  readonly unit: string;
  readonly shippedThreshold: number;
  readonly members: readonly Runnable[];
}

/** One value of an option that is swept, and whose it is. */
export interface SweepPoint extends SweptOption {
  /** The detector without that option: its row is the one in the table. */
  readonly of: Runnable;
  readonly value: number;
}
