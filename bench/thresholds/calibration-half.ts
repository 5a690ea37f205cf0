import type { Dataset } from "../../datasets/dataset.ts";
import { codeOf } from "../../datasets/table.ts";
import { SPLITS } from "../../datasets/vocabularies.ts";

const CALIBRATION = codeOf(SPLITS, "calibration");

/** Whether some devices of a dataset are for calibration: cases and imports have none. */
export function hasCalibrationHalf(dataset: Dataset): boolean {
  if (dataset.manifest.truth === null) return false;
  return dataset.readTruth("devices").split.some((code) => code === CALIBRATION);
}
