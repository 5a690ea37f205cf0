import type { ViewName } from "../../datasets/view.ts";
import type { Failure } from "../runners/failure.ts";
import type { PackedTally } from "../scoring/packed-tally.ts";
import type { Score } from "../scoring/score-tally.ts";
import type { Tally } from "../scoring/tally.ts";
import type { FloorScores } from "../tasks/floor-task.ts";
import type { TaskScore } from "../tasks/task.ts";
import type { Cell } from "./bench-cells.ts";
import type { CellFit } from "./fit-cells.ts";
import type { CellResult } from "./run-cells.ts";
import type { CombinedResult } from "./run-combined.ts";
import type { DetectorRow, RunDataset } from "./run-file.ts";

/** All that a dataset came to. */
export interface DatasetResult {
  readonly description: RunDataset;
  readonly dir: string;
  /** Tallies a run that never said anything on its first view, as one that failed counts. */
  silent(): Tally;
  readonly results: readonly CellResult[];
  readonly combined: readonly CombinedResult[];
  /** Floors and ceilings by view; null stands for all views together. Empty without truth. */
  readonly floors: ReadonlyMap<ViewName | null, FloorScores>;
  /** Alarms of the table's own coin and blind-periodic lines. */
  readonly floorAlarms: number;
  /** It has a calibration half of its own, and that is made use of. */
  readonly hasHalf: boolean;
  /** What its plans do not say. */
  readonly warnings: readonly string[];
  /** Name of the dataset that a cell's threshold comes from. */
  sourceOf(cell: Cell): string | null;
}

/** What one seed contributes to a row. */
export interface Part {
  readonly result: DatasetResult;
  readonly failure: Failure | null;
  readonly score: TaskScore | null;
  readonly from: string | null;
  /** View whose floors it is held against. */
  readonly floorView: ViewName | null;
  /** What it, or its members, learned before. */
  readonly fits: readonly CellFit[];
}

/** A row with what it was made from. */
export interface MadeRow {
  readonly row: DetectorRow;
  readonly score: Score;
  readonly tally: PackedTally;
  readonly parts: readonly Part[];
}
