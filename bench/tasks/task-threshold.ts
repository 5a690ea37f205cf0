import { type Calibration, type Threshold, transferThreshold } from "../thresholds/calibrate.ts";
import type { ScoreTask } from "./task.ts";

/** The rule as written: its own number, or every alert where it has none. */
export function writtenOf({ shippedThreshold, given }: ScoreTask): Threshold {
  if (shippedThreshold === null) return { value: null, source: "native" };
  return { value: shippedThreshold, source: given ? "given" : "default" };
}

/** The threshold where nothing calibrates: another dataset's, else the rule's own. */
export function borrowed(task: ScoreTask): Threshold {
  const { elsewhere, shippedThreshold, capacity } = task;
  const written = writtenOf(task);
  if (capacity !== null) return written;
  if (elsewhere !== null && (elsewhere.value !== null || shippedThreshold === null)) {
    return transferThreshold(elsewhere, shippedThreshold);
  }
  return shippedThreshold === null ? { value: null, source: "no-calibration" } : written;
}

/** Tells whether calibration has the first word. A capacity that no threshold keeps leaves the rule as it was written. */
export function isCalibrated(own: Calibration | null, made: Calibration | null): boolean {
  return own !== null || (made !== null && made.source !== "unreachable");
}

/** Tells whether two thresholds are one. */
export function isSame(a: Threshold, b: Threshold): boolean {
  return a.value === b.value && a.source === b.source;
}
