import type { LearnsFrom } from "../../detectors/detector.ts";

/** What a detector learned before its first row. */
export interface RunFitted {
  readonly seed: string | null;
  /** Dataset whose calibration half it learned from. */
  readonly from: string;
  /** Path below the run's folder, and the file's SHA-256. */
  readonly file: string;
  readonly sha256: string;
}

/** What a row says of how its detector learned. */
export interface RowLearning {
  /**
   * What it was let learn from, of the calibration half; rows that learned from labels are not to be
   * compared with the others. null where nobody knows: alerts that came from elsewhere.
   */
  readonly learnsFrom: LearnsFrom | null;
  /** What it learned, one for each seed; for a combiner, of each member that learns. */
  readonly fitted: readonly RunFitted[];
}
