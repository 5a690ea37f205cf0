import { writeQuantity } from "../../datasets/quantity.ts";
import type { DetectorRow } from "./run-file.ts";

/**
 * Says a threshold as a person would, in the unit of the option that a score of 1 stands for where
 * there is one: `29 GB`, not `58 share of the limit`.
 */
export function thresholdText(
  row: Pick<DetectorRow, "threshold" | "thresholdSource" | "thresholdUnit" | "scoreScale">,
): string {
  if (row.thresholdSource === "mixed") return "by seed";
  if (row.threshold !== null) return scoreText(row.threshold, row);
  if (row.thresholdSource === "native" || row.thresholdSource === "given") return "every alert";
  if (row.thresholdSource === "budget" || row.thresholdSource === "capacity") return "by seed";
  return "nothing passes";
}

/** Says a score likewise. */
export function scoreText(
  score: number,
  { thresholdUnit, scoreScale }: Pick<DetectorRow, "thresholdUnit" | "scoreScale">,
): string {
  if (scoreScale !== null) return writeQuantity(score * scoreScale.value, scoreScale.unit);
  // Programs of which nobody said what they score have "score" for a unit.
  const unit = thresholdUnit === "score" ? "" : thresholdUnit;
  return writeQuantity(score, unit.startsWith("thresholds of ") ? "thresholds" : unit);
}
