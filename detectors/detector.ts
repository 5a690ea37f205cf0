import type { Fleet } from "../datasets/fleet.ts";
import type { OptionsOf, Params } from "../datasets/param.ts";
import type { Values } from "../datasets/table.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../datasets/view.ts";

/** A running detector: state in typed arrays, nothing else. */
export interface Detector {
  /**
   * Writes one number for each row of the batch: how strong the evidence is at that row, in the
   * declared unit. -Infinity says "nothing"; NaN and +Infinity make the run invalid.
   */
  observe(batch: ViewBatch, scores: Float64Array): void;
}

/** What a detector learned: plain numbers and typed arrays of numbers, by name. */
export type Fitted = Readonly<Record<string, number | Values>>;

/** Tells the bytes of incidents in each row of the batch that was handed out last; 0 = none. */
export type RowLabels = (batch: ViewBatch) => Float64Array;

/**
 * What a detector learns from before its first row: nothing, rows of the calibration half, or those
 * rows with their labels. Whoever needs labels needs somebody who makes them, so that comparing him
 * with the others is not fair; tables say so.
 */
export type LearnsFrom = "nothing" | "traffic" | "labels";

/**
 * A detector as data plus a factory. It reads one view at a time, in order, and never learns the
 * truth, the threshold, the budget, or that an alarm was raised.
 */
export interface DetectorSpec<P extends Params = Params> {
  readonly name: string;
  readonly summary: string;
  /** It runs on any ONE of these. */
  readonly views: readonly ViewName[];
  /** Columns that it touches; it is not evaluable on a view without them. */
  readonly reads: readonly ViewColumn[];
  /** Columns that it uses where its view has them; unknown throughout where the dataset does not. */
  readonly mayRead?: readonly ViewColumn[];
  /**
   * Columns that tell it the same thing on one view or another: of those that its view has, one must
   * be known, or it is not evaluable there. The others are unknown throughout.
   */
  readonly readsAny?: readonly ViewColumn[];
  /** Incident kinds that it claims. */
  readonly detects: readonly string[];
  /**
   * device: a line's scores follow from its own rows, and those of lines on its bill, alone. One of the
   * catalogue goes on with the lines of other shards, whose days are the same once more.
   */
  readonly scope: "device" | "fleet";
  /** Nothing when left out; else `fit` must be there. */
  readonly learnsFrom?: LearnsFrom;
  /**
   * What a score is measured in, and the number at which the rule alarms as written. `of` names the
   * option that a score of 1 stands for, where a score is a share of it: thresholds can then be said
   * and given in that option's unit.
   */
  readonly score: { readonly unit: string; readonly threshold: number; readonly of?: string };
  readonly params: P;
  /**
   * Learns from the calibration half: its lines alone, shard after shard, each in order of delivery.
   * `batches` can be walked through once, and a batch holds until the next is taken; `labels` is null
   * unless it learns from labels. What it returns is kept with the run and is all that `create` gets
   * to know of it: the two run apart.
   */
  fit?(
    batches: Iterable<ViewBatch>,
    labels: RowLabels | null,
    options: OptionsOf<P>,
    fleet: Fleet,
    view: ViewName,
  ): Fitted;
  /** `view` is the view that this run reads; `fitted` what `fit` returned, empty without one. */
  create(options: OptionsOf<P>, fleet: Fleet, view: ViewName, fitted: Fitted): Detector;
}

/**
 * Returns the spec as it is. It exists for the types: the names of `params` become the names of the
 * options that `create` gets, in TypeScript and in an editor that opens a plain .js detector.
 */
export function defineDetector<const P extends Params>(spec: DetectorSpec<P>): DetectorSpec<P> {
  return spec;
}
